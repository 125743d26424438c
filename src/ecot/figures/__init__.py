"""Floor `figures`."""
