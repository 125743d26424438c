"""Pages of a household: its purse."""
