"""Dated rule versions: what was voted, as data."""
