"""Tables of the grants: what a funder promised, what came, what it was used for.

The book says how much is receivable and earned; these rows say for what the money may be used.
Only `Grant` rows may be told apart by name; the rest is append-only. No deed enters here.
"""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ecot.operations.treasury.models import BankAccount


class Grant(models.Model):
    """A signed grant and what it may back; its envelope is what has come of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    funder = models.CharField(max_length=160)
    purpose = models.CharField(max_length=300, blank=True, default="")
    amount_cents = models.BigIntegerField()
    signed_on = models.DateField()
    may_back_food_credit = models.BooleanField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    entry_id = models.BigIntegerField(unique=True)
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        """A grant is worth something and does not end before it starts."""

        ordering: ClassVar = ["signed_on", "funder"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="grant_positive"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="grant_ends_after_start",
            ),
        ]


class MovementKind(StrEnum):
    """What became of a grant's money."""

    RECEIVED = "received"
    GIVEN_BACK = "given_back"
    SET_ASIDE = "set_aside"
    TAKEN_BACK = "taken_back"


class GrantMovement(models.Model):
    """One movement of a grant in the book: an instalment, money set aside or given back.

    A row that `undoes` another takes it back, dated the day on which the error was put right.
    """

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="movements")
    account = models.ForeignKey(BankAccount, models.PROTECT, null=True)
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in MovementKind])
    amount_cents = models.BigIntegerField()
    moved_on = models.DateField()
    entry_id = models.BigIntegerField(unique=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        """An amount is positive; the kind gives its way."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="grant_movement_positive")
        ]


class GrantCharge(models.Model):
    """What a part of an envelope was used for. Append-only; moves nothing in the book."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="charges")
    amount_cents = models.BigIntegerField()
    purpose = models.CharField(max_length=200)
    charged_on = models.DateField()
    key = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        """A charge is positive."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="grant_charge_positive")
        ]
