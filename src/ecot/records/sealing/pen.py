"""Handing in commitments, in the transaction of the row itself: at most two statements, no lock.

Called by each append-only pen. A salt is made from the keys of the row's owners, so that it cannot
be guessed, nor made again once one of them is destroyed.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from ecot.records.sealing.salting import Sealable, digest_of
from ecot.records.statements import said
from ecot.values.references import NOBODY, Owner

ROWS_AT_ONCE = 2_000


def commit(
    kind: str, rows: Sequence[Sealable], known: Mapping[Owner, bytes] = MappingProxyType({})
) -> None:
    """Hand in the commitments of rows just written, in their transaction: one statement per batch.

    `known` are keys that the caller has read already; the others are read, or made, here.
    """
    wanted = {owner for row in rows for owner in row.owners or (NOBODY,)}
    found = {**known, **make_keys(wanted - known.keys())}
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        values: list[str | int] = []
        for row in some:
            values += [kind, row.row_id, row.owners_text, digest_of(kind, row, found)]
        holes = ", ".join(["(%s, %s, %s, %s)"] * len(some))
        said(
            f"INSERT INTO records_commitment (kind, row_id, owners, digest) VALUES {holes}",  # noqa: S608  only holes
            values,
        )


def keys() -> dict[Owner, bytes]:
    """Every key that still stands, by owner."""
    found = said("SELECT owner, secret FROM records_saltkey")
    return {Owner(owner): bytes.fromhex(secret) for owner, secret in found}


def make_keys(owners: Collection[Owner]) -> dict[Owner, bytes]:
    """The keys of these owners; those that have none yet are given one."""
    found: dict[Owner, bytes] = {}
    wanted = sorted(owners)
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        some = wanted[start : start + ROWS_AT_ONCE]
        read = _read(some)
        absent = [owner for owner in some if owner not in read]
        if absent:
            _make(absent)
            read |= _read(absent)
        found |= read
    return found


def _make(owners: Sequence[Owner]) -> None:
    holes = ", ".join(["(%s, %s)"] * len(owners))
    said(
        f"INSERT INTO records_saltkey (owner, secret) VALUES {holes}"  # noqa: S608  only holes
        " ON CONFLICT (owner) DO NOTHING",
        [value for owner in owners for value in (owner, secrets.token_hex(32))],
    )


def _read(owners: Sequence[Owner]) -> dict[Owner, bytes]:
    holes = ", ".join(["%s"] * len(owners))
    found = said(
        f"SELECT owner, secret FROM records_saltkey WHERE owner IN ({holes})",  # noqa: S608  only holes
        list(owners),
    )
    return {Owner(owner): bytes.fromhex(secret) for owner, secret in found}
