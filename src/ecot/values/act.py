"""Who asks, when, and under which key: the first argument of every deed.

The key is made by the one who asks and stored before sending; the digest is of what was asked,
never of a secret code or of a date that the server set. So a request sent twice is known again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ecot.values.clock import civil_day
from ecot.values.references import Actor

KEY_LENGTH = 120
_CANONICAL = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
)


def canonical(body: Mapping[str, object]) -> str:
    """The one JSON text of a mapping: sorted keys, no spaces, dates and identifiers as text."""
    return _CANONICAL.encode(body)


def digest_of(body: Mapping[str, object]) -> str:
    """SHA-256, in hexadecimal, of the canonical text of a mapping."""
    return hashlib.sha256(canonical(body).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Act:
    """One request: its actor, its instant, its key (empty where no money moves) and its digest."""

    actor: Actor
    at: datetime
    key: str = ""
    digest: str = ""

    @property
    def on(self) -> date:
        """The civil day of the act."""
        return civil_day(self.at)

    def keyed(self, key: str, **body: object) -> Act:
        """The same act under a key made from our own rows (a run, an import), with its own body."""
        assert 0 < len(key) <= KEY_LENGTH, "a key has 1 to 120 characters"
        return Act(self.actor, self.at, key, digest_of(body))


def asked(actor: Actor, at: datetime, key: str, **body: object) -> Act:
    """An act as its asker sent it: `body` holds what was asked, no secret, no server date."""
    assert 0 < len(key) <= KEY_LENGTH, "a key has 1 to 120 characters"
    return Act(actor, at, key, digest_of(body))
