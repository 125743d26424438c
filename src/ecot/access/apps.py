"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The room `access`."""

    name = "ecot.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
