"""The tables of the shops: the body that is paid, its points of sale, its agreement, its bank account.

A shop is who is paid; a point of sale is where one pays. Deeds and rates never enter here.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ecot.operations.shops.states import ShopState


class NumberSequence(models.Model):
    """The last sequence number given to a shop: one row, locked while a number is taken."""

    last = models.PositiveIntegerField()

    class Meta:
        """Two rooms have such a table."""

        db_table = "shops_number_sequence"


class Shop(models.Model):
    """A producer, a shop or a cooperative: the legal body that the caisse pays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=200)
    legal_name = models.CharField(max_length=200, blank=True)
    siret = models.CharField(max_length=14, blank=True)
    category = models.CharField(max_length=60)
    contact_name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    applied_at = models.DateTimeField()

    class Meta:
        """A shop has a category: coverage rates are given by it."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(category=""), name="shop_has_category"),
            models.UniqueConstraint(
                fields=["siret"], condition=~Q(siret=""), name="shop_siret_once"
            ),
        ]


class ShopStateRow(models.Model):
    """A dated state of a shop. Rows are only added."""

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=12)
    since_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)

    class Meta:
        """The state is one of the known ones."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ShopState]), name="shop_state_known"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["shop", "since_on", "id"], name="shop_state_on_day")
        ]


class Agreement(models.Model):
    """The dates of a convention signed with a shop, both included."""

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="agreements")
    starts_on = models.DateField()
    ends_on = models.DateField()
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        """A convention does not end before it starts."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agreement_dates")
        ]


class PointOfSale(models.Model):
    """Where one pays: a shop's counter, a stall on a market, a farm gate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="points_of_sale")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    address = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    hours = models.CharField(max_length=300, blank=True)
    market_days = models.CharField(max_length=7, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        """Coordinates come by two, within the globe."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="point_of_sale_on_globe",
            )
        ]


class BankDetails(models.Model):
    """A bank account of a shop: asked by one person, confirmed by another, usable from an instant."""

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="bank_details")
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    holder = models.CharField(max_length=140)
    requested_by = models.CharField(max_length=60)
    requested_at = models.DateTimeField()
    callback_note = models.CharField(max_length=500, blank=True)
    confirmed_by = models.CharField(max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    usable_from_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=60, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_because = models.CharField(max_length=200, blank=True)

    class Meta:
        """Nobody confirms what they asked for; nothing is usable before it is confirmed."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_at=None, usable_from_at=None)
                | (
                    ~Q(confirmed_by="")
                    & ~Q(confirmed_by=F("requested_by"))
                    & ~Q(callback_note="")
                    & Q(usable_from_at__gt=F("requested_at"), confirmed_at__gte=F("requested_at"))
                ),
                name="bank_details_second_person",
            ),
            models.UniqueConstraint(
                fields=["shop"],
                condition=Q(confirmed_at=None, stopped_at=None),
                name="bank_details_one_pending",
            ),
        ]
