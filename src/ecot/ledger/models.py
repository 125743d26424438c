"""Tables of the book. Private to this room: others read through `balances`, `entries`, `closing`.

The database refuses what must not be (see `guards/`); no deed and no rule enters here.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Account(models.Model):
    """An account. A guarded one keeps its balance, born at 0, and may not go below its floor."""

    body = models.CharField(max_length=40)
    code = models.CharField(max_length=8)
    owner = models.CharField(max_length=80)
    floor_cents = models.BigIntegerField(null=True)
    balance_cents = models.BigIntegerField(null=True)

    class Meta:
        """One account per body, family and owner."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "code", "owner"], name="one_account"),
            models.CheckConstraint(
                condition=Q(balance_cents__gte=F("floor_cents")), name="above_floor"
            ),
            models.CheckConstraint(
                condition=Q(floor_cents__isnull=True, balance_cents__isnull=True)
                | Q(floor_cents__isnull=False, balance_cents__isnull=False),
                name="guarded_has_balance",
            ),
        ]


class Entry(models.Model):
    """A journal line: who, when, why, under which votes. It is the audit of a money deed."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    actor = models.CharField(max_length=80)
    occurred_on = models.DateField()
    effective_on = models.DateField()
    posted_at = models.DateTimeField()
    rules = models.TextField()
    evidence = models.TextField()
    digest = models.CharField(max_length=64)
    line_count = models.PositiveIntegerField()
    total_cents = models.BigIntegerField()
    reverses = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="reversals", db_index=False
    )
    refunds = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="refund_entries", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        """An entry is reversed once; an effective day is never before the real one."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reverses"], condition=Q(reverses__isnull=False), name="reversed_once"
            ),
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("occurred_on")), name="effective_after_occurred"
            ),
            models.CheckConstraint(condition=Q(line_count__gte=1), name="entry_has_lines"),
            models.CheckConstraint(condition=Q(total_cents__gte=1), name="entry_moves_money"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | Q(refunds__isnull=True),
                name="reverses_or_refunds",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "effective_on"], name="entry_by_kind"),
            models.Index(
                fields=["refunds"], condition=Q(refunds__isnull=False), name="entry_refunds"
            ),
        ]


class Transfer(models.Model):
    """One row is a whole double entry. No row is locked through it: its accounts are plain ids."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)
    effective_on = models.DateField()
    debit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    credit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    amount_cents = models.BigIntegerField()

    class Meta:
        """Positive amounts between two accounts; sums and statements read one covering index."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gte=1), name="amount_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="two_accounts"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["debit", "effective_on", "id", "amount_cents"], name="by_debit"),
            models.Index(fields=["credit", "effective_on", "id", "amount_cents"], name="by_credit"),
        ]


class Closing(models.Model):
    """A month that takes no new row, with the digest of its balances."""

    month = models.DateField(unique=True)
    closed_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)


class ClosingBalance(models.Model):
    """Credits less debits of an account up to the end of a closed month; absent when zero."""

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, db_index=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, db_index=False)
    balance_cents = models.BigIntegerField()

    class Meta:
        """One balance per account and closing."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closing", "account"], name="one_balance_per_closing"),
        ]
