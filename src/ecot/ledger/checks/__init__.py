"""What the book itself can prove, recomputed from its first row: the promises that live here.

Called by `oversight/promises.py`. Each check reads, in sets, and names its first offender; none repairs.
"""
