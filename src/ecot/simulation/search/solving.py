"""Goal seek on whole numbers with common luck: docs/algorithms/search.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from ecot.simulation.search.goal import Goal

PROBES = 5
GRID = 21
BUDGET = 60

PASSED_OVER = (
    "Le chiffre ne va pas toujours dans le même sens quand le levier bouge : une autre valeur peut"
    " convenir entre deux points de la grille."
)
SPENT = "Le nombre de simulations permis est atteint avant la valeur exacte."
NONE_REACHES = (
    "Aucune valeur essayée n'atteint l'objectif. Élargissez l'intervalle, ou changez de levier."
)
ALL_REACH = "Toutes les valeurs essayées atteignent l'objectif."


class Side(StrEnum):
    """On which side of its neighbour the answer is."""

    LEAST = "least"
    """The least value that reaches the goal: below, it is missed."""
    MOST = "most"
    """The most: above, it is missed."""
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The whole numbers that a lever may take: from `low`, by `step`, up to `high`."""

    low: int
    high: int
    step: int = 1

    @property
    def ranks(self) -> int:
        """The rank of the last value; that of `low` is 0."""
        return (self.high - self.low) // self.step

    def at(self, rank: int) -> int:
        """The value of a rank."""
        return self.low + rank * self.step


@dataclass(frozen=True, slots=True)
class Trial:
    """One run: the lever, the figure, whether the goal is reached."""

    lever: int
    value: float | None
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The answer with its neighbour that fails, and every run that was made, in order of the lever."""

    goal: Goal
    side: Side
    answer: Trial | None
    neighbour: Trial | None
    monotone: bool
    exact: bool
    warning: str
    trials: tuple[Trial, ...]


@dataclass(slots=True)
class _Search:
    """What was run so far, by rank."""

    goal: Goal
    within: Range
    measure: Callable[[int], float | None]
    budget: int
    told: Callable[[Trial], None]
    trials: dict[int, Trial] = field(default_factory=dict)

    def run(self, rank: int) -> Trial | None:
        """The trial of a rank, run once; nothing when the budget is spent."""
        if rank not in self.trials:
            if len(self.trials) >= self.budget:
                return None
            lever = self.within.at(rank)
            value = self.measure(lever)
            self.trials[rank] = Trial(lever, value, self.goal.reached(value))
            self.told(self.trials[rank])
        return self.trials[rank]

    def run_all(self, ranks: Iterable[int]) -> None:
        """Run several ranks, as far as the budget goes."""
        for rank in ranks:
            self.run(rank)

    @property
    def in_order(self) -> list[tuple[int, Trial]]:
        """Ranks and trials, lowest first."""
        return sorted(self.trials.items())

    @property
    def is_monotone(self) -> bool:
        """Whether the figure never turns back along what was run; an unknown one is no order."""
        values = [trial.value for _, trial in self.in_order]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return False
        rises = {after > before for before, after in pairwise(known) if after != before}
        return len(rises) <= 1


def solve(
    goal: Goal,
    within: Range,
    measure: Callable[[int], float | None],
    *,
    budget: int = BUDGET,
    told: Callable[[Trial], None] = lambda _: None,
) -> Solution:
    """Find the value of a lever that reaches a goal, and the neighbour that does not.

    `measure` runs the model at a value of the lever, always with the same luck, and gives the figure
    of the goal or nothing. `told` hears of each run. At most `budget` runs (at least 5).
    """
    assert within.low <= within.high, "a range has a low and a high end"
    assert within.step >= 1, "a step goes upwards"
    assert budget >= PROBES, "both ends and three values between are always run"
    search = _Search(goal, within, measure, budget, told)
    search.run_all(_spread(within.ranks, PROBES))
    bracket = _narrowed(search, _first_change(search), ordered=True)
    monotone = search.is_monotone
    if not monotone:
        search.run_all(_spread(within.ranks, GRID))
        bracket = _narrowed(search, _first_change(search), ordered=False)
    return _told(search, bracket, monotone=monotone)


def _spread(ranks: int, count: int) -> list[int]:
    """Ranks evenly spread, both ends included."""
    return sorted({ranks * turn // (count - 1) for turn in range(count)})


def _first_change(search: _Search) -> tuple[int, int] | None:
    """The first two neighbours among the trials of which one only reaches the goal."""
    for (below, one), (above, other) in pairwise(search.in_order):
        if one.reached is not other.reached:
            return below, above
    return None


def _narrowed(
    search: _Search, bracket: tuple[int, int] | None, *, ordered: bool
) -> tuple[int, int] | None:
    """Bisect until two neighbours are left, the budget is spent, or the order is broken."""
    while bracket is not None and bracket[1] - bracket[0] > 1:
        below, above = bracket
        middle = (below + above) // 2
        trial = search.run(middle)
        if trial is None or (ordered and not search.is_monotone):
            return bracket
        same = trial.reached is search.trials[below].reached
        bracket = (middle, above) if same else (below, middle)
    return bracket


def _told(search: _Search, bracket: tuple[int, int] | None, *, monotone: bool) -> Solution:
    trials = tuple(trial for _, trial in search.in_order)
    warnings = [] if monotone else [PASSED_OVER]
    if bracket is None:
        reached = trials[0].reached
        return Solution(
            goal=search.goal,
            side=Side.ANY if reached else Side.NONE,
            answer=trials[0] if reached else None,
            neighbour=None,
            monotone=monotone,
            exact=True,
            warning=" ".join([ALL_REACH if reached else NONE_REACHES, *warnings]),
            trials=trials,
        )
    below, above = (search.trials[rank] for rank in bracket)
    exact = bracket[1] - bracket[0] == 1
    return Solution(
        goal=search.goal,
        side=Side.LEAST if above.reached else Side.MOST,
        answer=above if above.reached else below,
        neighbour=below if above.reached else above,
        monotone=monotone,
        exact=exact,
        warning=" ".join(warnings if exact else [*warnings, SPENT]),
        trials=trials,
    )
