"""What the rulebook can prove: each version is the one that was enacted, and which applied when.

Called by `oversight/promises.py` and by the checks of the rooms that apply a rule. Reads only.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date

from ecot.rulebook.models import RuleVersion
from ecot.rulebook.reading import InForce, history
from ecot.rules.kinds import PARAMETERS, RuleKind
from ecot.values.finding import Finding
from ecot.values.month import Month
from ecot.values.refusal import Refused


def versions_unchanged() -> Finding:
    """Each version has the digest of its own words, a known kind, sound parameters, a first day."""
    checked = 0
    for row in RuleVersion.objects.order_by("id"):
        checked += 1
        if (fault := _fault(row)) != "":
            return Finding(checked, f"règle {row.pk} ({row.kind}) : {fault}")
    return Finding(checked)


def _fault(row: RuleVersion) -> str:
    month = Month.of(row.in_force_from)
    if row.in_force_from != month.first_day:
        return "elle ne prend pas effet le premier jour d’un mois"
    written = f"{row.kind}:{month}:{row.parameters}"
    if hashlib.sha256(written.encode()).hexdigest() != row.digest:
        return "son texte n’est plus celui qui a été adopté"
    if row.kind not in set(RuleKind):
        return "sorte de règle inconnue"
    if isinstance(PARAMETERS[RuleKind(row.kind)].from_json(json.loads(row.parameters)), Refused):
        return "ses paramètres sortent de leurs bornes"
    return ""


class Calendar:
    """Which version of a kind was in force on each day, read once for a whole check."""

    def __init__(self, kind: RuleKind) -> None:
        self._versions = history(kind)

    def on(self, day: date) -> InForce | None:
        """The version that applied on a day."""
        in_force = [version for version in self._versions if version.in_force_from <= day]
        return in_force[-1] if in_force else None

    def applied(self, version_id: int, first_on: date, last_on: date) -> bool:
        """Whether a version was in force on every day from the first to the last."""
        return all(
            (version := self.on(day)) is not None and version.version_id == version_id
            for day in (first_on, last_on)
        )
