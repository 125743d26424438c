"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """The room `rulebook`."""

    name = "ecot.rulebook"
    label = "rulebook"
    default_auto_field = "django.db.models.BigAutoField"
