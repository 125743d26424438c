"""Tables of the reimbursements: a remittance, and one line per shop with the bank account written on it.

The money is in the book; a line only remembers which entries moved it.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ecot.operations.reimbursements.states import LineState
from ecot.operations.shops.models import Shop
from ecot.operations.treasury.models import BankAccount


class Remittance(models.Model):
    """Transfers prepared together, ordered together by another person's yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    key = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    rule_version = models.BigIntegerField()
    execution_on = models.DateField()
    prepared_by = models.CharField(max_length=80)
    prepared_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=80, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.CharField(max_length=80, blank=True, default="")
    called_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nobody says both yeses; what was called off was not ordered."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_at=None)
                | (~Q(confirmed_by=F("prepared_by")) & Q(confirmed_at__isnull=False)),
                name="remittance_second_person",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(called_off_at=None),
                name="remittance_ordered_or_called_off",
            ),
        ]


class RemittanceLine(models.Model):
    """One shop's transfer: what it was owed, what is sent, to which account, and what came of it."""

    remittance = models.ForeignKey(Remittance, models.PROTECT, related_name="lines")
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    owed_cents = models.BigIntegerField()
    paid_cents = models.BigIntegerField()
    fee_cents = models.BigIntegerField()
    bank_details_id = models.BigIntegerField()
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    holder = models.CharField(max_length=140)
    state = models.CharField(max_length=12, default=LineState.PREPARED)
    reason = models.CharField(max_length=200, blank=True, default="")
    ordered_on = models.DateField(null=True, blank=True)
    ordered_entry_id = models.BigIntegerField(null=True, unique=True)
    executed_entry_id = models.BigIntegerField(null=True)
    returned_on = models.DateField(null=True, blank=True)
    returned_entry_id = models.BigIntegerField(null=True, unique=True)

    class Meta:
        """One open line per shop: never twice in two files."""

        db_table = "reimbursements_remittance_line"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shop"], condition=Q(state="prepared"), name="line_one_open_per_shop"
            ),
            models.UniqueConstraint(fields=["remittance", "shop"], name="line_once_per_remittance"),
            models.CheckConstraint(condition=Q(state__in=list(LineState)), name="line_state"),
            models.CheckConstraint(
                condition=Q(
                    paid_cents__gt=0, fee_cents__gte=0, owed_cents=F("paid_cents") + F("fee_cents")
                ),
                name="line_settles_what_was_owed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["shop", "ordered_on"], name="line_by_shop"),
        ]
