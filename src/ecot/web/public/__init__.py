"""Pages that everyone may read: what the caisse is, its rule, its figures, its shops."""
