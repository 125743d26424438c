"""Copying a whole database out and in, SQLite or PostgreSQL. Called by `oversight/backups`; knows no table."""
