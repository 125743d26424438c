"""Tells Django that this floor holds a table; nothing else may enter here."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """The floor `figures`."""

    name = "ecot.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
