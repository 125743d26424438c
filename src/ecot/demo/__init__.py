"""The demo world: Montpellier's caisse from February 2023 to March 2026, played through the deeds.

Sizes are the published ones; people, shops and amounts by funder are invented. Nothing here writes
a row by itself: `play` calls the actions of the floors below, as a person would.
"""
