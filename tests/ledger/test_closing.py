"""Closings: what they hold, in which order, and that no row slips in late."""

from __future__ import annotations

from datetime import date
from threading import Event
from time import sleep

import pytest
from django.db import transaction

from ecot.ledger import chart, recipes
from ecot.ledger.balances import balance, balances, statement
from ecot.ledger.chart import Code
from ecot.ledger.closing import close_month, closing_of, is_closed, last_closed
from ecot.ledger.kinds import EntryKind
from ecot.ledger.models import Closing
from ecot.ledger.posting import post
from ecot.records.deed import deed
from ecot.values import clock, references
from ecot.values.act import asked
from ecot.values.month import Month
from ecot.values.refusal import RefusalError
from tests.databases.clones import Clone, race
from tests.ledger.conftest import ASKER, CAGETTE, DURAND, FOURNIL, act, credit, pay

FEBRUARY = Month(2026, 2)
MARCH = Month(2026, 3)


def _two_months() -> None:
    credit(DURAND, 140_00, "a2", date(2026, 2, 1))
    pay(DURAND, FOURNIL, 30_00, "p2", date(2026, 2, 20))
    credit(DURAND, 140_00, "a3", date(2026, 3, 1))
    pay(DURAND, FOURNIL, 50_00, "p3", date(2026, 3, 5))
    pay(DURAND, CAGETTE, 20_00, "p4", date(2026, 3, 6))


@pytest.mark.django_db
def test_balances_are_the_same_before_and_after_closings() -> None:
    """Hand-worked: February 140 − 30; March 110 + 140 − 70."""
    _two_months()
    expected = {
        (Code.WALLET, date(2026, 2, 28)): 110_00,
        (Code.WALLET, date(2026, 3, 31)): 180_00,
        (Code.WALLET, date(2026, 3, 5)): 200_00,
        (Code.OWED_TO_SHOP, date(2026, 2, 19)): 0,
        (Code.OWED_TO_SHOP, date(2026, 2, 27)): 30_00,
        (Code.OWED_TO_SHOP, date(2026, 2, 28)): 30_00,
        (Code.OWED_TO_SHOP, date(2026, 3, 4)): 30_00,
        (Code.OWED_TO_SHOP, date(2026, 3, 31)): 80_00,
        (Code.ALLOCATION_GRANTED, date(2026, 2, 28)): 140_00,
        (Code.ALLOCATION_GRANTED, None): 280_00,
    }
    owners = {Code.WALLET: chart.wallet(DURAND), Code.OWED_TO_SHOP: chart.owed_to_shop(FOURNIL)}

    def read() -> dict[object, int]:
        return {
            (code, until): balance(owners.get(code, chart.AccountName(code)), until)
            for code, until in expected
        }

    assert read() == expected
    assert balances(Code.OWED_TO_SHOP) == {
        references.shop(FOURNIL): 80_00,
        references.shop(CAGETTE): 20_00,
    }
    close_month(act("c2", date(2026, 3, 1)), FEBRUARY)
    assert read() == expected
    close_month(act("c3", date(2026, 4, 1)), MARCH)
    assert read() == expected
    assert last_closed() == MARCH
    assert is_closed(FEBRUARY)


@pytest.mark.django_db
def test_a_late_slip_takes_effect_on_the_first_open_day() -> None:
    _two_months()
    close_month(act("c2", date(2026, 3, 1)), FEBRUARY)
    late = pay(DURAND, FOURNIL, 1_00, "slip", date(2026, 2, 14))
    assert (late.occurred_on, late.effective_on) == (date(2026, 2, 14), date(2026, 3, 1))


@pytest.mark.django_db
def test_months_close_in_order_once_over_and_only_once() -> None:
    _two_months()
    first = close_month(act("c2", date(2026, 3, 1)), FEBRUARY)
    assert close_month(act("c2b", date(2026, 3, 9)), FEBRUARY) == first
    for month, code in ((MARCH, "MONTH_NOT_OVER"), (Month(2026, 4), "MONTH_NOT_NEXT")):
        with pytest.raises(RefusalError) as caught:
            close_month(act("c3", date(2026, 3, 31)), month)
        assert caught.value.refused.code == code


