"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """The room `members`."""

    name = "ecot.operations.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"
