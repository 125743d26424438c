"""The results of a run as tables to compute with: months, receipts, figures, what they rest on.

`keeping` writes them, `layouts` says what each column means. One row is a month of a draw, never a
household: `Participants` stays out.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ecot.formats.columns import Block, Table, dictionary, of_rows
from ecot.simulation.indicators import Indicator, indicators
from ecot.simulation.indicators.payers import sources_by_column
from ecot.simulation.outcome import Cents, Outcome
from ecot.simulation.report.content import payer_of
from ecot.simulation.report.layouts import (
    ASSUMPTIONS,
    FLOW_TABLE,
    FLOWS,
    INDICATORS,
    LAYOUTS,
    RECEIPTS,
    RESTS_ON,
    SOURCES,
)
from ecot.simulation.report.unfolding import Row, figure_rows
from ecot.simulation.scenario.sources import Source

ROWS_AT_ONCE = 131_072


def tables(outcome: Outcome) -> tuple[Table, ...]:
    """Every table of a run, the data dictionary last; cents and counts are whole numbers."""
    figures = indicators(outcome)
    origin = {
        "scenario": outcome.scenario.slug,
        "scenario_digest": outcome.digest,
        "seed": str(outcome.scenario.seed),
        "complete": str(outcome.complete).lower(),
    }
    given = (
        Table(layout=FLOW_TABLE, blocks=lambda: _flows(outcome), origin=origin),
        Table(layout=RECEIPTS, blocks=lambda: _receipts(outcome), origin=origin),
        of_rows(SOURCES, [_source(each) for each in sources_by_column(outcome)], origin),
        of_rows(INDICATORS, figure_rows(figures), origin),
        of_rows(RESTS_ON, [row for each in figures.values() for row in _grounds(each)], origin),
        of_rows(ASSUMPTIONS, _assumptions(outcome), origin),
    )
    assert tuple(each.layout for each in given) == LAYOUTS, "every table is declared"
    return (*given, dictionary(LAYOUTS))


def _flows(outcome: Outcome) -> Iterator[Block]:
    for draws in _spans(outcome, rows_of_a_month=1):
        flows = outcome.flows[draws]
        yield (*_when(outcome, draws), *(flows[:, :, flow].reshape(-1) for flow in FLOWS))


def _receipts(outcome: Outcome) -> Iterator[Block]:
    sources = sources_by_column(outcome)
    if not sources:
        return
    names = [each.id for each in sources]
    payers = [each.payer.value for each in sources]
    for draws in _spans(outcome, rows_of_a_month=len(sources)):
        draw, month, calendar = _when(outcome, draws)
        times = len(draw)
        yield (
            np.repeat(draw, len(sources)),
            np.repeat(month, len(sources)),
            [each for each in calendar for _ in sources],
            names * times,
            payers * times,
            outcome.receipts[draws].reshape(-1),
            outcome.signed[draws].reshape(-1),
        )


def _spans(outcome: Outcome, *, rows_of_a_month: int) -> Iterator[slice]:
    """The draws, some at once, so that a block has a bounded number of rows."""
    draws, months, _ = outcome.flows.shape
    at_once = max(1, ROWS_AT_ONCE // (months * rows_of_a_month))
    return (slice(first, min(first + at_once, draws)) for first in range(0, draws, at_once))


def _when(outcome: Outcome, draws: slice) -> tuple[Cents, Cents, list[str]]:
    """Draw, month and calendar month of each row, in the order of the arrays."""
    months = outcome.flows.shape[1]
    count = draws.stop - draws.start
    numbers = np.arange(draws.start, draws.stop, dtype=np.int64) + outcome.first_draw
    calendar = [str(outcome.scenario.start.plus(month)) for month in range(months)]
    return (
        np.repeat(numbers, months),
        np.tile(np.arange(months, dtype=np.int64), count),
        calendar * count,
    )


def _source(source: Source) -> Row:
    told = payer_of(source)
    return (
        source.id,
        source.label,
        source.payer.value,
        source.mechanism or "",
        told.law_status.value,
        told.law_status.label,
        "\n".join(told.warnings),
    )


def _grounds(figure: Indicator) -> Iterator[Row]:
    return ((figure.name, key) for key in figure.rests_on)


def _assumptions(outcome: Outcome) -> list[Row]:
    return [
        (each.key, each.label, each.value, each.status.value, each.source, each.note)
        for each in outcome.scenario.assumptions
    ]
