"""The room `month`: the month as a checklist, its opening and its closing."""
