"""What a row is committed to with: one text, one salt, one digest, one leaf. Pure."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from ecot.records.sealing import merkle
from ecot.values.references import NOBODY, Owner

BOTH = " "
"""Between two owners of one row."""
_CONTENT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


@dataclass(frozen=True, slots=True)
class Sealable:
    """A row as it is committed to: its number, whose it is, its content as one text."""

    row_id: int
    content: str
    owners: tuple[Owner, ...] = ()

    @property
    def owners_text(self) -> str:
        """The owners as the commitment keeps them."""
        return BOTH.join(self.owners)


def content_of(facts: Sequence[object]) -> str:
    """The one text of a row: a JSON list, instants in UTC to the microsecond, days as text."""
    return _CONTENT.encode(facts)


@lru_cache(maxsize=64)
def instant_text(at: datetime) -> str:
    """An instant as content writes it, whatever the database hands over."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest_of(kind: str, row: Sealable, keys: Mapping[Owner, bytes]) -> str:
    """The salted digest of a row. Raises `KeyError` where the key of an owner is gone."""
    return salted(salt_of(kind, row, keys), row.content)


def salt_of(kind: str, row: Sealable, keys: Mapping[Owner, bytes]) -> bytes:
    """The salt of a row: HMAC of its name under each owner's key in turn."""
    salt = b""
    for owner in row.owners or (NOBODY,):
        salt = hmac.digest(keys[owner], salt + f"{kind}:{row.row_id}".encode(), "sha256")
    return salt


def salted(salt: bytes, content: str) -> str:
    """HMAC-SHA256 of a content under its salt, in hexadecimal."""
    return hmac.digest(salt, content.encode(), "sha256").hex()


def leaf_of(kind: str, digest: str) -> bytes:
    """The leaf hash of a commitment: its kind and its digest, and nothing else, enter the tree."""
    return merkle.leaf_hash(f"{kind}\n{digest}\n".encode())
