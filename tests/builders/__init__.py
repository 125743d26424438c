"""Households, shops and the like, made through real deeds, for the tests of every room."""
