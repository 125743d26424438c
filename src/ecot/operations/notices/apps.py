"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room `notices`."""

    name = "ecot.operations.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
