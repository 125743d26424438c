"""What each key of a scenario is: its French name, its range, and how well its default is known.

The reader checks values against it, the list of assumptions takes its words from it, goal seek its
bounds, and the page for committees is compared with it. A new field of a dataclass needs a line here.
"""

from __future__ import annotations

from dataclasses import dataclass

from ecot.simulation.scenario.status import Status
from ecot.values.money import NARROW_NO_BREAK_SPACE

MONTHS_MAX = 600
HOUSEHOLDS_MAX = 100_000_000
SUM_MAX = 10**16
"""The largest sum: a hundred times what feeding the whole country costs in a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: `name` in its table, range of its number, and the standing of its default value.

    `low` and `high` bound a number, or each number of a list. `asked_to`: a rate from 1 to that many
    basis points is so small that it may have been meant in per cent: the writer is asked.
    """

    name: str
    label: str
    low: float | None = None
    high: float | None = None
    asked_to: int = 0
    may_be_empty: bool = False
    status: Status = Status.ASSUMED
    source: str = ""
    note: str = ""

    @property
    def unit(self) -> str:
        """What the number counts, read from the end of the name; empty for a pure number."""
        return next((words for end, words in _UNITS.items() if self.name.endswith(end)), "")

    @property
    def is_rate(self) -> bool:
        """Whether the number is in basis points."""
        return self.name.endswith("_bp")

    @property
    def is_whole(self) -> bool:
        """Whether the value is one whole number in a range."""
        return type(self.low) is int

    @property
    def is_sum(self) -> bool:
        """Whether the number is in cents."""
        return self.name.endswith("_cents")

    @property
    def wanted(self) -> str:
        """The range in words: « un nombre entier de points de base, de 0 à 10 000 »."""
        if self.low is None or self.high is None:
            return f"une valeur pour {self.label}"
        kind = "un nombre entier" if self.is_whole else "un nombre"
        of_unit = f" {self.unit}" if self.unit else ""
        return f"{kind}{of_unit}, de {number_words(self.low)} à {number_words(self.high)}"


_UNITS = {
    "_cents": "de centimes",
    "_bp": "de points de base",
    "_months": "de mois",
    "_month": "de mois",
    "_count": "",
}


def number_words(number: float) -> str:
    """A number as a person reads it in French: `10 000`, `-0,5`."""
    if number == int(number):
        number = int(number)
        return f"{number:,}".replace(",", NARROW_NO_BREAK_SPACE)
    return f"{number:g}".replace(".", ",")


def amount_key(name: str) -> Key:
    """The key of a figure of a source or a mechanism that no catalogue describes, by its unit."""
    if name.endswith("_cents"):
        return Key(name=name, label=name, low=0, high=SUM_MAX)
    if name.endswith("_bp"):
        return Key(name=name, label=name, low=0, high=10_000, asked_to=25)
    if name.endswith(("_month", "_months")):
        return Key(name=name, label=name, low=0, high=MONTHS_MAX)
    return Key(name=name, label=name, low=0, high=10**12)
