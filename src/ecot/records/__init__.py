"""What is kept about what is done: audit lines, what is due."""
