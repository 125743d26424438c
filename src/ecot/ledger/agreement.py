"""Whether a room's own rows and the entries of the book tell the same: nothing lost, nothing twice.

Called by the `checks.py` of the rooms that keep a row beside an entry. Reads only.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Sum

from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.models import Entry, Transfer
from ecot.values.finding import Finding


def agreement(
    kinds: Iterable[EntryKind],
    kept: Iterable[tuple[int, int]],
    *,
    what: str,
    credited: Code | None = None,
) -> Finding:
    """Each entry of these kinds has one row of the room, for the same cents, and the reverse.

    `kept` holds pairs (entry id, cents); `what` is the French name of such a row; `credited` counts
    only the lines that credit this family, where an entry has others beside.
    """
    wanted = [kind.value for kind in kinds]
    totals = _totals(wanted, credited)
    checked = len(totals)
    seen: set[int] = set()
    for entry_id, cents in sorted(kept):
        if entry_id in seen:
            return Finding(checked, f"{what} : deux lignes pour l’écriture {entry_id}")
        seen.add(entry_id)
        if entry_id not in totals:
            return Finding(checked, f"{what} : l’écriture {entry_id} n’est plus dans le livre")
        if totals[entry_id] != cents:
            return Finding(
                checked,
                f"{what} : {cents} centimes notés, {totals[entry_id]} dans l’écriture {entry_id}",
            )
    alone = totals.keys() - seen
    return Finding(checked, f"{what} : rien pour l’écriture {min(alone)}" if alone else "")


def _totals(kinds: list[str], credited: Code | None) -> dict[int, int]:
    if credited is None:
        return dict(Entry.objects.filter(kind__in=kinds).values_list("id", "total_cents"))
    lines = Transfer.objects.filter(entry__kind__in=kinds, credit__code=credited)
    sums = lines.values("entry_id").order_by().annotate(cents=Sum("amount_cents"))
    return dict(sums.values_list("entry_id", "cents"))


def present(entry_ids: Iterable[int], *, what: str) -> Finding:
    """Each of these entries stands in the book, whatever its kind."""
    wanted = sorted(set(entry_ids))
    found: set[int] = set()
    for start in range(0, len(wanted), 1_000):
        some = wanted[start : start + 1_000]
        found.update(Entry.objects.filter(id__in=some).values_list("id", flat=True))
    absent = [entry_id for entry_id in wanted if entry_id not in found]
    offender = f"{what} : l’écriture {absent[0]} n’est plus dans le livre" if absent else ""
    return Finding(len(wanted), offender)
