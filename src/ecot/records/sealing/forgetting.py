"""Destroying the key of an owner's salts: its rows stay sealed, and can no longer be told from noise.

Called when a person's identity is erased. The deed that is left behind says which rows it covers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Max

from ecot.records.audit import AuditKind, record
from ecot.records.audit import Erasure as Kept
from ecot.records.deed import deed
from ecot.records.sealing.log import BOOK_LOCK
from ecot.records.sealing.matching import rows_of, rows_of_each
from ecot.records.sealing.models import Commitment, Erasure, SaltKey
from ecot.records.sealing.pen import commit
from ecot.records.sealing.salting import Sealable, content_of, instant_text
from ecot.values.act import Act
from ecot.values.finding import Finding
from ecot.values.references import NOBODY, Owner
from ecot.values.refusal import Reason, refuse

KIND: Final = "erasure"
OWNER_FORGOTTEN: Final = AuditKind(
    "records.owner_forgotten", "Clé des empreintes détruite : {rows} lignes du livre", Kept.KEPT
)
NO_KEY: Final = Reason(
    "NO_KEY",
    "Il n’y a pas de clé à détruire pour {owner} : elle l’est déjà, ou il n’a jamais eu de ligne"
    " au livre.",
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An owner whose key is destroyed, and how many rows can no longer be recomputed."""

    owner: Owner
    rows: int


@deed
def forget_owner(act: Act, *, owner: Owner) -> Forgotten:
    """Destroy the key of an owner's salts, and write the deed that answers for its rows.

    Proofs given before stay valid. Refused: NO_KEY, also for the book's own key.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BOOK_LOCK])
    key = SaltKey.objects.filter(owner=owner).exclude(owner=NOBODY).first()
    if key is None:
        raise refuse(NO_KEY, owner=owner)
    last = Commitment.objects.aggregate(last=Max("id"))["last"] or 0
    rows = rows_of(owner, last)
    erasure = Erasure.objects.create(
        owner=owner,
        last_commitment=last,
        row_count=len(rows),
        rows_digest=_digest(rows),
        actor=act.actor,
        erased_at=act.at,
    )
    commit(KIND, [sealable(erasure)])
    key.delete()
    record(act, OWNER_FORGOTTEN, subject=owner, rows=len(rows))
    return Forgotten(owner, len(rows))


def sealable(row: Erasure) -> Sealable:
    """An erasure as it is committed to."""
    facts = (
        row.owner,
        row.last_commitment,
        row.row_count,
        row.rows_digest,
        row.actor,
        instant_text(row.erased_at),
    )
    return Sealable(row.pk, content_of(facts))


def erasures_hold() -> Finding:
    """Each erasure answers for exactly the rows that were its owner's on that day, and no key is left for them."""
    checked = 0
    erasures = list(Erasure.objects.order_by("id"))
    until = max((row.last_commitment for row in erasures), default=0)
    covered = rows_of_each({Owner(row.owner) for row in erasures}, until)
    for row in erasures:
        its = covered[Owner(row.owner)]
        rows = [line for number, line in its.items() if number <= row.last_commitment]
        checked += len(rows)
        if (len(rows), _digest(rows)) != (row.row_count, row.rows_digest):
            words = f"{row.row_count} lignes annoncées, {len(rows)} trouvées, ou d’autres"
            return Finding(checked, f"effacement {row.pk} : {words}")
    return Finding(checked)


def _digest(rows: list[str]) -> str:
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