@pytest.mark.django_db
def test_a_closing_is_shown_with_its_instant_and_its_digest() -> None:
    assert closing_of(FEBRUARY) is None
    _two_months()
    closed = close_month(act("c2", date(2026, 3, 1)), FEBRUARY)
    shown = closing_of(FEBRUARY)
    assert shown is not None
    assert (shown.digest, shown.closed_at) == (closed.digest, clock.at(date(2026, 3, 1)))


@pytest.mark.django_db
def test_a_statement_reads_newest_first_in_the_accounts_own_sense() -> None:
    _two_months()
    lines = statement(chart.wallet(DURAND))
    assert [line.amount_cents for line in lines] == [-20_00, -50_00, 140_00, -30_00, 140_00]
    assert lines[0].counterpart == chart.owed_to_shop(CAGETTE)
    assert [line.amount_cents for line in statement(chart.wallet(DURAND), limit=2)] == [
        -20_00,
        -50_00,
    ]
    march = statement(chart.wallet(DURAND), from_on=date(2026, 3, 1), until_on=date(2026, 3, 5))
    assert [line.amount_cents for line in march] == [-50_00, 140_00]


def test_no_row_slips_into_a_month_while_it_closes(cloned_database: Clone) -> None:
    """Payments dated in the month race its closing: each is in the closing or in the next month."""
    del cloned_database
    credit(DURAND, 140_00, "a2", date(2026, 2, 1))

    def closing() -> object:
        with transaction.atomic():
            return close_month(act("c2", date(2026, 3, 1)), FEBRUARY)

    @deed
    def paying(number: int) -> object:
        return pay(DURAND, FOURNIL, 1_00, f"p{number}", date(2026, 2, 27)).entry_id

    answers = race([closing, *(lambda number=number: paying(number) for number in range(6))])
    assert all(isinstance(answer, int) for answer in answers[1:]), answers
    shop = chart.owed_to_shop(FOURNIL)
    total = sum(line.amount_cents for line in statement(shop))
    february = sum(line.amount_cents for line in statement(shop, until_on=FEBRUARY.last_day))
    assert balance(shop) == total
    assert balance(shop, FEBRUARY.last_day) == february


def test_who_waits_for_the_end_of_a_closing_pays_in_the_next_month(cloned_database: Clone) -> None:
    """The payment reads that the month is open, then waits for the closing that is under way."""
    del cloned_database
    credit(DURAND, 140_00, "a2", date(2026, 2, 1))
    under_way = Event()

    def closing() -> object:
        with transaction.atomic():
            closed = close_month(act("c2", date(2026, 3, 1)), FEBRUARY)
            under_way.set()
            sleep(0.5)
            return closed.month

    @deed
    def paying() -> object:
        return pay(DURAND, FOURNIL, 1_00, "late", date(2026, 2, 27)).effective_on

    def paying_meanwhile() -> object:
        under_way.wait()
        return paying()

    assert race([closing, paying_meanwhile]) == [FEBRUARY, date(2026, 3, 1)]


@pytest.mark.django_db
def test_a_closing_is_never_dated_before_a_row_that_it_holds() -> None:
    """A clock ran two days ahead when a sale was posted, and was put right before the closing."""
    credit(DURAND, 140_00, "a2", date(2026, 2, 1))
    ahead = asked(ASKER, clock.at(date(2026, 3, 3)), "ahead")
    lines = recipes.till_payment(DURAND, FOURNIL, 1_00)
    post(ahead, EntryKind.TILL_PAYMENT, lines, occurred_on=date(2026, 2, 27))
    close_month(act("c2", date(2026, 3, 1)), FEBRUARY)
    assert Closing.objects.get().closed_at == ahead.at
