"""What shops are owed, written by the pen alone: sales and refunds of any size."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from ecot.ledger import recipes
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post
from tests.builders.treasury import money_act

SOLD_ON = date(2026, 3, 10)


def sold(household_id: UUID, shop_id: UUID, cents: int, on: date = SOLD_ON) -> None:
    """A household spent that much in a shop."""
    with transaction.atomic():
        lines = recipes.till_payment(household_id, shop_id, cents)
        post(money_act(on), EntryKind.TILL_PAYMENT, lines)


def refunded(household_id: UUID, shop_id: UUID, cents: int, on: date = SOLD_ON) -> None:
    """A shop gave that much back."""
    with transaction.atomic():
        post(money_act(on), EntryKind.REFUND, recipes.refund(household_id, shop_id, cents))
