"""What can go wrong outside our own code while a scenario runs: a sentence for the person who asked."""


class RunError(Exception):
    """A run could not be made or finished; its text is French and says what to do."""
