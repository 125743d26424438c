"""What this room leaves as audit lines: what moves no money."""

from __future__ import annotations

from typing import Final

from ecot.records.audit import AuditKind, Erasure

ALLOCATION_ON_HOLD: Final = AuditKind(
    "allocation_on_hold",
    "L’allocation de {month} attend : il manque {missing} dans la réserve. On y revient le {on}.",
    Erasure.KEPT,
)
