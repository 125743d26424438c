"""What stood on each family at the end of each month, closed or not, by a table worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from ecot.ledger import chart, recipes
from ecot.ledger.chart import Code
from ecot.ledger.closing import close_month
from ecot.ledger.entries import entries
from ecot.ledger.kinds import EntryKind
from ecot.ledger.monthly import moved_by_owner, standing_by_month, wallets_credited_by_month
from ecot.ledger.posting import post
from ecot.values import references
from ecot.values.month import Month
from tests.ledger.conftest import DURAND, FOURNIL, MARTIN, act, credit, pay

JANUARY, FEBRUARY, MARCH, APRIL = (Month(2026, number) for number in (1, 2, 3, 4))

pytestmark = pytest.mark.django_db


def _book() -> None:
    """January: 140 and 100 given. February: 30 spent. March: 140 given, 15 come in cash."""
    credit(DURAND, 140_00, "a", date(2026, 1, 1))
    credit(MARTIN, 100_00, "b", date(2026, 1, 5))
    pay(DURAND, FOURNIL, 30_00, "p", date(2026, 2, 14))
    credit(DURAND, 140_00, "c", date(2026, 3, 1))
    cash = recipes.contribution_received(chart.desk("bureau"), DURAND, 15_00)
    post(act("d", date(2026, 3, 31)), EntryKind.CONTRIBUTION_RECEIVED, cash)


JANUARY_STANDING = {Code.WALLET: 240_00, Code.ALLOCATION_GRANTED: 240_00}
FEBRUARY_STANDING = JANUARY_STANDING | {Code.WALLET: 210_00, Code.OWED_TO_SHOP: 30_00}
STANDING = {
    JANUARY: JANUARY_STANDING,
    FEBRUARY: FEBRUARY_STANDING,
    MARCH: {
        Code.WALLET: 350_00,
        Code.ALLOCATION_GRANTED: 380_00,
        Code.OWED_TO_SHOP: 30_00,
        Code.CASH: 15_00,
        Code.CONTRIBUTION: 15_00,
    },
}


@pytest.mark.parametrize(
    "closed", [(), (JANUARY,), (JANUARY, FEBRUARY), (JANUARY, FEBRUARY, MARCH)]
)
def test_closed_or_not_each_month_stands_as_worked_by_hand(closed: tuple[Month, ...]) -> None:
    _book()
    for month in closed:
        with transaction.atomic():
            close_month(act(f"close:{month}", date(2026, 4, 2)), month)
    assert standing_by_month() == STANDING


def test_an_empty_book_has_no_month() -> None:
    assert standing_by_month() == {}
    assert wallets_credited_by_month() == {}


def test_households_are_counted_by_month_and_never_named() -> None:
    _book()
    assert wallets_credited_by_month() == {JANUARY: 2, MARCH: 1}


WANTED: list[dict[str, Any]] = [
    {"from_on": date(2026, 3, 1)},
    {"until_on": date(2026, 1, 31)},
    {"from_on": date(2026, 2, 1), "until_on": date(2026, 2, 28)},
    {"actor": "user-1"},
    {"actor": "user-2"},
    {"kind": EntryKind.CONTRIBUTION_RECEIVED},
]


def test_the_journal_is_read_by_days_by_actor_and_by_kind() -> None:
    _book()
    keys = [[one.key for one in entries(**wanted)] for wanted in WANTED]
    assert keys == [["d", "c"], ["b", "a"], ["p"], ["d", "c", "p", "b", "a"], [], ["d"]]


def test_what_each_kind_moved_on_the_wallet_of_each_household() -> None:
    _book()
    told = {(row.month, row.owner, row.kind): row.cents for row in moved_by_owner(Code.WALLET)}
    assert told == {
        (JANUARY, references.household(DURAND), EntryKind.ALLOCATION): 140_00,
        (JANUARY, references.household(MARTIN), EntryKind.ALLOCATION): 100_00,
        (FEBRUARY, references.household(DURAND), EntryKind.TILL_PAYMENT): -30_00,
        (MARCH, references.household(DURAND), EntryKind.ALLOCATION): 140_00,
    }
