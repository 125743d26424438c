"""Room notices."""
