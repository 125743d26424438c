"""Floor `web`."""
