"""Goal seek on a scenario: the lever is one of its keys, the model is run at each value.

`ecot solve` and the workshop call `solve_lever`. What a value of a key may be is said by `files`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ecot.simulation.files.changing import target
from ecot.simulation.files.describing import describe
from ecot.simulation.files.reading import with_changes
from ecot.simulation.indicators import indicators
from ecot.simulation.indicators.numbers import wilson
from ecot.simulation.outcome import Outcome
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.search.goal import Goal, read_goal
from ecot.simulation.search.solving import BUDGET, Range, Solution, Trial, solve
from ecot.values.money import BASIS_POINTS
from ecot.values.refusal import Reason, Refused

RANGE_UNREADABLE: Final = Reason(
    "RANGE_UNREADABLE",
    "Nous ne savons pas lire l'intervalle « {given} ». Écrivez deux nombres entiers, le plus petit"
    " d'abord, puis un pas s'il en faut un : --between 0,20000 ou --between 0,20000,100.",
)
RANGE_NEEDED: Final = Reason(
    "RANGE_NEEDED",
    "Le levier « {lever} » n'a pas de valeur de départ positive : nous ne savons pas où chercher."
    " Donnez un intervalle, par exemple --between 0,20000.",
)
LEVER_NOT_A_NUMBER: Final = Reason(
    "LEVER_NOT_A_NUMBER",
    "Le levier « {lever} » n'est pas un nombre entier : il vaut {value}. Choisissez un montant en"
    " centimes, un taux en points de base ou un nombre de mois.",
)
WIDEST: Final = 3
"""Without a range: from 0 to so many times the value of the scenario."""


class StoppedError(Exception):
    """Somebody stopped a run in the middle: nothing is concluded from a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for: a key, a goal as written, where to look (`low,high` or `low,high,step`)."""

    lever: str
    until: str
    between: str = ""
    budget: int = BUDGET


Run = Callable[[Scenario], Outcome]


def solve_lever(
    scenario: Scenario, asked: Asked, run: Run, *, told: Callable[[Trial], None] = lambda _: None
) -> Solution | Refused:
    """The value of a lever that reaches the goal, and its neighbour; refused with its sentence.

    `run` plays a scenario, always with the same luck. Raises `ScenarioError` for a value that the
    scenario may not have, `StoppedError` where a run was stopped.
    """
    goal = read_goal(asked.until)
    if isinstance(goal, Refused):
        return goal
    within = range_of(scenario, asked)
    if isinstance(within, Refused):
        return within
    for end in (within.low, within.at(within.ranks)):
        with_changes(scenario, {asked.lever: end})

    def measure(value: int) -> float | None:
        outcome = run(with_changes(scenario, {asked.lever: value}))
        if not outcome.complete:
            raise StoppedError
        return goal.value(indicators(outcome))

    return solve(goal, within, measure, budget=asked.budget, told=told)


def range_of(scenario: Scenario, asked: Asked) -> Range | Refused:
    """Where to look: the range that was given, else from 0 to three times the present value."""
    found = current(scenario, asked.lever)
    if isinstance(found, Refused):
        return found
    if asked.between:
        return _read_range(asked)
    if found is None or found <= 0:
        return Refused(RANGE_NEEDED, {"lever": asked.lever})
    high = WIDEST * found
    if asked.lever.partition("[")[0].endswith("_bp"):
        high = min(high, BASIS_POINTS)
    return Range(low=0, high=high)


def current(scenario: Scenario, lever: str) -> int | Refused | None:
    """The present value of a lever, nothing where it has none yet; refused where it is no number."""
    document = describe(scenario)
    found = target(document, lever)
    if isinstance(found, Refused):
        return found
    path, ranks = found
    leaf = document.leaves.get(path)
    value = None if leaf is None else leaf.value
    for rank in ranks:
        held = isinstance(value, list | tuple) and rank < len(value)
        value = value[rank] if held and isinstance(value, list | tuple) else None
    if value is None or value == "none":
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        return Refused(LEVER_NOT_A_NUMBER, {"lever": lever, "value": value})
    return value


def interval(goal: Goal, value: float | None, draws: int) -> tuple[float, float] | None:
    """Wilson's interval of a chance over so many draws; nothing for what is no chance."""
    if value is None or not goal.name.startswith(("p_", "solvency_")):
        return None
    return wilson(round(value * draws), draws)


def _read_range(asked: Asked) -> Range | Refused:
    try:
        low, high, *more = (int(part) for part in asked.between.split(","))
    except ValueError:
        return Refused(RANGE_UNREADABLE, {"given": asked.between})
    step = more[0] if len(more) == 1 else 1
    if low > high or step < 1 or len(more) > 1:
        return Refused(RANGE_UNREADABLE, {"given": asked.between})
    return Range(low=low, high=high, step=step)
