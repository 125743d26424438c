"""What everyone speaks: money, months, numbers, refusals, acts. No Django, no rule, no file."""
