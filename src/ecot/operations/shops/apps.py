"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class ShopsConfig(AppConfig):
    """The room `shops`."""

    name = "ecot.operations.shops"
    label = "shops"
    default_auto_field = "django.db.models.BigAutoField"
