"""Commands of Django that this room replaces."""
