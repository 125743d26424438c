"""Who may sign in, with which role, on whose behalf."""
