"""Clocks that jump, nights that have 23 or 25 hours, a month that ends at midnight: order is the book's.

A day is the civil day in France of the server's instant. No till's own clock enters a payment. The
controls at the end take one guard away each, and see the same tests fail.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from ecot.ledger import chart
from ecot.ledger.balances import StatementLine, balance, spent_on, statement, wallet_balance
from ecot.ledger.closing import close_month, last_closed
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.refunding import correct_sale, refund_sale
from ecot.oversight.promises import examine
from ecot.records.deed import deed
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.month import Month
from ecot.values.references import Actor
from ecot.values.refusal import Refused
from tests.builders.allocations import BY_HOUSEHOLD, MARCH, opened
from tests.builders.answers import done, refusal
from tests.builders.till import Market, a_market, payment_rule
from tests.builders.treasury import money_in_the_bank

pytestmark = pytest.mark.django_db

read_statement = statement
SECOND = timedelta(seconds=1)
LAST_DAYS = [
    date(2026, 3, 31),  # two days after the night of 23 hours
    date(2026, 10, 31),  # six days after the night of 25 hours
    date(2026, 12, 31),
    date(2028, 2, 29),
]
SHORT_NIGHT, LONG_NIGHT = date(2026, 3, 29), date(2026, 10, 25)


@pytest.fixture
def market() -> Market:
    rule = payment_rule(code_from_cents=100_00, correction_minutes=10)
    made = a_market(0, payment=rule, allocation=replace(BY_HOUSEHOLD, base_cents=500_00))
    money_in_the_bank(1_000_00)
    opened(MARCH)
    return made


def when(at: datetime, key: str) -> Act:
    return asked(Actor("till-1"), at, key, what=key)


def sold(market: Market, at: datetime, cents: int, key: str) -> Receipt:
    return done(asked_to_sell(market, at, cents, key))


def asked_to_sell(market: Market, at: datetime, cents: int, key: str) -> Receipt | Refused:
    return pay_at_till(
        when(at, key),
        point_of_sale_id=market.shop.point_of_sale_id,
        amounts=cents,
        card_token=market.card.token,
    )


def corrected(market: Market, at: datetime, sale: Receipt, cents: int | None):
    return correct_sale(
        when(at, f"correct-{sale.entry_id}"),
        sale_id=sale.entry_id,
        point_of_sale_id=market.shop.point_of_sale_id,
        amounts=cents,
    )


def no_promise_broken(on: date) -> bool:
    return [kept for kept in examine(on) if not kept.ok] == []


@pytest.mark.parametrize("again_cents", [50_00, None])
def test_a_correction_after_midnight_counts_in_the_day_of_the_sale(market, again_cents):
    """60 is the most in a day: the corrected sale fits into its own day, and tomorrow is untouched."""
    today, tomorrow = date(2026, 3, 31), date(2026, 4, 1)
    sale = sold(market, clock.at(today, 23, 58), 60_00, "late")
    answer = done(corrected(market, clock.at(tomorrow, 0, 3), sale, again_cents))
    kept = again_cents or 0
    assert spent_on(market.household_id, today) == kept
    assert spent_on(market.household_id, tomorrow) == 0
    if answer.receipt is not None:
        assert answer.receipt.occurred_on == today
    sold(market, clock.at(tomorrow, 9), 60_00, "morning")
    beyond = asked_to_sell(market, clock.at(tomorrow, 10), 1, "beyond")
    assert refusal(beyond) == "OVER_DAY_CEILING"
    assert no_promise_broken(tomorrow)


@pytest.mark.parametrize("last_day", LAST_DAYS, ids=str)
def test_a_month_ends_at_midnight_in_paris(market, last_day):
    """The last second sells in the old month; the month closes from 00:00:00 and not a second before."""
    midnight = clock.at(last_day + timedelta(days=1), 0)
    month = Month.of(last_day)
    late = sold(market, midnight - SECOND, 10_00, "last-second")
    early = sold(market, midnight, 5_00, "first-second")
    assert (late.occurred_on, early.occurred_on) == (last_day, last_day + timedelta(days=1))
    close = deed(close_month)
    assert refusal(close(when(midnight - SECOND, "close"), month)) == "MONTH_NOT_OVER"
    done(close(when(midnight, "close"), month))
    assert last_closed() == month
    name = chart.owed_to_shop(market.shop.shop_id)
    assert (balance(name, last_day), balance(name)) == (10_00, 15_00)
    given_back = refund_sale(when(midnight, "back"), sale_id=late.entry_id, amount_cents=4_00)
    done(given_back)
    assert (balance(name, last_day), balance(name)) == (10_00, 11_00)
    assert no_promise_broken(last_day + timedelta(days=1))


@pytest.mark.parametrize(("night", "hours"), [(SHORT_NIGHT, 23), (LONG_NIGHT, 25)])
def test_a_night_when_the_clocks_change_is_one_day_of_its_own_length(market, night, hours):
    """A sale every half hour: 46 or 50 of them in the day, in the order in which they were written."""
    begins = clock.at(night, 0)
    instants = [begins + timedelta(minutes=30 * rank) for rank in range(-1, 2 * hours + 1)]
    sales = [sold(market, at, 1, f"sale-{rank}") for rank, at in enumerate(instants)]
    days = [sale.occurred_on for sale in sales]
    assert days == [night - timedelta(days=1), *[night] * (2 * hours), night + timedelta(days=1)]
    assert spent_on(market.household_id, night) == 2 * hours
    lines = statement(chart.owed_to_shop(market.shop.shop_id), limit=100)
    assert [line.entry_id for line in lines] == [sale.entry_id for sale in reversed(sales)]
    written = [line.posted_at for line in reversed(lines)]
    assert written == instants, "the hour that comes twice is told apart"


def test_a_correction_within_minutes_over_the_hour_that_comes_twice(market):
    """02:58 in summer time, 02:02 in winter time: four minutes later, not fifty-six earlier."""
    first = datetime(2026, 10, 25, 0, 58, tzinfo=UTC)
    sale = sold(market, first, 20_00, "summer")
    done(corrected(market, first + timedelta(minutes=4), sale, 10_00))
    late = sold(market, first, 20_00, "late")
    beyond = corrected(market, first + timedelta(minutes=62), late, 10_00)
    assert refusal(beyond) == "CORRECTION_TOO_LATE"


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(hours=-1), timedelta(days=1)])
def test_a_clock_that_jumps_changes_no_balance_and_no_order(market, jump):
    """The server's clock jumps between two sales: both stand, each on its day, in the order of the book."""
    at = clock.at(date(2026, 3, 15), 12)
    before = sold(market, at, 20_00, "before")
    after = sold(market, at + jump, 30_00, "after")
    assert after.entry_id > before.entry_id
    assert (before.balance_after_cents, after.balance_after_cents) == (480_00, 450_00)
    assert wallet_balance(market.household_id) == 450_00
    lines = read_statement(chart.owed_to_shop(market.shop.shop_id), limit=10)
    order = [(line.effective_on, line.entry_id) for line in reversed(lines)]
    assert order == sorted(order), "in a day, the numbers of the book say which was first"
    again = sold(market, at + 3 * jump, 20_00, "before")
    assert (again.entry_id, again.replayed) == (before.entry_id, True)
    assert again.occurred_on == date(2026, 3, 15), "a repeat keeps the day of the first"
    assert no_promise_broken(date(2026, 3, 16))


