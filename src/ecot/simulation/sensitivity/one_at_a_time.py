"""One factor at a time, in euros a year, with the interval that common luck leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.indicators.numbers import Z_95, nearest
from ecot.simulation.outcome import Flow, Outcome
from ecot.simulation.sensitivity.factors import Factor
from ecot.values.money import MINUS, short_euros

Results = NDArray[np.float64]
"""The figure of each draw."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A mean difference over draws, in cents a year, with its 95 % interval."""

    mean_cents: int
    low_cents: int
    high_cents: int

    @property
    def holds_zero(self) -> bool:
        """Whether no effect at all is inside the interval."""
        return self.low_cents <= 0 <= self.high_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What one factor does to the yearly result, from its low to its high value."""

    factor: Factor
    at_low: Gap
    at_high: Gap
    per_unit_cents: int
    """Cents a year for one natural unit more (a point, a euro)."""

    @property
    def reach_cents(self) -> int:
        """The largest of its two effects, for the order of a tornado."""
        return max(abs(self.at_low.mean_cents), abs(self.at_high.mean_cents))

    @property
    def is_visible(self) -> bool:
        """Whether one of its two effects is not lost in chance."""
        return not (self.at_low.holds_zero and self.at_high.holds_zero)

    def sentence(self) -> str:
        """The effect of one unit in plain words."""
        sign = MINUS if self.per_unit_cents < 0 else "+"
        euros = short_euros(nearest(Fraction(abs(self.per_unit_cents), 100)) * 100)
        seen = "" if self.is_visible else " (sans effet visible)"
        return f"{self.factor.label}, {self.factor.unit_label} de plus : {sign}{euros} par an{seen}"


def result_year_cents(outcome: Outcome) -> Results:
    """(cash at the last month − opening cash) · 12 / months, for each draw."""
    cash = outcome.flow(Flow.CASH)
    gained = cash[:, -1] - outcome.scenario.opening.cash_cents
    found: Results = gained * 12 / cash.shape[1]
    return found


def one_at_a_time(
    factors: Sequence[Factor],
    measure: Callable[[dict[str, int | float]], Results],
    *,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Bar]:
    """Move each factor to its two ends; `measure` gives the figure of each draw for some changes.

    At least two draws, else there is no interval and `ValueError` says so. 2k + 1 runs.
    """
    runs = 2 * len(factors) + 1
    base = measure({})
    told(1, runs)
    bars = []
    for rank, factor in enumerate(factors):
        ends = [measure({factor.key: end}) - base for end in (factor.low, factor.high)]
        told(2 * rank + 3, runs)
        slope = (ends[1].mean() - ends[0].mean()) / (factor.high - factor.low)
        bars.append(
            Bar(
                factor=factor,
                at_low=gap(ends[0]),
                at_high=gap(ends[1]),
                per_unit_cents=_cents(slope * factor.unit),
            )
        )
    return bars


def gap(differences: Results) -> Gap:
    """Mean and 95 % interval of differences draw by draw."""
    if len(differences) < 2:  # noqa: PLR2004 (a spread needs two)
        raise ValueError("an effect is never shown without its interval: at least two draws")
    mean = float(differences.mean())
    half = Z_95 * float(differences.std(ddof=1)) / sqrt(len(differences))
    return Gap(_cents(mean), _cents(mean - half), _cents(mean + half))


def tornado(bars: Sequence[Bar]) -> list[Bar]:
    """The bars in the order of a tornado, the longest first; names decide between equals."""
    return sorted(bars, key=lambda bar: (-bar.reach_cents, bar.factor.key))


def _cents(amount: float) -> int:
    return nearest(Fraction(amount))
