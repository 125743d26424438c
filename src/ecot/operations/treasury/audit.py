"""What the treasury writes about deeds that move no money."""

from __future__ import annotations

from typing import Final

from ecot.records.audit import AuditKind, Erasure

ACCOUNT_OPENED: Final = AuditKind(
    "treasury.account_opened", "Le compte « {label} » a été ajouté.", Erasure.KEPT
)
BALANCE_TYPED: Final = AuditKind(
    "treasury.balance_typed",
    "Solde annoncé par la banque au {day} : {balance}.",
    Erasure.KEPT,
)
CASH_EXACT: Final = AuditKind(
    "treasury.cash_exact", "Caisse comptée le {day} : {counted}, sans écart.", Erasure.KEPT
)
OPENING_PREPARED: Final = AuditKind(
    "treasury.opening_prepared",
    "Reprise des soldes au {day} préparée depuis « {filename} » : {lines} lignes.",
    Erasure.KEPT,
)
OPENING_SIGNED: Final = AuditKind(
    "treasury.opening_signed",
    "Rapport d'écarts de la reprise au {day} signé. {note}",
    Erasure.KEPT,
)
