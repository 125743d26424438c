"""Floor `governance`."""
