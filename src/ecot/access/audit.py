"""The audit lines of this room: who was given an account or a role, by whom."""

from __future__ import annotations

from typing import Final

from ecot.records.audit import AuditKind, Erasure

ACCOUNT_OPENED: Final = AuditKind("access.account_opened", "Compte ouvert pour {name}.")
ROLE_GIVEN: Final = AuditKind("access.role_given", "Rôle « {role} » donné.", Erasure.KEPT)
ROLE_ENDED: Final = AuditKind("access.role_ended", "Rôle « {role} » retiré.", Erasure.KEPT)
SESSIONS_CLOSED: Final = AuditKind(
    "access.sessions_closed", "Toutes les sessions du compte sont fermées.", Erasure.KEPT
)
DEVICE_GIVEN: Final = AuditKind(
    "access.device_given", "Jeton donné à la caisse enregistreuse « {label} ».", Erasure.KEPT
)
DEVICE_ENDED: Final = AuditKind(
    "access.device_ended", "Jeton de la caisse enregistreuse « {label} » retiré.", Erasure.KEPT
)
