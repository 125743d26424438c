"""A future as data: what is put in force, who comes, who pays, what it costs. Frozen, no formula.

`files` reads it from TOML, `running` runs it, `report` shows where each figure comes from.
"""
