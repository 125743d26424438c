"""Drawings as SVG, for pages and reports: readable in black and white, with words for who does not see."""
