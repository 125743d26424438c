"""One figure of a run, never without its unit, its status and what it rests on.

`reading` makes them; every face prints `value` beside `status.label` and the assumptions named by
`rests_on`. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ecot.simulation.scenario.status import Status

Value = int | float | str | None | Sequence["Value"] | Mapping[str, "Value"]


class Form(StrEnum):
    """How a value is shaped."""

    NUMBER = "number"
    ROWS = "rows"
    """A list: by month from the first, or by decile from the poorest."""
    PARTS = "parts"
    """Named parts: quantiles, bounds, types of shop."""


class Unit(StrEnum):
    """What a value counts."""

    CENTS = "cents"
    SHARE = "share"
    RATIO = "ratio"
    MONTHS = "months"
    HOUSEHOLDS = "households"
    FUNDERS = "funders"
    INDEX = "index"

    @property
    def label(self) -> str:
        """The unit in French."""
        return _LABELS[self]


_LABELS = {
    Unit.CENTS: "centimes",
    Unit.SHARE: "part de 1",
    Unit.RATIO: "rapport",
    Unit.MONTHS: "mois",
    Unit.HOUSEHOLDS: "foyers",
    Unit.FUNDERS: "financeurs",
    Unit.INDEX: "indice",
}


class _Valued:
    """How a reader takes a value whose form it knows from the catalogue."""

    __slots__ = ()
    value: Value

    @property
    def number(self) -> int | float:
        """The value, where it is one number and known."""
        assert isinstance(self.value, int | float), "one number"
        return self.value

    @property
    def rows(self) -> list[Any]:
        """The value, where it is a list: by month or by decile."""
        assert isinstance(self.value, list), "a list"
        return self.value

    @property
    def parts(self) -> dict[str, Any]:
        """The value, where it has named parts."""
        assert isinstance(self.value, dict), "named parts"
        return self.value


@dataclass(frozen=True, slots=True)
class Found(_Valued):
    """A value before it has its name; `why` says in French why there is none, or what limits it."""

    value: Value
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(_Valued):
    """A figure that may be printed: `rests_on` are keys of the scenario's assumptions."""

    name: str
    label: str
    unit: Unit
    value: Value
    status: Status
    rests_on: tuple[str, ...]
    why: str = ""

    def to_json(self) -> dict[str, object]:
        """The figure for machines, with stable keys."""
        return {
            "value": self.value,
            "unit": self.unit.value,
            "label": self.label,
            "status": self.status.value,
            "rests_on": list(self.rests_on),
            "why": self.why,
        }


def plain(figures: Mapping[str, Indicator]) -> dict[str, Value]:
    """The values alone, by name: for a file whose reader holds the data dictionary."""
    return {name: each.value for name, each in figures.items()}
