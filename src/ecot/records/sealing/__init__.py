"""Sealing: a tree of salted commitments to every row that is never rewritten, and its signed heads.

Pens call `pen.commit` in their own transaction; the tick and the month's closing call `log.seal`;
anyone verifies from files alone. Docs: docs/algorithms/sealing.md.
"""
