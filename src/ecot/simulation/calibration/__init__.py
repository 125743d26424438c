"""What a book teaches the model: rates with their doubt, a forecast that is then held against facts.

`figures.calibration` reads the book and calls it; the commands and the report show it. Plain arrays in,
no Django, no clock: docs/algorithms/calibration.md.
"""
