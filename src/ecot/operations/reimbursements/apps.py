"""Tells Django that this room holds tables; nothing else may enter here."""

from django.apps import AppConfig


class ReimbursementsConfig(AppConfig):
    """The room `reimbursements`."""

    name = "ecot.operations.reimbursements"
    label = "reimbursements"
    default_auto_field = "django.db.models.BigAutoField"
