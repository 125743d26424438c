"""Pages of the association's team: the month and everything around it."""
