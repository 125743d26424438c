"""Tables of the treasury: where money lies, what was counted, typed, paid, and how we moved in.

The book (the ledger) says how much; these rows say what a person needs to recognise it: a label, a
supplier, a day. No deed, no formula and no household enters here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class AccountKind(StrEnum):
    """Where money lies."""

    BANK = "bank"
    DESK = "desk"


class BankAccount(models.Model):
    """A bank account or a cash desk of the caisse; its slug names it in the book."""

    slug = models.SlugField(max_length=40, primary_key=True)
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in AccountKind])
    iban = models.CharField(max_length=34, blank=True, default="")
    opened_at = models.DateTimeField()

    class Meta:
        """Read by label."""

        ordering: ClassVar = ["kind", "label"]


class TypedBalance(models.Model):
    """The balance that the bank itself announces on a day, typed by a person. Append-only."""

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="typed_balances")
    balance_cents = models.BigIntegerField()
    balance_on = models.DateField()
    typed_by = models.CharField(max_length=80)
    typed_at = models.DateTimeField()

    class Meta:
        """The last word on a day is the newest row."""

        indexes: ClassVar = [
            models.Index(fields=["account", "balance_on", "id"], name="typed_balance_by_day")
        ]


class CashCount(models.Model):
    """Cash counted at a desk, beside what the book said; the difference is booked at once."""

    desk = models.ForeignKey(BankAccount, models.PROTECT, related_name="counts")
    counted_cents = models.BigIntegerField()
    booked_cents = models.BigIntegerField()
    counted_on = models.DateField()
    counted_by = models.CharField(max_length=80)
    key = models.CharField(max_length=120, unique=True)
    entry_id = models.BigIntegerField(null=True, unique=True)

    class Meta:
        """Nobody counts less than nothing."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(counted_cents__gte=0), name="cash_count_positive")
        ]


class UnidentifiedReceipt(models.Model):
    """Money that came from nobody knows whom (471), and how much of it has been recognised since."""

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="unidentified")
    amount_cents = models.BigIntegerField()
    recognised_cents = models.BigIntegerField(default=0)
    label = models.CharField(max_length=200, blank=True, default="")
    received_on = models.DateField()
    entry_id = models.BigIntegerField(unique=True)
    is_reversed = models.BooleanField(default=False)

    class Meta:
        """Never recognised beyond what came."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="unidentified_positive"),
            models.CheckConstraint(
                condition=Q(recognised_cents__gte=0, recognised_cents__lte=F("amount_cents")),
                name="unidentified_recognised_once",
            ),
        ]


class MovementKind(StrEnum):
    """Which way a plain movement goes."""

    COST = "cost"
    INCOME = "income"


class PlainMovement(models.Model):
    """A running cost paid, or another income received: what the entry in the book was for."""

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in MovementKind])
    code = models.CharField(max_length=8)
    label = models.CharField(max_length=200)
    amount_cents = models.BigIntegerField()
    moved_on = models.DateField()
    entry_id = models.BigIntegerField(unique=True)
    is_reversed = models.BooleanField(default=False)

    class Meta:
        """An amount is positive; the kind gives its way."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="movement_positive")
        ]


class Opening(models.Model):
    """One moving-in: the balances of a day, read from a spreadsheet, signed, then posted."""

    opening_on = models.DateField()
    filename = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    bank_control_cents = models.BigIntegerField()
    wallets_control_cents = models.BigIntegerField()
    shops_control_cents = models.BigIntegerField()
    zero_lines = models.PositiveIntegerField(default=0)
    problems = models.TextField(default="[]")
    prepared_by = models.CharField(max_length=80)
    prepared_at = models.DateTimeField()
    signed_by = models.CharField(max_length=80, blank=True, default="")
    signed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")


class OpeningLine(models.Model):
    """One account of a moving-in, with the entry that opened it once it is posted."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=8)
    owner = models.CharField(max_length=80)
    number = models.CharField(max_length=40)
    amount_cents = models.BigIntegerField()
    entry_id = models.BigIntegerField(null=True, unique=True)
    is_reversed = models.BooleanField(default=False)

    class Meta:
        """An account is opened once, unless its opening was an error and was reversed."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opening", "position"], name="opening_line_position"),
            models.UniqueConstraint(
                fields=["code", "owner"],
                condition=Q(entry_id__isnull=False, is_reversed=False),
                name="account_opened_once",
            ),
        ]
