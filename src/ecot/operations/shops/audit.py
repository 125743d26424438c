"""The audit lines of this room. A shop is a business: most facts are kept when a person is erased."""

from __future__ import annotations

from typing import Final

from ecot.records.audit import AuditKind, Erasure

APPLIED: Final = AuditKind(
    "shops.applied", "{name} ({number}) demande à être conventionné.", Erasure.KEPT
)
STATE_CHANGED: Final = AuditKind(
    "shops.state_changed",
    "Passé de « {before} » à « {after} » le {since_on} : {reason}.",
    Erasure.KEPT,
)
AGREEMENT_SIGNED: Final = AuditKind(
    "shops.agreement_signed", "Convention signée, du {starts_on} au {ends_on}.", Erasure.KEPT
)
FILE_CHANGED: Final = AuditKind("shops.file_changed", "Fiche changée : {fields}.", Erasure.KEPT)
POINT_OF_SALE_OPENED: Final = AuditKind(
    "shops.point_of_sale_opened", "Point de vente « {name} » ouvert le {opened_on}.", Erasure.KEPT
)
POINT_OF_SALE_CHANGED: Final = AuditKind(
    "shops.point_of_sale_changed", "Point de vente « {name} » changé : {fields}.", Erasure.KEPT
)
POINT_OF_SALE_CLOSED: Final = AuditKind(
    "shops.point_of_sale_closed", "Point de vente « {name} » fermé le {closed_on}.", Erasure.KEPT
)
BANK_CHANGE_REQUESTED: Final = AuditKind(
    "shops.bank_change_requested", "Compte {iban} demandé pour les virements."
)
BANK_CHANGE_CONFIRMED: Final = AuditKind(
    "shops.bank_change_confirmed",
    "Compte {iban} confirmé après rappel ({note}), utilisable à partir du {usable_from}.",
)
BANK_CHANGE_STOPPED: Final = AuditKind(
    "shops.bank_change_stopped", "Compte {iban} arrêté : {reason}."
)
