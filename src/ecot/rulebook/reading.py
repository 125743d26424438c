"""The rule in force on a day, and the history of each kind.

Every deed that applies a rule asks here. The id of the version is read from the database each time
(one small query), the parsed parameters are kept by id and digest: always true in every process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.db.models import OuterRef, Q, Subquery

from ecot.rulebook.models import RuleVersion
from ecot.rules.kinds import PARAMETERS, Parameters, RuleKind
from ecot.values.month import day_in_words
from ecot.values.refusal import Reason, Refused, refuse

NO_RULE_IN_FORCE: Final = Reason(
    "NO_RULE_IN_FORCE",
    "Aucune règle « {kind} » n’est en vigueur le {on}. Le comité doit d’abord en voter une.",
)


@dataclass(frozen=True, slots=True)
class InForce:
    """A version of a rule as it applies: its parameters, since when, from which act."""

    version_id: int
    kind: RuleKind
    parameters: Parameters
    in_force_from: date
    source: str


@lru_cache(maxsize=512)
def _parsed(kind: str, version_id: int, digest: str, text: str) -> Parameters:
    parameters = PARAMETERS[RuleKind(kind)].from_json(json.loads(text))
    assert not isinstance(parameters, Refused), (version_id, digest, parameters)
    return parameters


def _in_force(row: RuleVersion) -> InForce:
    return InForce(
        version_id=row.pk,
        kind=RuleKind(row.kind),
        parameters=_parsed(row.kind, row.pk, row.digest, row.parameters),
        in_force_from=row.in_force_from,
        source=f"{row.source_kind} {row.source_id}",
    )


def in_force(kind: RuleKind, on: date) -> InForce:
    """The version of a kind that applies on a day: the last one to take effect by then.

    Refuses NO_RULE_IN_FORCE.
    """
    row = (
        RuleVersion.objects.filter(kind=kind, in_force_from__lte=on)
        .order_by("-in_force_from", "-id")
        .first()
    )
    if row is None:
        raise refuse(NO_RULE_IN_FORCE, kind=kind.label, on=day_in_words(on))
    return _in_force(row)


def all_in_force(on: date, kinds: Iterable[RuleKind] = tuple(RuleKind)) -> dict[RuleKind, InForce]:
    """The version of each kind that applies on a day, in one query; kinds without one are absent."""
    newest = (
        RuleVersion.objects.filter(kind=OuterRef("kind"), in_force_from__lte=on)
        .order_by("-in_force_from", "-id")
        .values("id")[:1]
    )
    rows = RuleVersion.objects.filter(
        Q(id=Subquery(newest)), kind__in=[kind.value for kind in kinds]
    )
    return {RuleKind(row.kind): _in_force(row) for row in rows}


def history(kind: RuleKind) -> list[InForce]:
    """Every version of a kind, oldest first."""
    rows = RuleVersion.objects.filter(kind=kind).order_by("in_force_from", "id")
    return [_in_force(row) for row in rows]


def version(version_id: int) -> InForce | None:
    """One version by its number, as an entry names it."""
    row = RuleVersion.objects.filter(pk=version_id).first()
    return None if row is None else _in_force(row)


def versions(version_ids: Iterable[int]) -> dict[int, InForce]:
    """Several versions by their numbers, in one query."""
    return {row.pk: _in_force(row) for row in RuleVersion.objects.filter(pk__in=set(version_ids))}
