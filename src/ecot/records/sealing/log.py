"""Numbering commitments and signing the head, off the payment path; running it again goes on.

A commitment that is committed late is never passed over: on PostgreSQL the cut is read under the
book's lock, which every pen holds shared, for a millisecond; SQLite has one writer at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import OperationalError, connection, transaction
from django.db.models import Max

from ecot.records.sealing import merkle
from ecot.records.sealing.keys import signer
from ecot.records.sealing.models import Checkpoint, Commitment, Leaf
from ecot.records.sealing.notes import Head, sign
from ecot.records.sealing.salting import leaf_of

BOOK_LOCK: Final = 4671
APPENDER_LOCK: Final = 4679
LEAVES_AT_ONCE: Final = 2_000
WAIT: Final = "500ms"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a run did: how many leaves it added; the head is None while nothing was ever sealed."""

    added: int
    head: Checkpoint | None


def seal(at: datetime) -> Sealed:
    """Give each settled commitment its place, then sign the head; nothing new signs nothing.

    Where tills keep the book busy for half a second it leaves the rest for the next time.
    """
    cut = _settled()
    added = 0
    while cut and (some := _number(cut)):
        added += some
    return Sealed(added, _sign(at))


def newest() -> Checkpoint | None:
    """The newest signed head."""
    return Checkpoint.objects.order_by("-size").first()


def head_over(kind: str, row_id: int) -> Checkpoint | None:
    """The first signed head that covers a row."""
    leaf = Leaf.objects.filter(commitment__kind=kind, commitment__row_id=row_id).first()
    if leaf is None:
        return None
    return Checkpoint.objects.filter(size__gt=leaf.position).order_by("size").first()


def leaf_hashes(*, start: int = 0, until: int | None = None) -> list[bytes]:
    """The leaf hashes from a place (included) to another (excluded)."""
    leaves = Leaf.objects.filter(position__gte=start).order_by("position")
    if until is not None:
        leaves = leaves.filter(position__lt=until)
    rows = leaves.values_list("commitment__kind", "commitment__digest")
    return [leaf_of(kind, digest) for kind, digest in rows.iterator(chunk_size=LEAVES_AT_ONCE)]


def _settled() -> int:
    """The highest number below which every commitment is there or will never be; 0: not now."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BOOK_LOCK])
                cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
            return Commitment.objects.aggregate(last=Max("id"))["last"] or 0
    except OperationalError:
        if connection.vendor == "postgresql":
            return 0
        raise


def _number(cut: int) -> int:
    """Number the next commitments up to the cut, in one short transaction; how many."""
    with transaction.atomic():
        _one_appender()
        last = Leaf.objects.order_by("-position").first()
        start, done = (0, 0) if last is None else (last.position + 1, last.commitment_id)
        rows = Commitment.objects.filter(id__gt=done, id__lte=cut).order_by("id")
        ids = list(rows.values_list("id", flat=True)[:LEAVES_AT_ONCE])
        leaves = [Leaf(position=start + rank, commitment_id=each) for rank, each in enumerate(ids)]
        Leaf.objects.bulk_create(leaves, batch_size=LEAVES_AT_ONCE)
        return len(leaves)


def _sign(at: datetime) -> Checkpoint | None:
    with transaction.atomic():
        _one_appender()
        before = newest()
        start = 0 if before is None else before.size
        added = leaf_hashes(start=start)
        if not added:
            return before
        peaks = merkle.peaks_of(peaks_in(before), start, added)
        key = signer()
        size = start + len(added)
        note = sign(Head(key.name, size, merkle.root_from(peaks)).text, key)
        return Checkpoint.objects.create(
            size=size,
            peaks=b"".join(peaks).hex(),
            note=note,
            verifier=key.verifier.text,
            sealed_at=at,
        )


def peaks_in(checkpoint: Checkpoint | None) -> list[bytes]:
    """The roots of whole subtrees that a checkpoint keeps."""
    data = bytes.fromhex("" if checkpoint is None else checkpoint.peaks)
    return [data[start : start + 32] for start in range(0, len(data), 32)]


def _one_appender() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPENDER_LOCK])
