"""Pages of a point of sale: its till."""
