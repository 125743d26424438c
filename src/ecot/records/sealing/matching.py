"""Each row against what its pen committed to: nothing changed, taken out or slipped in. Reads only.

Called by the checks of the rooms that own the rows, page by page, so that memory stays flat.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max

from ecot.records.sealing.models import Commitment, Erasure
from ecot.records.sealing.pen import keys
from ecot.records.sealing.salting import BOTH, Sealable, digest_of
from ecot.values.finding import Finding
from ecot.values.references import Owner


@dataclass(frozen=True, slots=True)
class _Kept:
    number: int
    owners: str
    digest: str


class _Book:
    """What is known of keys and erasures, read once for a whole check."""

    def __init__(self) -> None:
        self.keys = keys()
        ends = Erasure.objects.values("owner").annotate(end=Max("last_commitment"))
        self.erased_until = {Owner(row["owner"]): row["end"] for row in ends}
        self.erased = 0

    def fault(self, kind: str, row: Sealable, kept: _Kept | None) -> str:
        if kept is None:
            return "sans engagement : la ligne a été glissée dans le livre"
        if kept.owners != row.owners_text:
            return "elle n’est plus à ceux pour qui elle fut scellée"
        if any(self.erased_until.get(owner, 0) >= kept.number for owner in row.owners):
            self.erased += 1
            return ""
        try:
            digest = digest_of(kind, row, self.keys)
        except KeyError:
            return "la clé de son sel a disparu sans acte d’effacement"
        return "" if digest == kept.digest else "son contenu n’est plus celui qui fut scellé"


def match(kind: str, pages: Iterable[Sequence[Sealable]], *, name: str) -> Finding:
    """Compare rows, in pages by growing number, with the commitments of their kind.

    A row whose owner was erased cannot be recomputed: its erasure deed answers for it. `name` is
    what a row is called in the offender's sentence.
    """
    book, checked, offender, done = _Book(), 0, "", 0
    for page in pages:
        last = page[-1].row_id
        kept = _kept(kind, done, last)
        for row in page:
            found = kept.pop(row.row_id, None)
            if not offender and (fault := book.fault(kind, row, found)):
                offender = f"{name} {row.row_id} : {fault}"
        if kept and not offender:
            offender = f"{name} {min(kept)} : scellé, et disparu du livre"
        checked, done = checked + len(page), last
    rest = Commitment.objects.filter(kind=kind, row_id__gt=done).order_by("row_id").first()
    if rest is not None and not offender:
        offender = f"{name} {rest.row_id} : scellé, et disparu du livre"
    return Finding(checked, offender, book.erased)


def _kept(kind: str, after: int, until: int) -> dict[int, _Kept]:
    rows = Commitment.objects.filter(kind=kind, row_id__gt=after, row_id__lte=until)
    return {
        row_id: _Kept(number, owners, digest)
        for row_id, number, owners, digest in rows.values_list("row_id", "id", "owners", "digest")
    }


def rows_of(owner: Owner, until: int) -> list[str]:
    """Every committed row of an owner up to a commitment, one line each, in their order."""
    rows = Commitment.objects.filter(owners__contains=owner, id__lte=until).order_by("id")
    return [_line(row) for row in rows.iterator() if owner in row.owners.split(BOTH)]


def rows_of_each(owners: Collection[Owner], until: int) -> dict[Owner, dict[int, str]]:
    """The same for many owners in one reading, by the number of the commitment."""
    found: dict[Owner, dict[int, str]] = {owner: {} for owner in owners}
    if not owners:
        return found
    rows = Commitment.objects.exclude(owners="").filter(id__lte=until).order_by("id")
    for row in rows.iterator():
        for owner in map(Owner, row.owners.split(BOTH)):
            if owner in found:
                found[owner][row.pk] = _line(row)
    return found


def _line(row: Commitment) -> str:
    return f"{row.kind}:{row.row_id}:{row.digest}"
