"""What one future changes against another, draw by draw: the same luck on both sides.

`ecot compare` and the workshop show it. A difference has its own interval, much narrower than those
of the two levels, because both sides lived the same draws (docs/algorithms/comparing.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.indicators.figure import Unit
from ecot.simulation.indicators.numbers import Z_95
from ecot.simulation.outcome import Flow, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The mean over draws of (other − first), with its 95 % interval; cents, or a part of 1."""

    name: str
    label: str
    unit: Unit
    mean: float
    low: float | None
    high: float | None
    """None with one draw: one pair tells nothing of its spread."""

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return (self.low is not None and self.low > 0) or (self.high is not None and self.high < 0)


ByDraw = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number per draw, from flows [draw, month, Flow]."""

    name: str
    label: str
    unit: Unit
    of: Callable[[NDArray[np.int64]], ByDraw]


def differences(first: Outcome, other: Outcome) -> tuple[Difference, ...]:
    """Every comparable figure of `other` less that of `first`, over their common months and draws.

    Both must have been drawn with one seed, from draw 0 on; at least one draw in common.
    """
    assert first.scenario.seed == other.scenario.seed, "the same luck"
    assert first.first_draw == other.first_draw, "the same draws"
    draws = min(len(first.flows), len(other.flows))
    months = min(first.flows.shape[1], other.flows.shape[1])
    assert draws > 0, "a draw in common"
    return tuple(
        _difference(
            measure, measure.of(_cut(other, draws, months)), measure.of(_cut(first, draws, months))
        )
        for measure in _measures(months)
    )


def _difference(measure: Measure, other: ByDraw, first: ByDraw) -> Difference:
    gaps = other - first
    mean = float(gaps.mean())
    half = Z_95 * float(gaps.std(ddof=1)) / sqrt(len(gaps)) if len(gaps) > 1 else None
    return Difference(
        name=measure.name,
        label=measure.label,
        unit=measure.unit,
        mean=mean,
        low=None if half is None else mean - half,
        high=None if half is None else mean + half,
    )


def _cut(outcome: Outcome, draws: int, months: int) -> NDArray[np.int64]:
    return outcome.flows[:draws, :months]


def _measures(months: int) -> Iterator[Measure]:
    """What is compared: one number per draw, with its name, its words and its unit."""
    yield Measure("cash_end_cents", "Trésorerie à la fin", Unit.CENTS, _last)
    yield Measure("cash_min_cents", "Trésorerie la plus basse", Unit.CENTS, _lowest)
    for column, name, label in (
        (Flow.COLLECTED, "collected_month_cents", "Cotisations reçues, par mois"),
        (Flow.ALLOCATED, "allocated_month_cents", "Allocations, par mois"),
        (Flow.RECEIVED, "received_month_cents", "Argent de l'extérieur, par mois"),
        (Flow.COSTS, "costs_month_cents", "Frais, par mois"),
    ):
        yield Measure(name, label, Unit.CENTS, _by_month(column))
    for horizon in (12, 24, 36, 48, 60):
        if horizon <= months:
            label = f"Risque de déficit en {horizon} mois"
            yield Measure(f"p_deficit_{horizon}", label, Unit.SHARE, _falls(horizon))


def _last(flows: NDArray[np.int64]) -> ByDraw:
    return flows[:, -1, Flow.CASH].astype(np.float64)


def _lowest(flows: NDArray[np.int64]) -> ByDraw:
    lowest: NDArray[np.int64] = flows[:, :, Flow.CASH].min(axis=1)
    return lowest.astype(np.float64)


def _by_month(column: Flow) -> Callable[[NDArray[np.int64]], ByDraw]:
    def measured(flows: NDArray[np.int64]) -> ByDraw:
        months: ByDraw = flows[:, :, column].mean(axis=1)
        return months

    return measured


def _falls(horizon: int) -> Callable[[NDArray[np.int64]], ByDraw]:
    return lambda flows: (_lowest(flows[:, :horizon]) < 0).astype(np.float64)
