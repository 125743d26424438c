"""Écot: run, govern and finance a common food fund."""
