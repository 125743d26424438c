"""The rule in force on a day, and the history of each kind.

Every deed that applies a rule asks here. Each version's digest covers the digest before it, so the
newest digest names the whole history: it is read each time (one small query), and the history that
it names is parsed once per process. A vote in another process is seen at once, a rollback too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from ecot.records.asking import Question, Row, ask
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


@lru_cache(maxsize=8)
def _history(newest_id: int, newest_digest: str) -> tuple[InForce, ...]:
    """Every version up to the newest, by the month from which it is in force, then by number."""
    del newest_digest  # it names the history; the rows are found by number
    rows = RuleVersion.objects.filter(pk__lte=newest_id).order_by("in_force_from", "id")
    return tuple(
        InForce(
            version_id=row.pk,
            kind=RuleKind(row.kind),
            parameters=_parsed(row),
            in_force_from=row.in_force_from,
            source=f"{row.source_kind} {row.source_id}",
        )
        for row in rows
    )


def _parsed(row: RuleVersion) -> Parameters:
    parameters = PARAMETERS[RuleKind(row.kind)].from_json(json.loads(row.parameters))
    assert not isinstance(parameters, Refused), (row.pk, parameters)
    return parameters


def _named(newest: Row) -> tuple[InForce, ...]:
    """The history that its newest version names: number, digest."""
    return _history(int(str(newest[0])), str(newest[1]))


# On the way of every payment: written by hand, it costs a third of what composing it each time does.
EVERY_VERSION: Final = Question(
    "SELECT id, digest FROM rulebook_ruleversion ORDER BY id DESC LIMIT 1", 2, _named
)
"""Every version; for a deed that asks several rooms at once. Nothing where no rule was ever voted."""


def _all() -> tuple[InForce, ...]:
    return ask(EVERY_VERSION) or ()


def in_force(kind: RuleKind, on: date) -> InForce:
    """The version of a kind that applies on a day: the last one to take effect by then.

    Refuses NO_RULE_IN_FORCE.
    """
    found = all_in_force(on).get(kind)
    if found is None:
        raise refuse(NO_RULE_IN_FORCE, kind=kind.label, on=day_in_words(on))
    return found


def all_in_force(on: date, kinds: Iterable[RuleKind] = tuple(RuleKind)) -> dict[RuleKind, InForce]:
    """The version of each of these kinds that applies on a day; kinds without one are absent."""
    return chosen(_all(), on, kinds)


def chosen(
    versions: Iterable[InForce], on: date, kinds: Iterable[RuleKind]
) -> dict[RuleKind, InForce]:
    """Of these versions in order, the one of each kind that applies on a day."""
    wanted = set(kinds)
    return {
        version.kind: version
        for version in versions
        if version.kind in wanted and version.in_force_from <= on
    }


def history(kind: RuleKind) -> list[InForce]:
    """Every version of a kind, in the order in which they take effect."""
    return [version for version in _all() if version.kind is kind]


def versions(version_ids: Iterable[int]) -> dict[int, InForce]:
    """Several versions by their numbers, as entries name them."""
    wanted = set(version_ids)
    return {version.version_id: version for version in _all() if version.version_id in wanted}


def version(version_id: int) -> InForce | None:
    """One version by its number."""
    return versions([version_id]).get(version_id)
