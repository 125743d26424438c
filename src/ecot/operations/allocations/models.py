"""Tables of the allocations: a month's runs, the households that were held, what was undone.

No amount of a household stands here: the book's entries, under their keys, are the lines of a run.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q


class RunState(StrEnum):
    """What became of a month's run."""

    DONE = "done"
    HELD = "held"
    UNDONE = "undone"


class HeldReason(StrEnum):
    """Why a household's line waits for a person."""

    NO_CONTRIBUTION = "no_contribution"
    FROZEN = "frozen"


class Run(models.Model):
    """One opening of a month's allocation, with what it saw; a second attempt follows an undone one."""

    month = models.DateField()
    attempt = models.PositiveIntegerField()
    state = models.CharField(max_length=8)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    households = models.PositiveIntegerField(default=0)
    total_cents = models.BigIntegerField(default=0)
    surplus_cents = models.BigIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    theta_bp = models.PositiveIntegerField(default=10_000)
    reserve_cents = models.BigIntegerField(default=0)
    outstanding_cents = models.BigIntegerField(default=0)
    missing_cents = models.BigIntegerField(default=0)
    frozen = models.BooleanField(default=False)
    look_again_on = models.DateField(null=True, blank=True)

    class Meta:
        """Two clicks meet on the attempt; a month has one standing run."""

        db_table = "allocations_run"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["month", "attempt"], name="run_once_per_attempt"),
            models.UniqueConstraint(
                fields=["month"], condition=Q(state="done"), name="run_one_standing"
            ),
            models.CheckConstraint(condition=Q(state__in=list(RunState)), name="run_state"),
        ]


class HeldLine(models.Model):
    """A household that a month's run left out, and why. The answer of a person lives in `contributions`."""

    month = models.DateField()
    household_id = models.UUIDField()
    reason = models.CharField(max_length=20)
    months_without = models.PositiveIntegerField()
    held_at = models.DateTimeField()

    class Meta:
        """One line per household and month."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["month", "household_id"], name="held_once"),
            models.CheckConstraint(condition=Q(reason__in=list(HeldReason)), name="held_reason"),
        ]


class Undoing(models.Model):
    """A run, or one line of it, that was taken back; its reason in words stays here, not in the book."""

    key = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64)
    month = models.DateField()
    household_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    reason = models.CharField(max_length=300)
    again = models.BooleanField()
    households = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    recovered_cents = models.BigIntegerField(default=0)
    to_recover_cents = models.BigIntegerField(default=0)
    granted_cents = models.BigIntegerField(default=0)
