"""Room contributions."""
