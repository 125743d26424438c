"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class MonthConfig(AppConfig):
    """The room `month`."""

    name = "ecot.operations.month"
    label = "month"
    default_auto_field = "django.db.models.BigAutoField"
