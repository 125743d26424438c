"""Floor `formats`."""
