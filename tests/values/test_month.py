"""Months, spans and days in words."""

from datetime import MAXYEAR, MINYEAR, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.values.month import MONTH_UNREADABLE, Month, Span, day_in_words, months_between
from ecot.values.refusal import Refused

MONTHS = st.builds(Month, st.integers(1950, 2150), st.integers(1, 12))


@pytest.mark.parametrize(
    ("month", "last_day", "days", "words"),
    [
        (Month(2026, 3), date(2026, 3, 31), 31, "mars 2026"),
        (Month(2024, 2), date(2024, 2, 29), 29, "février 2024"),
        (Month(2023, 2), date(2023, 2, 28), 28, "février 2023"),
        (Month(2100, 2), date(2100, 2, 28), 28, "février 2100"),
        (Month(2025, 12), date(2025, 12, 31), 31, "décembre 2025"),
    ],
)
def test_a_month_knows_its_days(month, last_day, days, words):
    assert month.first_day == last_day.replace(day=1)
    assert month.last_day == last_day
    assert month.days == days
    assert month.words == words
    assert Month.of(last_day) == month


def test_a_year_turns():
    assert Month(2025, 12).next() == Month(2026, 1)
    assert Month(2026, 1).previous() == Month(2025, 12)
    assert Month(2026, 3).plus(-15) == Month(2024, 12)
    assert Month(2026, 3).plus(0) == Month(2026, 3)


def test_months_are_ordered_and_written_as_keys():
    assert Month(2025, 12) < Month(2026, 1) < Month(2026, 2)
    assert str(Month(2026, 3)) == "2026-03"


def test_the_months_of_a_stretch():
    stretch = [str(month) for month in Month(2025, 11).through(Month(2026, 2))]
    assert stretch == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert list(Month(2026, 2).through(Month(2026, 2))) == [Month(2026, 2)]
    assert list(Month(2026, 2).through(Month(2026, 1))) == []


@pytest.mark.parametrize(
    ("text", "month"), [("2026-03", Month(2026, 3)), (" 1999-12\n", Month(1999, 12))]
)
def test_a_month_is_read(text, month):
    assert Month.parse(text) == month


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-13", "2026-00", "2026-3", "26-03", "2026/03", "2026-03-01", "mars 2026",
        "1899-12", "2200-01", "0000-01", "２０２６-03", "2026-03 " + "x" * 100,
    ],
)  # fmt: skip
def test_what_is_not_a_month_is_refused(text):
    refused = Month.parse(text)
    assert isinstance(refused, Refused)
    assert refused.reason is MONTH_UNREADABLE
    assert "par exemple 2026-03" in refused.sentence


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 13), (0, 12), (10_000, 1)])
def test_there_is_no_such_month(year, number):
    with pytest.raises(AssertionError):
        Month(year, number)


@given(MONTHS, st.integers(-500, 500))
def test_going_and_coming_back(month, steps):
    there = month.plus(steps)
    assert there.plus(-steps) == month
    assert months_between(month, there) == steps
    assert (there > month) == (steps > 0)
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize(
    ("span", "day", "covered"),
    [
        (Span(date(2026, 3, 1)), date(2026, 2, 28), False),
        (Span(date(2026, 3, 1)), date(2026, 3, 1), True),
        (Span(date(2026, 3, 1)), date(2199, 1, 1), True),
        (Span(date(2026, 3, 1), date(2026, 3, 31)), date(2026, 3, 31), True),
        (Span(date(2026, 3, 1), date(2026, 3, 31)), date(2026, 4, 1), False),
        (Span(date(2026, 3, 1), date(2026, 3, 1)), date(2026, 3, 1), True),
    ],
)
def test_a_span_holds_both_its_ends(span, day, covered):
    assert span.covers(day) is covered


def test_a_span_may_be_of_one_day():
    day = date(2026, 3, 1)
    assert Span(day, day).covers(day)


def test_months_are_counted_from_the_first_year_to_the_last():
    assert Month(MINYEAR, 1).first_day == date.min
    assert Month(MAXYEAR, 12).last_day == date.max


def test_a_span_does_not_end_before_it_starts():
    with pytest.raises(AssertionError):
        Span(date(2026, 3, 2), date(2026, 3, 1))


def test_the_span_of_a_month_and_of_a_week():
    assert Span.of_month(Month(2024, 2)) == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert Span.of_week(date(2026, 3, 1)) == Span(date(2026, 2, 23), date(2026, 3, 1))
    assert Span.of_week(date(2026, 3, 2)) == Span(date(2026, 3, 2), date(2026, 3, 8))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 1), "1er mars 2026"),
        (date(2026, 7, 14), "14 juillet 2026"),
        (date(2024, 2, 29), "29 février 2024"),
        (date(2026, 8, 11), "11 août 2026"),
    ],
)
def test_a_day_is_said_in_french(day, words):
    assert day_in_words(day) == words


@pytest.mark.parametrize("typed", ["1900-01", "2199-12"])
def test_a_month_that_may_be_typed_has_neighbours(typed):
    month = Month.parse(typed)
    assert isinstance(month, Month)
    assert month.previous().next() == month == month.next().previous()
    assert month.plus(-1200).plus(1200) == month


@pytest.mark.parametrize("typed", ["1899-12", "2200-01", "0000-01", "9999-12", "2026-13", "2026-3"])
def test_a_month_out_of_reach_is_refused(typed):
    assert Month.parse(typed).code == "MONTH_UNREADABLE"
