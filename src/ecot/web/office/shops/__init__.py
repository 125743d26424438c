"""The shops as the office sees them: the list, one file, what may be done with it."""
