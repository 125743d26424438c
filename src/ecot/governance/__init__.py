"""How the committee decides. For now: the founding act that starts a caisse."""
