"""Room allocations."""
