"""Reading the journal: one entry, or those of a kind, a span of days, an actor. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, Sum

from ecot.ledger.kinds import EntryKind
from ecot.ledger.models import Entry
from ecot.ledger.posting import lines_of
from ecot.ledger.recipes import Lines


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as it is read: who, when, why, under which votes, and what became of it."""

    entry_id: int
    key: str
    kind: EntryKind
    actor: str
    occurred_on: date
    effective_on: date
    posted_at: datetime
    rules: Mapping[str, int]
    evidence: Mapping[str, object]
    total_cents: int
    reverses: int | None
    refunds: int | None
    reversed_by: int | None

    @property
    def lines(self) -> Lines:
        """The lines of the entry (one query)."""
        return lines_of(self.entry_id)


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the book goes: how many entries, and the last one's number and instant."""

    entries: int
    last_entry_id: int | None
    last_posted_at: datetime | None


def extent() -> Extent:
    """How far the book goes, in the order of the book."""
    last = Entry.objects.order_by("-id").values_list("id", "posted_at").first()
    return Extent(Entry.objects.count(), *(last or (None, None)))


def _view(row: Entry, reversed_by: int | None) -> EntryView:
    return EntryView(
        entry_id=row.pk,
        key=row.key,
        kind=EntryKind(row.kind),
        actor=row.actor,
        occurred_on=row.occurred_on,
        effective_on=row.effective_on,
        posted_at=row.posted_at,
        rules=json.loads(row.rules),
        evidence=json.loads(row.evidence),
        total_cents=row.total_cents,
        reverses=row.reverses_id,
        refunds=row.refunds_id,
        reversed_by=reversed_by,
    )


def entry(entry_id: int) -> EntryView | None:
    """One entry, or nothing."""
    row = Entry.objects.filter(pk=entry_id).first()
    return None if row is None else _with_reversals([row])[0]


def entries(
    *,
    kind: EntryKind | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    actor: str | None = None,
    key_prefix: str | None = None,
    limit: int | None = 200,
) -> list[EntryView]:
    """The newest entries first, of a kind, of a span of effective days, of an actor, of a run's keys."""
    rows = Entry.objects.order_by("-effective_on", "-id")
    if kind is not None:
        rows = rows.filter(kind=kind)
    if from_on is not None:
        rows = rows.filter(effective_on__gte=from_on)
    if until_on is not None:
        rows = rows.filter(effective_on__lte=until_on)
    if actor is not None:
        rows = rows.filter(actor=actor)
    if key_prefix is not None:
        rows = rows.filter(_begins(key_prefix))
    return _with_reversals(list(rows if limit is None else rows[:limit]))


def _begins(prefix: str) -> Q:
    """Keys that begin so, by the index of each database, whatever the language of its server."""
    if connection.vendor == "postgresql":
        return Q(key__startswith=prefix)
    return Q(key__gte=prefix, key__lt=prefix + "\uffff")


def _with_reversals(rows: list[Entry]) -> list[EntryView]:
    reversed_by: dict[int, int] = {}
    for start in range(0, len(rows), 1_000):
        some = [row.pk for row in rows[start : start + 1_000]]
        found = Entry.objects.filter(reverses__in=some).values_list("reverses_id", "id")
        reversed_by.update(dict(found))
    return [_view(row, reversed_by.get(row.pk)) for row in rows]


def refunded_so_far(entry_id: int) -> int:
    """What was already given back of a sale, in cents (refunds that were reversed do not count)."""
    total = Entry.objects.filter(refunds=entry_id, reversals__isnull=True).aggregate(
        cents=Sum("total_cents")
    )["cents"]
    return int(total or 0)
