"""What the book counts for the model: a book of three months worked by hand, and what is refused."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from ecot.figures.actions import keep_forecast
from ecot.figures.baseline import book_scenario
from ecot.figures.calibration import BookMonths, book_months
from ecot.figures.models import Forecast
from ecot.figures.queries import kept_forecasts
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.references import SYSTEM
from tests.builders.allocations import a_caisse, opened
from tests.builders.members import a_household

JANUARY, FEBRUARY, MARCH = (Month(2026, number) for number in (1, 2, 3))
A, B, C = "household-a", "household-b", "household-c"
BOOK = BookMonths(
    months=(JANUARY, FEBRUARY, MARCH),
    allocated={JANUARY: {A: 100, B: 200}, FEBRUARY: {A: 100, B: 200}, MARCH: {A: 100, C: 150}},
    available={JANUARY: {A: 100, B: 200}, FEBRUARY: {A: 120, B: 230}, MARCH: {A: 110, C: 150}},
    spent={JANUARY: {A: 80, B: 170}, FEBRUARY: {A: 110, B: 230}, MARCH: {A: 60, C: 90}},
    paying={JANUARY: frozenset({A, B}), FEBRUARY: frozenset({A}), MARCH: frozenset({A, C})},
    pledged={JANUARY: {A: 30, B: 50}, FEBRUARY: {A: 30, B: 50}, MARCH: {A: 30, B: 50, C: 0}},
    last_seen={A: 2, B: 1, C: 2},
    first_seen={A: 0, B: 0, C: 2},
)


def test_a_book_counted_by_hand(monkeypatch) -> None:
    monkeypatch.setattr("ecot.figures.calibration._rule", lambda kind, month: None)
    seen = BOOK.observed(3)
    assert seen.here.tolist() == [2, 2]
    assert seen.left.tolist() == [0, 1]
    assert seen.arrived.tolist() == [0, 1]
    assert seen.owing.tolist() == [2, 1]
    assert seen.unpaid.tolist() == [1, 0]
    assert seen.available_cents.tolist() == [350, 110]
    assert seen.spent_cents.tolist() == [340, 60]
    assert seen.available_squares.tolist() == [120**2 + 230**2, 110**2]


def test_seats_and_facts_counted_by_hand() -> None:
    seats = BOOK.seats(1)
    assert seats.contribution_cents.tolist() == [30, 50]
    assert seats.wallet_cents.tolist() == [10, 0]
    facts = BOOK.facts([1, 2])
    assert facts["paid_cents"].tolist() == [30, 30]
    assert facts["spent_cents"].tolist() == [340, 150]
    assert facts["wallets_cents"].tolist() == [10, 50 + 60]
    assert facts["left"].tolist() == [0, 1]


@pytest.mark.django_db
def test_a_small_caisse_is_not_told_and_a_new_one_has_nothing_to_tell() -> None:
    a_caisse(reserve_cents=50_000_00)
    assert book_scenario(date(2026, 4, 1)).code == "NO_MONTH_YET"
    assert book_months(MARCH).code == "BOOK_TOO_SHORT"
    a_household(2, 1)
    opened(MARCH)
    assert book_scenario(date(2026, 4, 1)).code == "TOO_FEW_HOUSEHOLDS"
    assert (
        keep_forecast(Act(SYSTEM, clock.at(date(2026, 4, 1), 9)), until=MARCH).code
        == "BOOK_TOO_SHORT"
    )
    assert kept_forecasts() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql", ["UPDATE figures_forecast SET seed = 1", "DELETE FROM figures_forecast"]
)
def test_a_forecast_is_neither_changed_nor_deleted(sql) -> None:
    Forecast.objects.create(
        cut_month=MARCH.first_day,
        months=6,
        seed=42,
        learnt='{"leaving":[1,9],"unpaid":[1,9],"slow":[1,9],"slow_bp":6000,"pledge_mean_cents":null}',
        foreseen='{"rows": []}',
        kept_by="system",
        kept_at=clock.at(date(2026, 4, 1), 9),
        key="forecast:2026-03",
    )
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert kept_forecasts()[0].until == MARCH


@pytest.mark.django_db
def test_the_book_becomes_a_scenario_that_says_where_each_figure_comes_from() -> None:
    a_caisse(reserve_cents=50_000_00)
    for _ in range(12):
        a_household(1, 0)
    opened(MARCH)
    found = book_scenario(date(2026, 4, 1))
    assert found.start == Month(2026, 4)
    assert found.growth.households == ((0, 12),)
    assert found.opening.cash_cents == 50_000_00
    known = {each.key: each for each in found.assumptions}
    assert known["growth.households"].status.value == "calculated"
    assert known["allocation.base_cents"].note == "Règle votée, en vigueur."
    assert known["behaviour.exit_bp"].status.value == "assumed"
