"""Learn from the book up to a month, forecast the next ones, hold forecasts against facts.

Called by `ecot calibrate`, by the monthly job and by the workshop. The statistics are those of
`simulation.calibration`; what is read is `calibration.py`'s. Reads only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from ecot.figures.calibration import BOOK_TOO_SHORT, BookMonths, book_months, wallet_rule
from ecot.simulation.calibration.applying import KEYS, applied
from ecot.simulation.calibration.checking import DRAWS as CHECKED
from ecot.simulation.calibration.checking import Check, checks
from ecot.simulation.calibration.drawing import drawn
from ecot.simulation.calibration.forecasting import DRAWS, FORECAST, Forecast, Habits, forecast
from ecot.simulation.calibration.observed import Observed
from ecot.simulation.calibration.posterior import Known, fit, prior
from ecot.simulation.files.reading import read_text
from ecot.simulation.files.writing import write_scenario
from ecot.simulation.scenario.parts import Behaviour
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.status import Assumption, Status
from ecot.values.month import Month
from ecot.values.refusal import Refused

AHEAD: Final = 6
SEED: Final = 42
LEAST_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One forecast of one month, cents or households; `fact` is nothing as long as it is to come."""

    name: str
    month: Month
    low: int
    middle: int
    high: int
    fact: int | None = None

    @property
    def is_inside(self) -> bool | None:
        """Whether the fact lies in the interval of four in five."""
        return None if self.fact is None else self.low <= self.fact <= self.high


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the book taught up to a month: rates with their doubt, checks of the law, months foreseen."""

    until: Month
    known: Known
    observed: Observed
    checks: tuple[Check, ...]
    rows: tuple[Row, ...]

    @property
    def mean_cents(self) -> float | None:
        """What households pledge on average in the last month, or nothing where nobody does."""
        pledges = self.observed.pledges
        if pledges is None or not len(pledges.amounts_cents):
            return None
        return float(pledges.amounts_cents.mean())


def learn(until: Month, *, ahead: int = AHEAD, seed: int = SEED) -> Learnt | Refused:
    """Learn from every month up to `until` and forecast the next ones.

    Refused: a book of fewer than three months, fewer than eleven households.
    """
    book = book_months(until)
    return (
        book
        if isinstance(book, Refused)
        else _learnt(book, len(book.months), ahead=ahead, seed=seed)
    )


def backtest(until: Month, *, ahead: int = AHEAD, seed: int = SEED) -> Learnt | Refused:
    """Cut the book `ahead` months before `until`, learn, forecast, and put the facts beside.

    Refused: a book that would be shorter than three months once cut.
    """
    book = book_months(until)
    if isinstance(book, Refused):
        return book
    cut = len(book.months) - ahead
    if cut < LEAST_MONTHS:
        facts = {"months": len(book.months), "wanted": ahead + LEAST_MONTHS}
        return Refused(BOOK_TOO_SHORT, facts)
    return _learnt(book, cut, ahead=ahead, seed=seed)


def calibrated(
    scenario: Scenario, known: Known, *, mean_cents: float | None, until: Month
) -> Scenario:
    """The scenario with what the book taught up to a month; each figure that it moved says so."""
    made = applied(scenario, known, mean_cents=mean_cents)
    whole = read_text(write_scenario(made), name=f"{scenario.slug}.toml")
    told = tuple(_from_book(each, until) for each in whole.assumptions)
    return replace(whole, assumptions=told)


def _from_book(each: Assumption, until: Month) -> Assumption:
    if each.key not in KEYS:
        return each
    note = f"Appris du livre jusqu'à {until.words}."
    return replace(each, status=Status.CALCULATED, source="", note=note)


def _learnt(book: BookMonths, upto: int, *, ahead: int, seed: int) -> Learnt | Refused:
    if upto < LEAST_MONTHS:
        return Refused(BOOK_TOO_SHORT, {"months": upto, "wanted": LEAST_MONTHS})
    until = book.months[upto - 1]
    observed = book.observed(upto)
    known = fit(observed, prior(Behaviour()))
    habits = Habits(
        slow_bp=known.slow_bp,
        first_month_bp=Behaviour().first_month_bp,
        wallet=wallet_rule(until.next()),
    )
    rates = drawn(known, seed=seed, draws=range(DRAWS))
    found = forecast(book.seats(upto - 1), rates, habits, months=ahead, seed=seed)
    again = drawn(known, seed=seed, draws=range(CHECKED))
    return Learnt(
        until=until,
        known=known,
        observed=observed,
        checks=tuple(checks(observed, again, slow_bp=known.slow_bp, seed=seed)),
        rows=tuple(_rows(book, found, upto=upto, ahead=ahead)),
    )


def _rows(book: BookMonths, found: Forecast, *, upto: int, ahead: int) -> list[Row]:
    known = range(upto, min(upto + ahead, len(book.months)))
    facts = book.facts(known)
    first = book.months[upto - 1].next()
    rows = []
    for name in FORECAST:
        low, middle, high = found.between(name)
        for rank in range(ahead):
            fact = int(facts[name][rank]) if rank < len(known) else None
            month = first.plus(rank)
            rows.append(Row(name, month, int(low[rank]), int(middle[rank]), int(high[rank]), fact))
    return rows
