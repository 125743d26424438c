"""The law, pure: one module per kind of rule. No Django, no clock, no randomness, no logging."""
