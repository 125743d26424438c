"""The book's rows as the seal commits to them, at writing and at checking. Called by the pens beside.

Content is references, amounts, days and digests, as the book itself: no name can be in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from ecot.ledger.balances import instant
from ecot.ledger.models import Closing, Entry
from ecot.records.sealing.matching import match
from ecot.records.sealing.models import Checkpoint, Commitment
from ecot.records.sealing.pen import commit
from ecot.records.sealing.salting import Sealable, content_of, instant_text
from ecot.rulebook import sealing as rulebook
from ecot.values.finding import Finding
from ecot.values.references import Owner

ENTRY: Final = "entry"
CLOSING: Final = "closing"
PAGE: Final = 2_000
LineFacts = tuple[str, str, int]
"""Debit and credit as `body:code:owner`, cents."""


def entry_sealed(
    entry_id: int, *, facts: Sequence[object], posted_at: datetime, lines: Sequence[LineFacts]
) -> Sealable:
    """An entry with its lines; it belongs to the households of its lines, and dies with none of them.

    `facts`: key, kind, actor, real and effective day, rules, evidence, digest, reverses, refunds.
    """
    owners = {name.rpartition(":")[2] for line in lines for name in line[:2]}
    households = sorted(Owner(owner) for owner in owners if owner.startswith("household-"))
    content = content_of([entry_id, *facts, instant_text(posted_at), lines])
    return Sealable(entry_id, content, tuple(households))


def closing_sealed(row: Closing) -> Sealable:
    """A closing, by the digest of its balances."""
    facts = (row.month, instant_text(row.closed_at), row.actor, row.digest)
    return Sealable(row.pk, content_of(facts))


def entries_as_sealed() -> Finding:
    """Each entry, with its lines, is the one that its pen committed to; none was slipped in or taken out."""
    return match(ENTRY, _entry_pages(), name="écriture")


def closings_as_sealed() -> Finding:
    """Each closing is the one that its pen committed to."""
    rows = [closing_sealed(row) for row in Closing.objects.order_by("id")]
    return match(CLOSING, [rows] if rows else [], name="clôture")


def seal_what_stands() -> int:
    """Commit to every row of a book that is older than the seal; called once, when it is adopted."""
    count = 0
    for page in _entry_pages():
        commit(ENTRY, page)
        count += len(page)
    closings = [closing_sealed(row) for row in Closing.objects.order_by("id")]
    commit(CLOSING, closings)
    return count + len(closings)


def adopt() -> int:
    """Commit once to a book that is older than the seal: never to one that was sealed before.

    How many rows were taken in; 0 where the book has commitments or heads already.
    """
    with transaction.atomic():
        if Commitment.objects.exists() or Checkpoint.objects.exists():
            return 0
        return rulebook.seal_what_stands() + seal_what_stands()


def sealed_entry(entry_id: int) -> Sealable | None:
    """One entry as it was committed to, for the receipt of its proof."""
    page = next(_entry_pages(after=entry_id - 1, until=entry_id), None)
    return None if page is None else page[0]


def _entry_pages(*, after: int = 0, until: int | None = None) -> Iterator[list[Sealable]]:
    """Every entry by growing number, in pages."""
    while True:
        rows = Entry.objects.filter(id__gt=after).order_by("id")
        if until is not None:
            rows = rows.filter(id__lte=until)
        page = list(
            rows.values_list(
                "id",
                "key",
                "kind",
                "actor",
                "occurred_on",
                "effective_on",
                "rules",
                "evidence",
                "digest",
                "reverses_id",
                "refunds_id",
                "posted_at",
            )[:PAGE]
        )
        if not page:
            return
        lines = _lines(page[0][0], page[-1][0])
        yield [
            entry_sealed(
                row[0], facts=row[1:-1], posted_at=instant(row[-1]), lines=lines.get(row[0], ())
            )
            for row in page
        ]
        after = page[-1][0]


def _lines(first: int, last: int) -> dict[int, list[LineFacts]]:
    """The lines of the entries from the first to the last, in the order in which they were written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.entry_id, d.body, d.code, d.owner, c.body, c.code, c.owner, t.amount_cents"
            " FROM ledger_transfer t LEFT JOIN ledger_account d ON d.id = t.debit_id"
            " LEFT JOIN ledger_account c ON c.id = t.credit_id"
            " WHERE t.entry_id BETWEEN %s AND %s ORDER BY t.id",
            [first, last],
        )
        found: dict[int, list[LineFacts]] = {}
        for entry_id, *names, cents in cursor.fetchall():
            debit, credit = (":".join(str(part) for part in names[at : at + 3]) for at in (0, 3))
            found.setdefault(entry_id, []).append((debit, credit, cents))
    return found
