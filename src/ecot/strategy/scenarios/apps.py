"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    """The room `scenarios`."""

    name = "ecot.strategy.scenarios"
    label = "scenarios"
    default_auto_field = "django.db.models.BigAutoField"
