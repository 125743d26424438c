"""The tables of the households: persons, what they belong to, contract states, cards and codes.

Identities live here and nowhere in the book: the ledger knows a household by its identifier only.
Secrets (cards, codes) are kept as digests; the income band has a table of its own, so that it can
be left out or removed without touching the rest. Deeds and formulas never enter here.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ecot.operations.members.states import CardState, Prefers, State

NAME_LENGTH = 300
NUMBER_LENGTH = 12
ERASED = "~"
"""How the number of an erased household begins; no number that is given does."""


class NumberSequence(models.Model):
    """The last sequence number given to a household: one row, locked while numbers are taken."""

    last = models.PositiveIntegerField()


class Household(models.Model):
    """People who share one wallet; how to reach them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=NUMBER_LENGTH, unique=True)
    former_number = models.CharField(max_length=60, blank=True, db_index=True)
    email = models.CharField(max_length=254, blank=True, db_index=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=500, blank=True)
    prefers = models.CharField(max_length=10, default=Prefers.MAIL.value)
    registered_at = models.DateTimeField()

    class Meta:
        """The preference is one of the known ones."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(prefers__in=[each.value for each in Prefers]), name="household_prefers"
            )
        ]


class IncomeBand(models.Model):
    """The band in which a household placed itself, if it wished to; never asked twice, never proved."""

    household = models.OneToOneField(
        Household, on_delete=models.CASCADE, primary_key=True, related_name="income_band"
    )
    band = models.CharField(max_length=20)
    given_at = models.DateTimeField()


class Person(models.Model):
    """Somebody, by name and year of birth; `search_key` is the name without accents or case."""

    given_name = models.CharField(max_length=NAME_LENGTH)
    family_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    birth_year = models.PositiveSmallIntegerField()
    search_key = models.CharField(max_length=4 * NAME_LENGTH, db_index=True)

    class Meta:
        """A year of birth has four digits."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(birth_year__gte=1900, birth_year__lte=2200), name="person_birth_year"
            )
        ]


class Belonging(models.Model):
    """A person in a household, from one month until another (first month that no longer counts)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="belongings")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="belongings")
    participates = models.BooleanField()
    counts_from = models.DateField()
    counts_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """Dates are first days of months; a person counts once at a time."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(counts_from__day=1)
                & (
                    Q(counts_until=None)
                    | Q(counts_until__day=1, counts_until__gte=F("counts_from"))
                ),
                name="belonging_whole_months",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(counts_until=None), name="belonging_one_open"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "counts_from"], name="belonging_by_household"),
        ]


class MembershipState(models.Model):
    """The contract of a household with the caisse, as a dated list of states. Rows are only added."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=10)
    since_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)

    class Meta:
        """The state is one of the known ones."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in State]), name="membership_state"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["household", "since_on", "id"], name="membership_state_on_day"),
        ]


class HouseholdCode(models.Model):
    """The two codes of a household, hashed: six digits with the number, four with the card."""

    household = models.OneToOneField(
        Household, on_delete=models.CASCADE, primary_key=True, related_name="code"
    )
    six_hash = models.CharField(max_length=200)
    four_hash = models.CharField(max_length=200)
    renewed_at = models.DateTimeField()


class Card(models.Model):
    """A card of a household. The token in its QR is kept as a digest: a copy of the base pays nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="cards")
    token_digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, default=CardState.ACTIVE.value)
    issued_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """The state is one of the known ones."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in CardState]), name="card_state"
            )
        ]


class ImportRun(models.Model):
    """A file of members that was imported; the same file is not imported twice."""

    file_digest = models.CharField(max_length=64, unique=True)
    file_name = models.CharField(max_length=200, blank=True)
    households = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=60)
