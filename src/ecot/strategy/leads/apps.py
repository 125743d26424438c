"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    """The room `leads`."""

    name = "ecot.strategy.leads"
    label = "leads"
    default_auto_field = "django.db.models.BigAutoField"
