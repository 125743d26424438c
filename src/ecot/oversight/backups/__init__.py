"""Backups that are proved: made while tills pay, restored elsewhere, checked like the book itself."""
