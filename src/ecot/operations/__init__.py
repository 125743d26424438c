"""Floor `operations`."""
