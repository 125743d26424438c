"""A scale alone, before any vote: read from a small file, put on the households of a territory.

`ecot scale` calls it. No month, no behaviour, no money that moves. docs/algorithms/scale-files.md.
"""
