"""The book: one append-only double-entry ledger."""
