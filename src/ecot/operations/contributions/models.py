"""Tables of the contributions: what a household pledged, what was called, what came, what went back.

Nobody may demand a pledge, so none of these rows is a debt: the book only knows money that came.
Pledges, call rows, receipts, returns and answers are append-only. No deed and no formula enters
here; incomes do not either, unless a household asks for its own to be kept (`KeptGuidance`).
"""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ecot.operations.members.models import Household
from ecot.operations.treasury.models import BankAccount, UnidentifiedReceipt


class Pledge(models.Model):
    """What a household says it will contribute each month, from a month on."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    amount_cents = models.BigIntegerField()
    from_month = models.DateField()
    persons = models.PositiveSmallIntegerField(default=1)
    rule_version = models.BigIntegerField()
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        """Of the rows whose month has begun, the last one recorded is in force: the last word counts."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="pledge_not_negative"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "id"], name="pledge_in_force"),
        ]


class KeptGuidance(models.Model):
    """The answers that a household wished to keep for the next time; erased when it says so."""

    household = models.OneToOneField(Household, models.CASCADE, related_name="+")
    income_cents = models.BigIntegerField()
    food_budget_cents = models.BigIntegerField(null=True)
    adults = models.PositiveSmallIntegerField()
    children = models.PositiveSmallIntegerField()
    kept_at = models.DateTimeField()


class CallRun(models.Model):
    """The monthly call: the caisse says what it awaits in a month. No money moves."""

    month = models.DateField(unique=True)
    called_by = models.CharField(max_length=80)
    called_at = models.DateTimeField()


class CallRow(models.Model):
    """What is awaited from one household for one month."""

    run = models.ForeignKey(CallRun, models.PROTECT, related_name="rows")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    month = models.DateField()
    pledged_cents = models.BigIntegerField()

    class Meta:
        """A household is called once for a month, however often the call is run."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["household", "month"], name="called_once_a_month"),
            models.CheckConstraint(condition=Q(pledged_cents__gte=0), name="call_not_negative"),
        ]


class Means(StrEnum):
    """How a contribution came."""

    TRANSFER = "transfer"
    CASH = "cash"
    DEBIT = "debit"
    PAYER = "payer"


class CashSeries(models.Model):
    """The last number given to a cash receipt of a desk in a year: no number is skipped."""

    desk = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One series per desk and year."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "year"], name="cash_series_once")
        ]


class Receipt(models.Model):
    """A contribution that came: how, when, for whom, under which entry of the book."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    amount_cents = models.BigIntegerField()
    means = models.CharField(max_length=10, choices=[(means, means) for means in Means])
    received_on = models.DateField()
    entry_id = models.BigIntegerField(unique=True)
    key = models.CharField(max_length=120, unique=True)
    cash_number = models.CharField(max_length=60, blank=True, default="")
    payer_name = models.CharField(max_length=160, blank=True, default="")
    unidentified = models.ForeignKey(UnidentifiedReceipt, models.PROTECT, null=True)

    class Meta:
        """A receipt is positive; cash has its number, a third party its name until it is erased."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="receipt_positive"),
            models.CheckConstraint(
                condition=(Q(means="cash") & ~Q(cash_number=""))
                | (~Q(means="cash") & Q(cash_number="")),
                name="cash_receipt_numbered",
            ),
            models.UniqueConstraint(
                fields=["cash_number"],
                condition=~Q(cash_number=""),
                name="cash_number_given_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "received_on"], name="receipt_by_household")
        ]


class ReturnCause(StrEnum):
    """Why money that had come does not count any more."""

    DEBIT_RETURNED = "debit_returned"
    GIVEN_BACK = "given_back"
    ERROR = "error"


class ReturnedContribution(models.Model):
    """A contribution that went back: a debit returned by the bank, money given back, an error."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="returns")
    cause = models.CharField(max_length=16, choices=[(cause, cause) for cause in ReturnCause])
    amount_cents = models.BigIntegerField()
    fee_cents = models.BigIntegerField(default=0)
    returned_on = models.DateField()
    entry_id = models.BigIntegerField(unique=True)
    is_undone = models.BooleanField(default=False)

    class Meta:
        """A return is positive, its fee is not negative, and a receipt goes back once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["receipt"], condition=Q(is_undone=False), name="receipt_returned_once"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="return_positive"),
            models.CheckConstraint(condition=Q(fee_cents__gte=0), name="return_fee_not_negative"),
        ]
        indexes: ClassVar = [models.Index(fields=["household"], name="return_by_household")]


class AnswerKind(StrEnum):
    """What a person answers when contributions have not come for longer than the rule tolerates."""

    CONTINUE = "continue"
    PAUSE = "pause"
    TALK = "talk"
    LET_GO = "let_go"


class ArrearsAnswer(models.Model):
    """A person's answer for a household, valid until a month. Append-only: the newest one counts."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in AnswerKind])
    from_month = models.DateField()
    until_month = models.DateField()
    forgone_cents = models.BigIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True, default="")
    answered_by = models.CharField(max_length=80)
    answered_at = models.DateTimeField()

    class Meta:
        """An answer does not end before it begins."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_month__gte=models.F("from_month")), name="answer_in_order"
            ),
            models.CheckConstraint(condition=Q(forgone_cents__gte=0), name="forgone_not_negative"),
        ]
        indexes: ClassVar = [models.Index(fields=["household", "id"], name="answer_by_household")]
