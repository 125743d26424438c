"""Floor `oversight`."""
