"""A small book to write in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from ecot.ledger import chart, recipes
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import Posted, open_accounts, post
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.references import Actor

DURAND = UUID(int=1)
MARTIN = UUID(int=2)
FOURNIL = UUID(int=11)
CAGETTE = UUID(int=12)
ASKER = Actor("user-1")

Asking = Callable[..., Act]


def act(key: str, day: date = date(2026, 3, 2), **body: object) -> Act:
    """An act of that key on that day; the body is part of its digest."""
    return asked(ASKER, clock.at(day), key, **body)


def credit(household_id: UUID, cents: int, key: str, day: date = date(2026, 3, 1)) -> Posted:
    """Credit a wallet, opening it first."""
    open_accounts([chart.wallet(household_id)])
    return post(
        act(key, day),
        EntryKind.ALLOCATION,
        recipes.allocation(household_id, cents),
        rules={"allocation": 1},
    )


def pay(
    household_id: UUID, shop_id: UUID, cents: int, key: str, day: date = date(2026, 3, 2)
) -> Posted:
    """Pay at a till, without any rule."""
    return post(
        act(key, day, cents=cents),
        EntryKind.TILL_PAYMENT,
        recipes.till_payment(household_id, shop_id, cents),
    )


@pytest.fixture
def funded(db: None) -> None:
    """The Durand have 140 MonA, the Martin 100."""
    credit(DURAND, 140_00, "a-durand")
    credit(MARTIN, 100_00, "a-martin")
