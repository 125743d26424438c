"""Months and spans of days: when a rule is in force, which month is paid, how a day is said.

A rule takes effect on the first day of a month, so `Month` is the calendar of the rulebook, of the
allocation and of the closings. Days are civil days in France (`values/clock.py` makes them).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from ecot.values.refusal import Reason, Refused

YEARS_TYPED = range(1900, 2200)
"""The years that people may type; months are counted some way beyond them."""

MONTH_NAMES = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

MONTH_UNREADABLE = Reason(
    "MONTH_UNREADABLE",
    "Nous ne savons pas lire le mois « {typed} »."
    " Écrivez l'année puis le mois, de 01 à 12, par exemple 2026-03.",
)

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")
_MONTHS_OF_YEAR = 12
_SHOWN_LENGTH = 30


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year; earlier months compare as smaller."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """A month has a year of four digits and a number from 1 to 12."""
        assert MINYEAR <= self.year <= MAXYEAR, f"no such year here: {self.year}"
        assert 1 <= self.number <= _MONTHS_OF_YEAR, f"no such month: {self.number}"

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month | Refused:
        """Read `2026-03`, from 1900 to 2199; anything else is refused with an example."""
        typed = text.strip()
        match = _WRITTEN.fullmatch(typed)
        if match is not None:
            year, number = int(match[1]), int(match[2])
            if year in YEARS_TYPED and 1 <= number <= _MONTHS_OF_YEAR:
                return cls(year, number)
        return Refused(MONTH_UNREADABLE, {"typed": typed[:_SHOWN_LENGTH]})

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month: the 29th of a leap February."""
        return date(self.year, self.number, self.days)

    @property
    def days(self) -> int:
        """How many days the month has."""
        return monthrange(self.year, self.number)[1]

    @property
    def words(self) -> str:
        """The month in French: `mars 2026`."""
        return f"{MONTH_NAMES[self.number - 1]} {self.year}"

    def plus(self, months: int) -> Month:
        """The month that comes so many months later, or earlier where negative."""
        year, index = divmod(
            self.year * _MONTHS_OF_YEAR + self.number - 1 + months, _MONTHS_OF_YEAR
        )
        return Month(year, index + 1)

    def next(self) -> Month:
        """The month after."""
        return self.plus(1)

    def previous(self) -> Month:
        """The month before."""
        return self.plus(-1)

    def through(self, last: Month) -> Iterator[Month]:
        """Each month from this one to `last`, both included; none where `last` is earlier."""
        return (self.plus(step) for step in range(months_between(self, last) + 1))

    def __str__(self) -> str:
        """The month as files and keys write it: `2026-03`."""
        return f"{self.year:04d}-{self.number:02d}"


def months_between(earlier: Month, later: Month) -> int:
    """How many months from the first to the second: 0 for the same, negative if it is before."""
    return (later.year - earlier.year) * _MONTHS_OF_YEAR + later.number - earlier.number


@dataclass(frozen=True, slots=True)
class Span:
    """Days in force, both ends included; no end means until further notice."""

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        """A span does not end before it starts."""
        assert self.ends_on is None or self.starts_on <= self.ends_on, "a span ends after its start"

    @classmethod
    def of_month(cls, month: Month) -> Span:
        """All the days of a month."""
        return cls(month.first_day, month.last_day)

    @classmethod
    def of_week(cls, day: date) -> Span:
        """The week of a day, from Monday to Sunday."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6))

    def covers(self, day: date) -> bool:
        """Whether the day is in the span, first and last day included."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def day_in_words(day: date) -> str:
    """The day in French: `1er mars 2026`, `14 juillet 2026`."""
    ordinal = "1er" if day.day == 1 else str(day.day)
    return f"{ordinal} {MONTH_NAMES[day.month - 1]} {day.year}"
