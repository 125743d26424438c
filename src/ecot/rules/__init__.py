"""Floor `rules`."""
