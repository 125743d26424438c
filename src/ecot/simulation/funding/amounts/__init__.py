"""One file per law of amount: from a source and its luck to whole cents by draw and month.

`receipts` calls them through its table. Rights and chances come from `rights`, luck from `luck`; no law
figure is written here.
"""
