"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """The room `contributions`."""

    name = "ecot.operations.contributions"
    label = "contributions"
    default_auto_field = "django.db.models.BigAutoField"
