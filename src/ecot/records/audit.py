"""Audit lines: the trace of deeds that move no money (a money deed is told by its entry).

Rooms declare their `AuditKind`s beside their deeds and call `record`. Faces read `lines`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import ModuleType

from ecot.records.models import AuditLine
from ecot.values.act import Act, canonical


class Erasure(StrEnum):
    """What becomes of a line when the person whom it names is erased."""

    KEPT = "kept"
    FACTS_BLANKED = "facts blanked"


@dataclass(frozen=True, slots=True)
class AuditKind:
    """A kind of line: its stable name, its French sentence with `{fact}` holes, its erasure."""

    name: str
    sentence: str
    erasure: Erasure = Erasure.FACTS_BLANKED


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read."""

    kind: str
    subject: str
    actor: str
    at: datetime
    facts: Mapping[str, object]


def record(act: Act, kind: AuditKind, *, subject: str, **facts: object) -> None:
    """Write that this act did `kind` to `subject`; call inside the deed's transaction."""
    AuditLine.objects.create(
        kind=kind.name, subject=subject, actor=act.actor, at=act.at, facts=canonical(facts)
    )


def lines(subject: str | None = None, *, limit: int = 100) -> list[Line]:
    """The newest lines, of one subject or of all."""
    rows = AuditLine.objects.order_by("-id")
    if subject is not None:
        rows = rows.filter(subject=subject)
    return [
        Line(row.kind, row.subject, row.actor, row.at, json.loads(row.facts))
        for row in rows[:limit]
    ]


def blank_facts(subject: str, kept: frozenset[str]) -> int:
    """Blank the facts of every line about an erased subject, but for the kinds that are kept."""
    return AuditLine.objects.filter(subject=subject).exclude(kind__in=kept).update(facts="{}")


def blank_telling(text: str, *, subject: str | None = None) -> int:
    """Blank the facts of every line, or of those about a subject, of which a fact begins with an erased text."""
    rows = AuditLine.objects.filter(facts__contains=canonical({"": text})[len('{"":') : -len('"}')])
    return (rows if subject is None else rows.filter(subject=subject)).update(facts="{}")


def kept_names(*rooms: ModuleType) -> frozenset[str]:
    """The kinds whose facts stay when a person is erased, among those that these rooms declare."""
    kinds = [kind for room in rooms for kind in vars(room).values() if isinstance(kind, AuditKind)]
    return frozenset(kind.name for kind in kinds if kind.erasure is Erasure.KEPT)
