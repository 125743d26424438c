"""Faults on purpose: races, kills, lost answers, storage that fails. Shared tools of these tests."""
