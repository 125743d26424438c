"""How a round is judged: the same work several ways, one after the other, ratios within the round.

A machine that is shared slows every way down together: a ratio of two neighbours says what a rate
alone cannot. A goal is missed when even the best round misses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from statistics import median

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio of two measures of one round, and the bound that it should keep."""

    title: str
    above: str
    below: str
    bound: float
    at_most: bool = False


def spread(values: Sequence[float]) -> str:
    """Min, median and max, with as many digits as they deserve."""
    digits = max(0, 2 - int(log10(max(median(values), 0.01))))
    return " / ".join(
        f"{value:,.{digits}f}" for value in (min(values), median(values), max(values))
    )


def judged(goal: Goal, measured: dict[str, list[float]]) -> str:
    """A line of the table: the paired ratios, the goal, and whether it was reached."""
    pairs = zip(measured[goal.above], measured[goal.below], strict=True)
    ratios = [above / below for above, below in pairs]
    middle = median(ratios)
    reached = middle <= goal.bound if goal.at_most else middle >= goal.bound
    missed = min(ratios) > goal.bound if goal.at_most else max(ratios) < goal.bound
    verdict = "reached" if reached else "**missed**" if missed else "not told apart"
    sign = "≤" if goal.at_most else "≥"
    return f"| {goal.title} | {sign} {goal.bound:g} | {spread(ratios)} | {verdict} |"


def goals_table(goals: Sequence[Goal], measured: dict[str, list[float]]) -> list[str]:
    """The table of the ratios whose two measures were made."""
    kept = [goal for goal in goals if measured.get(goal.above) and measured.get(goal.below)]
    head = ["| ratio, in the same round | goal | min / median / max | |", "|---|---|---|---|"]
    return [*head, *(judged(goal, measured) for goal in kept)]


def rates_table(measured: dict[str, list[float]]) -> list[str]:
    """The figures themselves: read them beside the machine's description, never alone."""
    head = ["| measure | min / median / max |", "|---|---|"]
    return [*head, *(f"| {name} | {spread(values)} |" for name, values in measured.items())]
