"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class AllocationsConfig(AppConfig):
    """The room `allocations`."""

    name = "ecot.operations.allocations"
    label = "allocations"
    default_auto_field = "django.db.models.BigAutoField"
