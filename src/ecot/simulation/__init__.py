"""What may we promise, who pays, what if: the voted rules run on households that were never met.

Faces and `figures` call it; docs/algorithms/simulation.md draws its rooms. Pure NumPy: no Django, no
clock, no randomness but the counted streams of `streams.py`, and no second writing of a rule.
"""
