"""How well a figure is known, and the plain list of what a scenario supposes.

Every output shows it: a figure without a status is not printed (docs/algorithms/simulation.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How well a figure is known."""

    FACT = "fact"
    CALCULATED = "calculated"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The status in French."""
        return _LABELS[self]


_LABELS = {
    Status.FACT: "fait publié",
    Status.CALCULATED: "calculé",
    Status.ASSUMED: "supposé",
    Status.UNKNOWN: "inconnu",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One figure that the scenario rests on: `key` in its file, value as a person reads it, status.

    `source` names where it comes from: a source key of `reference`, a decision, or nothing where it
    is our choice; `note` says in French what would replace it.
    """

    key: str
    label: str
    value: str
    status: Status
    source: str = ""
    note: str = ""
