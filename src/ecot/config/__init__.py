"""Floor `config`."""
