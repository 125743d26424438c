"""The audit lines of this room. Lines that name somebody lose their facts when they are erased."""

from __future__ import annotations

from typing import Final

from ecot.records.audit import AuditKind, Erasure

REGISTERED: Final = AuditKind("members.registered", "Foyer {number} enregistré comme « {state} ».")
IMPORTED: Final = AuditKind(
    "members.imported",
    "{households} foyers et {persons} personnes importés d'un fichier.",
    Erasure.KEPT,
)
EXPORTED: Final = AuditKind("members.exported", "{households} foyers exportés.", Erasure.KEPT)
STATE_CHANGED: Final = AuditKind(
    "members.state_changed", "Foyer passé de « {before} » à « {after} » le {since_on} : {reason}."
)
PERSON_ADDED: Final = AuditKind(
    "members.person_added", "{name} rejoint le foyer et compte à partir de {month}."
)
PERSON_REMOVED: Final = AuditKind(
    "members.person_removed", "{name} ne compte plus à partir de {month} : {reason}."
)
PERSON_CORRECTED: Final = AuditKind(
    "members.person_corrected", "« {before} » corrigé en « {after} »."
)
PARTICIPATION_CHANGED: Final = AuditKind(
    "members.participation_changed", "{name} {participates} à partir de {month}."
)
SEPARATED: Final = AuditKind(
    "members.separated",
    "{persons} personne(s) séparées vers le foyer {number}, à partir de {month}.",
)
MERGED: Final = AuditKind(
    "members.merged", "Le foyer {number} est réuni à celui-ci à partir de {month} : {reason}."
)
CONTACT_CHANGED: Final = AuditKind(
    "members.contact_changed", "Coordonnées changées : {fields}.", Erasure.KEPT
)
BAND_CHANGED: Final = AuditKind("members.band_changed", "Tranche de revenu {change}.", Erasure.KEPT)
CARD_ISSUED: Final = AuditKind("members.card_issued", "Nouvelle carte « {label} ».")
CARD_CHANGED: Final = AuditKind("members.card_changed", "Carte « {label} » {state} : {reason}.")
CODE_RENEWED: Final = AuditKind(
    "members.code_renewed", "Nouveau code donné au foyer.", Erasure.KEPT
)
