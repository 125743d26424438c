"""Room shops."""
