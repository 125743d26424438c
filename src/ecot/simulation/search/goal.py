"""A goal as people write it: « p_deficit_12 <= 0.05 », read strictly."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from ecot.simulation.indicators import Indicator
from ecot.simulation.indicators.catalogue import CATALOGUE
from ecot.simulation.indicators.figure import Form, Unit
from ecot.values.refusal import Reason, Refused

GOAL_UNREADABLE: Final = Reason(
    "GOAL_UNREADABLE",
    "Nous ne savons pas lire l'objectif « {given} ». Écrivez un chiffre, une comparaison et un nombre,"
    " par exemple « p_deficit_12 <= 0.05 ».",
)
GOAL_UNKNOWN: Final = Reason(
    "GOAL_UNKNOWN",
    "« {name} » n'est pas un chiffre que la simulation donne.{nearest}"
    " La liste est dans docs/developer/commands.md.",
)
GOAL_NOT_ONE_NUMBER: Final = Reason(
    "GOAL_NOT_ONE_NUMBER",
    "« {name} » n'est pas un seul nombre : un objectif ne peut pas s'y comparer. {instead}",
)
GOAL_SHARE: Final = Reason(
    "GOAL_SHARE",
    "« {name} » est une part, de 0 à 1 : {given} ne se compare pas. Écrivez par exemple 0.05, ou 5 %.",
)

_COMPARED: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_WRITTEN: Final = re.compile(
    r"\s*(?P<name>[a-z][a-z0-9_]*)(?:\.(?P<part>[a-z0-9_]+))?\s*(?P<how><=|>=|<|>)\s*"
    r"(?P<number>[-−]?[0-9]+(?:[.,][0-9]+)?)\s*(?P<percent>%)?\s*"
)
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "cash_min_cents": ("p05", "p25", "p50", "p75", "p95"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A comparison of one figure of a run with a number; `part` where the figure has named parts."""

    name: str
    part: str
    how: str
    threshold: float

    def value(self, figures: Mapping[str, Indicator]) -> float | None:
        """The figure of a run, or nothing where it is unknown."""
        found = figures[self.name]
        if found.value is None:
            return None
        return float(found.parts[self.part]) if self.part else float(found.number)

    def reached(self, value: float | None) -> bool:
        """Whether a value reaches the goal; an unknown one does not."""
        return value is not None and _COMPARED[self.how](value, self.threshold)

    def __str__(self) -> str:
        name = f"{self.name}.{self.part}" if self.part else self.name
        return f"{name} {self.how} {self.threshold:g}"


def read_goal(written: str) -> Goal | Refused:
    """Read a goal; refused with its sentence where it is not one figure, one comparison, one number."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return Refused(GOAL_UNREADABLE, {"given": written})
    name, part = match["name"], match["part"] or ""
    if name not in CATALOGUE:
        near = get_close_matches(name, CATALOGUE, n=1)
        nearest = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
        return Refused(GOAL_UNKNOWN, {"name": name, "nearest": nearest})
    wrong = _not_one_number(name, part)
    if wrong is not None:
        return wrong
    number = float(match["number"].replace(",", ".").replace("−", "-"))
    threshold = number / 100 if match["percent"] else number
    is_share = CATALOGUE[name].unit is Unit.SHARE
    if (is_share and not 0 <= threshold <= 1) or (match["percent"] and not is_share):
        given = match["number"] + (" %" if match["percent"] else "")
        return Refused(GOAL_SHARE if is_share else GOAL_UNREADABLE, {"name": name, "given": given})
    return Goal(name=name, part=part, how=match["how"], threshold=threshold)


def _not_one_number(name: str, part: str) -> Refused | None:
    form, parts = CATALOGUE[name].form, _PARTS.get(name, ())
    if (form is Form.NUMBER and not part) or part in parts:
        return None
    if parts:
        instead = f"Choisissez {name}.{parts[0]}, par exemple."
    elif name in ("p_deficit", "p_deficit_free", "p_unbacked"):
        instead = f"Choisissez {name}_12, {name}_36 ou {name}_60."
    else:
        instead = (
            "Choisissez un autre chiffre." if form is not Form.NUMBER else f"Écrivez {name} seul."
        )
    shown = f"{name}.{part}" if part else name
    return Refused(GOAL_NOT_ONE_NUMBER, {"name": shown, "instead": instead})
