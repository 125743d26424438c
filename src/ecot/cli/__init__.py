"""Floor `cli`."""
