"""Pages where a future is built from the real book, kept, looked at, compared, printed."""
