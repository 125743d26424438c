"""Floor `reference`."""
