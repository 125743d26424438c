"""What the parameters of every rule share: bounds, a French sentence, a JSON form that round-trips.

A rule declares each parameter with its bound: `base_cents: Annotated[int, Bound(...)]`. From that
declaration come the check, the JSON reader and, in the faces, the form. The same class parses a
proposal, runs the month and feeds the simulator.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Annotated, Self, get_args, get_origin, get_type_hints

from ecot.rules.json_form import readable, writable
from ecot.values.money import format_rate, short_euros
from ecot.values.refusal import Reason, Refused

OUT_OF_BOUNDS = Reason(
    "OUT_OF_BOUNDS",
    "{label} : {given} ne convient pas. Choisissez une valeur entre {low} et {high}.",
)
UNKNOWN_PARAMETER = Reason(
    "UNKNOWN_PARAMETER",
    "« {name} » n'est pas un paramètre de cette règle. Retirez-le, ou vérifiez son nom.",
)
MISSING_PARAMETER = Reason(
    "MISSING_PARAMETER", "Il manque le paramètre « {name} » de cette règle. Donnez-lui une valeur."
)
PARAMETER_UNREADABLE = Reason(
    "PARAMETER_UNREADABLE",
    "Le paramètre « {name} » n'a pas la forme attendue. Écrivez un nombre entier"
    " (des centimes, des jours, des points de base), oui ou non, ou un mot de la liste.",
)


class Unit(StrEnum):
    """What a bounded whole number counts."""

    CENTS = "cents"
    BASIS_POINTS = "basis_points"
    COUNT = "count"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"

    def words(self, value: int) -> str:
        """The value with its unit, in French: `12,50 €`, `2,5 %`, `3 mois`."""
        match self:
            case Unit.CENTS:
                return short_euros(value)
            case Unit.BASIS_POINTS:
                return format_rate(value)
            case _:
                one, many = _WORDS[self]
                return f"{value}{one if abs(value) <= 1 else many}"


_WORDS: Mapping[Unit, tuple[str, str]] = {
    Unit.COUNT: ("", ""),
    Unit.MINUTES: (" min", " min"),
    Unit.HOURS: (" h", " h"),
    Unit.DAYS: (" jour", " jours"),
    Unit.MONTHS: (" mois", " mois"),
    Unit.YEARS: (" an", " ans"),
}


@dataclass(frozen=True, slots=True)
class Bound:
    """The lowest and highest value of a whole number, and what it is called in French."""

    low: int
    high: int
    label: str
    unit: Unit = Unit.COUNT

    def refusal(self, value: int) -> Refused | None:
        """Nothing where the value is within the bound, else the sentence that says the bound."""
        if self.low <= value <= self.high:
            return None
        words = self.unit.words
        facts = {"label": self.label, "given": words(value)}
        return Refused(OUT_OF_BOUNDS, {**facts, "low": words(self.low), "high": words(self.high)})


@dataclass(frozen=True, slots=True)
class Parameters(ABC):
    """What a committee sets for one kind of rule; frozen, comparable, with no behaviour of its own."""

    @abstractmethod
    def sentence(self) -> str:
        """The rule as a citizen reads it, in French, numbers included."""

    def check(self) -> Refused | None:
        """The first parameter out of its bounds or at odds with another; nothing if all is well."""
        for name, bound in bounds_of(type(self)):
            value = getattr(self, name)
            for number in value if isinstance(value, tuple) else (value,):
                refused = None if number is None else bound.refusal(number)
                if refused is not None:
                    return refused
        return self.check_together()

    def check_together(self) -> Refused | None:
        """What bounds cannot say: parameters that contradict each other. Rules override it."""
        return None

    def to_json(self) -> dict[str, object]:
        """The parameters as plain JSON values, under their own names."""
        return {each.name: writable(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_json(cls, written: Mapping[str, object]) -> Self | Refused:
        """Read what `to_json` wrote; refuse an unknown, missing, ill-formed or unsound parameter."""
        hints = get_type_hints(cls, include_extras=True)
        for name in written:
            if name not in hints:
                return Refused(UNKNOWN_PARAMETER, {"name": name})
        values: dict[str, object] = {}
        for name, hint in hints.items():
            if name not in written:
                return Refused(MISSING_PARAMETER, {"name": name})
            found = readable(hint, written[name])
            if found is None:
                return Refused(PARAMETER_UNREADABLE, {"name": name})
            values[name] = found.value
        build: Callable[..., Self] = cls
        made = build(**values)
        refused = made.check()
        return made if refused is None else refused


def bounds_of(rule: type[Parameters]) -> Iterator[tuple[str, Bound]]:
    """Each bounded parameter of a rule with its bound, in the order of its declaration."""
    for name, hint in get_type_hints(rule, include_extras=True).items():
        for part in (hint, *get_args(hint)):
            if get_origin(part) is Annotated:
                yield from (
                    (name, extra) for extra in part.__metadata__ if isinstance(extra, Bound)
                )
