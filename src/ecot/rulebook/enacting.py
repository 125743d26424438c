"""Writing a rule version. Private to `governance`: nobody else changes what is in force."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from ecot.records.sealing.pen import commit
from ecot.rulebook.models import RuleVersion
from ecot.rulebook.sealing import KIND, sealable
from ecot.rules.kinds import Parameters, RuleKind
from ecot.values.act import Act, canonical
from ecot.values.month import Month
from ecot.values.refusal import Reason, refuse

MONTH_HAS_BEGUN: Final = Reason(
    "MONTH_HAS_BEGUN",
    "Une règle ne touche jamais un mois commencé : choisissez un mois à partir de {earliest}.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """The act that a version comes from, named so that the rulebook need not know it."""

    kind: str
    identifier: str


def enact(act: Act, *, kind: RuleKind, parameters: Parameters, month: Month, source: Source) -> int:
    """Put a version in force from the first day of a month that has not begun; its number.

    Refuses MONTH_HAS_BEGUN and whatever the parameters' own bounds refuse.
    """
    if month <= Month.of(act.on):
        raise refuse(MONTH_HAS_BEGUN, earliest=Month.of(act.on).next().words)
    return write_version(act, kind=kind, parameters=parameters, month=month, source=source)


def write_version(
    act: Act, *, kind: RuleKind, parameters: Parameters, month: Month, source: Source
) -> int:
    """Write a version whatever its month: for `enact`, and for the founding act of an empty book.

    Its digest covers the one before it, so that the newest digest names the whole history.
    """
    text = canonical(parameters.to_json())
    newest = RuleVersion.objects.order_by("-id").values_list("digest", flat=True).first() or ""
    row = RuleVersion.objects.create(
        kind=kind,
        in_force_from=month.first_day,
        parameters=text,
        digest=hashlib.sha256(f"{newest}:{kind}:{month}:{text}".encode()).hexdigest(),
        source_kind=source.kind,
        source_id=source.identifier,
        enacted_at=act.at,
        enacted_by=act.actor,
    )
    commit(KIND, [sealable(row)])
    return row.pk
