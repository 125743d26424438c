"""How a round is judged: the same work several ways, one after the other, ratios within the round.

A machine that is shared slows every way down together: a ratio of two neighbours says what a rate
alone cannot. The interval is that of the median by order statistics, without any assumption on how
the ratios are spread: of five rounds it runs from the least to the greatest and holds the true median
15 times of 16. A goal is missed when the whole interval misses it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb, log10
from statistics import median

Measures = dict[str, list[float]]
SURE = 0.93
"""How often the interval must hold the true median: 0.9375 for five rounds, their least and greatest."""


def scaled(count: int) -> int:
    """A size, divided where a run is only to show that it works (`--scale`)."""
    return max(1, count // int(os.environ.get("BENCH_SCALE", "1")))


def rounds() -> int:
    """How many rounds every measure takes."""
    return int(os.environ.get("BENCH_ROUNDS", "5"))


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio of two measures of one round, or a measure alone, and the bound that it should keep.

    `bound` None: printed only.
    """

    title: str
    above: str
    below: str = ""
    bound: float | None = None
    at_most: bool = False

    def ratios(self, measured: Mapping[str, Sequence[float]]) -> list[float]:
        """The ratio of each round, or the measure of each round; nothing where it was not measured."""
        above = list(measured.get(self.above, ()))
        if not self.below:
            return above
        below = measured.get(self.below, ())
        return [one / other for one, other in zip(above, below, strict=True)] if below else []


@dataclass(frozen=True, slots=True)
class Beside:
    """A measure of ours beside the same of another program, as measured on it once, elsewhere said."""

    measure: str
    theirs: str


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The order-statistics interval of the median: the narrowest that holds it often enough."""
    ordered, count = sorted(values), len(values)
    left_out = 0
    while left_out + 1 < count / 2 and _holds(count, left_out + 1) >= SURE:
        left_out += 1
    return ordered[left_out], ordered[count - 1 - left_out]


def _holds(count: int, left_out: int) -> float:
    """How often the interval without so many values at each end holds the true median."""
    return 1.0 - 2 * sum(comb(count, k) for k in range(left_out + 1)) / 2.0**count


def shown(value: float, like: float) -> str:
    """A figure with as many digits as that one deserves."""
    digits = max(0, 2 - int(log10(max(like, 0.01))))
    return f"{value:,.{digits}f}"


def spread(values: Sequence[float]) -> str:
    """Min, median and max, with as many digits as they deserve."""
    like = median(values)
    return " / ".join(shown(value, like) for value in (min(values), like, max(values)))


def judged(goal: Goal, ratios: Sequence[float]) -> str:
    """A line of the table: the goal, the rounds' ratios, their interval, the verdict."""
    low, high = interval(ratios)
    middle = median(ratios)
    range_text = f"{shown(low, middle)} – {shown(high, middle)}"
    if goal.bound is None:
        return f"| {goal.title} | – | {spread(ratios)} | {range_text} | |"
    reached = middle <= goal.bound if goal.at_most else middle >= goal.bound
    missed = low > goal.bound if goal.at_most else high < goal.bound
    verdict = "reached" if reached else "**missed**" if missed else "not told apart"
    sign = "≤" if goal.at_most else "≥"
    return f"| {goal.title} | {sign} {goal.bound:g} | {spread(ratios)} | {range_text} | {verdict} |"


def goals_table(goals: Sequence[Goal], measured: Measures) -> list[str]:
    """The table of the ratios whose measures were made."""
    kept = [(goal, ratios) for goal in goals if (ratios := goal.ratios(measured))]
    head = [
        "| ratio, in the same round | goal | min / median / max | interval | |",
        "|---|---|---|---|---|",
    ]
    return [*head, *(judged(goal, ratios) for goal, ratios in kept)] if kept else []


def rates_table(measured: Measures) -> list[str]:
    """The figures themselves: read them beside the machine's description, never alone."""
    head = ["| measure | min / median / max |", "|---|---|"]
    return [*head, *(f"| {name} | {spread(values)} |" for name, values in measured.items())]


def beside_table(beside: Sequence[Beside], measured: Measures) -> list[str]:
    """Measures of ours beside those of another program."""
    kept = [one for one in beside if measured.get(one.measure)]
    head = [
        "| at the rival's own scale | here, min / median / max | Fedow 1.5.1 |",
        "|---|---|---|",
    ]
    lines = [f"| {one.measure} | {spread(measured[one.measure])} | {one.theirs} |" for one in kept]
    return [*head, *lines] if kept else []
