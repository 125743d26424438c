"""Scenarios as small files: TOML in, TOML out, each error with its key, its line and its range.

The command line, the workshop pages, goal seek and the live preview read, change and write
scenarios here. No formula of the model enters, and no clock: docs/algorithms/scenario-files.md.
"""
