"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The room `ledger`."""

    name = "ecot.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
