"""The book as the office reads it: entries, one entry, how it is undone, the eight promises."""
