"""Reads of the kept forecasts, and of the book as the last of them knew it. Nothing is written."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from ecot.figures.baseline import book_scenario
from ecot.figures.calibration import book_months
from ecot.figures.learning import Row, calibrated
from ecot.figures.models import Forecast
from ecot.simulation.calibration.posterior import Beta, Known, prior
from ecot.simulation.scenario.parts import Behaviour
from ecot.simulation.scenario.scenario import Scenario
from ecot.values.month import Month
from ecot.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class KeptForecast:
    """What was foreseen at the end of a month, when it was kept, and its rows."""

    until: Month
    kept_at: datetime
    rows: tuple[Row, ...]
    known: Known
    mean_cents: int | None


def kept_forecasts() -> list[KeptForecast]:
    """Every forecast that was kept, the newest first; without the facts that came since."""
    return [_view(row) for row in Forecast.objects.order_by("-cut_month", "-id")]


def calibrated_book(on: date) -> Scenario | Refused:
    """The book as a scenario, with what the last kept forecast had learnt; refused as the book is."""
    scenario = book_scenario(on)
    kept = kept_forecasts()
    if isinstance(scenario, Refused) or not kept:
        return scenario
    last = kept[0]
    return calibrated(scenario, last.known, mean_cents=last.mean_cents, until=last.until)


def against_facts(kept: KeptForecast, until: Month) -> tuple[Row, ...]:
    """The rows of a forecast with the facts of its months, up to one included."""
    book = book_months(until)
    if isinstance(book, Refused):
        return kept.rows
    ranks = {month: rank for rank, month in enumerate(book.months)}
    over = sorted({row.month for row in kept.rows if row.month in ranks})
    facts = book.facts([ranks[month] for month in over])
    found = {
        (name, month): int(values[rank])
        for name, values in facts.items()
        for rank, month in enumerate(over)
    }
    return tuple(replace(row, fact=found.get((row.name, row.month))) for row in kept.rows)


def _view(row: Forecast) -> KeptForecast:
    told, learnt = json.loads(row.foreseen)["rows"], json.loads(row.learnt)
    rows = tuple(
        Row(name, Month.of(date.fromisoformat(day)), low, middle, high)
        for name, day, low, middle, high in told
    )
    known = replace(
        prior(Behaviour()),
        leaving=Beta(*learnt["leaving"]),
        unpaid=Beta(*learnt["unpaid"]),
        slow=Beta(*learnt["slow"]),
        slow_bp=learnt["slow_bp"],
    )
    mean_cents = learnt["pledge_mean_cents"]
    return KeptForecast(Month.of(row.cut_month), row.kept_at, rows, known, mean_cents)
