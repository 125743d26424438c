"""What this room leaves as audit lines: what is prepared or called off moves no money."""

from __future__ import annotations

from typing import Final

from ecot.records.audit import AuditKind, Erasure

PREPARED: Final = AuditKind(
    "remittance_prepared",
    "Remboursement {number} préparé : {count} commerces, {total}.",
    Erasure.KEPT,
)
CALLED_OFF: Final = AuditKind(
    "remittance_called_off", "Remboursement {number} annulé avant l’ordre : {reason}.", Erasure.KEPT
)
CONFIRMED: Final = AuditKind(
    "remittance_confirmed",
    "Second oui du remboursement {number} : {count} virements, {set_aside} mis de côté.",
    Erasure.KEPT,
)
