"""The book: one append-only double-entry ledger in euro cents.

Rooms above call `posting`, `balances`, `entries`, `closing`; nothing outside reads the tables.
"""
