"""Dated rule versions: what was voted, as data.

`reading` is for everyone above; `enacting` is for governance alone; the tables are private.
"""
