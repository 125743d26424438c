"""Floor `demo`."""
