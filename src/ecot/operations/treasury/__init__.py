"""Room treasury."""
