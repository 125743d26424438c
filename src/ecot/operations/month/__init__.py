"""Room month."""
