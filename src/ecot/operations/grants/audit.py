"""What this room writes about deeds that move no money."""

from __future__ import annotations

from typing import Final

from ecot.records.audit import AuditKind, Erasure

GRANT_CHARGED: Final = AuditKind(
    "grants.charged", "{amount} affectés : {purpose} ({day}).", Erasure.KEPT
)
