"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class TreasuryConfig(AppConfig):
    """The room `treasury`."""

    name = "ecot.operations.treasury"
    label = "treasury"
    default_auto_field = "django.db.models.BigAutoField"
