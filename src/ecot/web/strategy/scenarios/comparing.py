"""Futures side by side: the figures that decide, one row each, with what differs from the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ecot.simulation.indicators import Indicator, indicators
from ecot.simulation.outcome import Outcome
from ecot.simulation.report.wording import value_words

DECIDING: Final = (
    "p_deficit_12",
    "p_deficit_36",
    "p_deficit_60",
    "cash_cents",
    "runway_months",
    "coverage",
    "received_share_public",
    "largest_funder_share",
    "required_mean_contribution_cents",
    "generosity_cents",
    "net_gainers_share",
    "equity_share",
    "overhead_share",
    "pot_per_public_euro",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in each future, as words, with its status."""

    label: str
    status: str
    cells: tuple[str, ...]


def side_by_side(runs: Sequence[Outcome]) -> list[Row]:
    """One row per figure that decides; a run that does not reach a horizon says so."""
    found = [indicators(each) for each in runs]
    if not found:
        return []
    return [_row([each[name] for each in found]) for name in DECIDING]


def _row(figures: Sequence[Indicator]) -> Row:
    cells = tuple(value_words(each) for each in figures)
    return Row(figures[0].label, figures[0].status.label, cells)
