"""Who comes when one is free to come, and what freedom costs the pot: the price of voluntariness.

Read on the territory, by `behaviour.selection`: docs/algorithms/indicators.md, « Who comes ».
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ecot.simulation.behaviour.joining import selection
from ecot.simulation.indicators.figure import Found
from ecot.simulation.indicators.numbers import nearest, part
from ecot.simulation.outcome import Outcome
from ecot.simulation.scenario.parts import Attendance

COMPOSED = (
    "La composition des participants est donnée dans ce scénario : le choix de venir n'y est pas"
    " simulé. Pour le voir, mettez « attendance = voluntary »."
)
EVERYONE = "Tout le monde participe : personne ne choisit, rien n'est perdu."
_NAMES = (
    "take_up_share",
    "adverse_selection_index",
    "contribution_offered_cents",
    "contribution_joined_cents",
    "voluntary_price_cents",
    "voluntary_price_share",
)


def joining(outcome: Outcome) -> Mapping[str, Found]:
    """The figures of this file, by name."""
    attendance = outcome.scenario.population.attendance
    if attendance is Attendance.COMPOSITION:
        return dict.fromkeys(_NAMES, Found(None, COMPOSED))
    found = selection(outcome.scenario)
    lost = part(found.lost_cents, found.offered_cents)
    said = EVERYONE if attendance is Attendance.COMPULSORY else ""
    values = (
        found.take_up,
        found.income_index,
        nearest(Fraction(found.offered_cents)),
        nearest(Fraction(found.joined_cents)),
        nearest(Fraction(found.lost_cents)),
    )
    return {
        **{name: Found(value, said) for name, value in zip(_NAMES, values, strict=False)},
        "voluntary_price_share": Found(lost, said if lost is not None else "Personne ne cotise."),
    }
