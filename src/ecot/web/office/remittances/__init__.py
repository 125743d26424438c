"""Paying the shops: prepared by one person, confirmed by another, ordered, executed or returned."""
