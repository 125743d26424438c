"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "ecot.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
