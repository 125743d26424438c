"""One month: of a chunk of households in a chunk of draws, then of the caisse on their sums.

`running` calls it; docs/algorithms/simulated-month.md is its law. It takes plain arrays: no
territory, no source, no file. What a household owes, keeps and receives is decided in `rules`.
"""
