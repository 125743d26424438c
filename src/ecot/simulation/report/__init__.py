"""What a committee reads of a run: sentences first, drawings, then every figure with its status.

The commands and the workshop call it. It computes nothing: `indicators` did. docs/algorithms/report.md
says what stands where.
"""
