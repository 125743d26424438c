"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class TillConfig(AppConfig):
    """The room `till`."""

    name = "ecot.operations.till"
    label = "till"
    default_auto_field = "django.db.models.BigAutoField"