def test_a_clock_that_goes_back_over_a_closed_month_writes_in_the_open_one(market):
    """March is closed; then the clock says March again: the sale keeps its day, and counts in April."""
    sold(market, clock.at(date(2026, 3, 31)), 10_00, "march")
    done(deed(close_month)(when(clock.at(date(2026, 4, 1), 0), "close"), Month(2026, 3)))
    sale = sold(market, clock.at(date(2026, 3, 31), 23), 20_00, "clock-back")
    assert sale.occurred_on == date(2026, 3, 31)
    name = chart.owed_to_shop(market.shop.shop_id)
    assert (balance(name, date(2026, 3, 31)), balance(name)) == (10_00, 30_00)
    assert spent_on(market.household_id, date(2026, 3, 31)) == 30_00, (
        "the ceiling is the real day's"
    )
    assert no_promise_broken(date(2026, 4, 1))


def test_a_clock_put_right_before_the_closing_raises_no_alarm(market):
    """It ran ten minutes ahead when a sale of March was corrected; put right, March closes first.

    The sale undone is a fact of April, the one that replaces it belongs to March: 35 is owed at the
    end of March, and 15 from then on.
    """
    sale = sold(market, clock.at(date(2026, 3, 31), 23, 58), 20_00, "march")
    done(corrected(market, clock.at(date(2026, 4, 1), 0, 7), sale, 15_00))
    done(deed(close_month)(when(clock.at(date(2026, 4, 1), 0, 1), "close"), Month(2026, 3)))
    name = chart.owed_to_shop(market.shop.shop_id)
    assert (balance(name, date(2026, 3, 31)), balance(name)) == (35_00, 15_00)
    assert no_promise_broken(date(2026, 4, 1))


def test_the_database_itself_reads_no_clock_for_a_day(market):
    """Every day and instant of an entry is the act's, whatever the machine's clock says."""
    far = clock.at(date(2031, 7, 14), 12)
    sold(market, far, 1_00, "far")
    with connection.cursor() as cursor:
        cursor.execute("SELECT occurred_on, effective_on FROM ledger_entry WHERE key = 'far'")
        assert [str(day) for day in cursor.fetchone()] == ["2031-07-14", "2031-07-14"]


def day_of_greenwich(at: datetime) -> date:
    return at.astimezone(UTC).date()


def test_control_a_day_of_greenwich_ends_the_month_two_hours_late(market, monkeypatch):
    monkeypatch.setattr("ecot.values.act.civil_day", day_of_greenwich)
    with pytest.raises(AssertionError):
        test_a_month_ends_at_midnight_in_paris(market, LAST_DAYS[0])


@pytest.mark.parametrize(("night", "hours"), [(SHORT_NIGHT, 23), (LONG_NIGHT, 25)])
def test_control_a_day_of_greenwich_has_no_short_and_no_long_night(
    market, monkeypatch, night, hours
):
    monkeypatch.setattr("ecot.values.act.civil_day", day_of_greenwich)
    with pytest.raises(AssertionError):
        test_a_night_when_the_clocks_change_is_one_day_of_its_own_length(market, night, hours)


def test_control_a_closing_dated_by_the_clock_alone_raises_an_alarm(market, monkeypatch):
    monkeypatch.setattr("ecot.ledger.closing._after_its_rows", lambda _month, act: act.at)
    with pytest.raises(AssertionError, match="no_promise_broken"):
        test_a_clock_put_right_before_the_closing_raises_no_alarm(market)


def test_control_lines_in_the_order_of_the_clock_are_told_from_the_book_s(market, monkeypatch):
    def by_clock(name: chart.AccountName, limit: int) -> list[StatementLine]:
        return sorted(statement(name, limit=limit), key=lambda line: line.posted_at, reverse=True)

    monkeypatch.setitem(globals(), "read_statement", by_clock)
    with pytest.raises(AssertionError, match="the numbers of the book"):
        test_a_clock_that_jumps_changes_no_balance_and_no_order(market, timedelta(hours=-1))
