"""Room grants."""
