"""What the rulebook can prove: each version is the one that was enacted, and which applied when.

Called by `oversight/promises.py` and by the checks of the rooms that apply a rule. Reads only.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date

from ecot.rulebook.models import RuleVersion
from ecot.rulebook.reading import InForce
from ecot.rules.kinds import PARAMETERS, RuleKind
from ecot.values.finding import Finding
from ecot.values.month import Month
from ecot.values.refusal import Refused


def versions_unchanged() -> Finding:
    """Each version has the digest of its words after the version before it, a known kind, a first day.

    The digests are a chain: a version changed, taken out or slipped in breaks it from there on.
    """
    checked, before = 0, ""
    for row in RuleVersion.objects.order_by("id"):
        checked += 1
        if (fault := _fault(row, before)) != "":
            return Finding(checked, f"règle {row.pk} ({row.kind}) : {fault}")
        before = row.digest
    return Finding(checked)


def _fault(row: RuleVersion, before: str) -> str:
    month = Month.of(row.in_force_from)
    if row.in_force_from != month.first_day:
        return "elle ne prend pas effet le premier jour d’un mois"
    written = f"{before}:{row.kind}:{month}:{row.parameters}"
    if hashlib.sha256(written.encode()).hexdigest() != row.digest:
        return "son texte, ou l’histoire avant elle, n’est plus ce qui a été adopté"
    if row.kind not in set(RuleKind):
        return "sorte de règle inconnue"
    if isinstance(PARAMETERS[RuleKind(row.kind)].from_json(json.loads(row.parameters)), Refused):
        return "ses paramètres sortent de leurs bornes"
    return ""


def written() -> dict[int, InForce]:
    """Every version by its number as it stands in the database now, past any memory of this process.

    A version that no longer reads is left out: it is found by `versions_unchanged`.
    """
    found: dict[int, InForce] = {}
    for row in RuleVersion.objects.order_by("in_force_from", "id"):
        if row.kind not in set(RuleKind):
            continue
        kind = RuleKind(row.kind)
        parameters = PARAMETERS[kind].from_json(json.loads(row.parameters))
        if not isinstance(parameters, Refused):
            source = f"{row.source_kind} {row.source_id}"
            found[row.pk] = InForce(row.pk, kind, parameters, row.in_force_from, source)
    return found


class Calendar:
    """Which version of a kind was in force on each day, read once for a whole check."""

    def __init__(self, kind: RuleKind) -> None:
        self._versions = [version for version in written().values() if version.kind is kind]

    def on(self, day: date) -> InForce | None:
        """The version that applied on a day."""
        in_force = [version for version in self._versions if version.in_force_from <= day]
        return in_force[-1] if in_force else None

    def applied(self, version_id: int, first_on: date, last_on: date) -> bool:
        """Whether a version was in force on every day from the first to the last."""
        days = (first_on, last_on)
        return all((one := self.on(day)) and one.version_id == version_id for day in days)
