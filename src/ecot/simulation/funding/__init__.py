"""Money from outside the households: euros by month and draw, with their chances, strings and limits.

`month` and `running` ask for it once a chunk of draws (`receipts.py`), and month by month for what
follows the caisse's own life (`following.py`, `top_ups.py`); `files` and the workshop page ask
`catalogue.py` what a mechanism needs. Docs: docs/algorithms/funding-sources.md, tax-relief.md. No
probability of a vote or of a ruling may enter, and no law figure but those of `reference`.
"""
