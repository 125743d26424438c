"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The room `records`."""

    name = "ecot.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
