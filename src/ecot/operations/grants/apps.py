"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    """The room `grants`."""

    name = "ecot.operations.grants"
    label = "grants"
    default_auto_field = "django.db.models.BigAutoField"
