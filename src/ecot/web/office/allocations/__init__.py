"""The monthly allocation: seen before it is done, done once, put right where it was wrong."""
