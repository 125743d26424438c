"""Why a deed about allocations may be refused: stable codes with their French sentences."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

TOO_EARLY: Final = Reason(
    "TOO_EARLY",
    "L’allocation de {month} s’ouvre le {on}, comme le comité l’a voté. Revenez ce jour-là.",
)
MONTH_CLOSED: Final = Reason(
    "MONTH_CLOSED",
    "Le mois de {month} est clôturé : plus rien ne s’y écrit. Faites la correction sur le mois en cours.",
)
MONTH_NOT_OPENED: Final = Reason(
    "MONTH_NOT_OPENED",
    "L’allocation de {month} n’a pas encore été ouverte. Ouvrez-la d’abord.",
)
NOT_ACTIVE: Final = Reason(
    "NOT_ACTIVE",
    "Ce foyer n’a personne qui compte en {month}, ou son contrat n’est pas actif."
    " Vérifiez sa fiche : un changement de composition compte le mois suivant.",
)
HOUSEHOLD_HELD: Final = Reason(
    "HOUSEHOLD_HELD",
    "Ce foyer n’a pas encore cotisé depuis {months} mois. Quelqu’un doit d’abord répondre, avec lui,"
    " à la question posée dans la liste du mois.",
)
RESERVE_SHORT: Final = Reason(
    "RESERVE_SHORT",
    "Il manque {missing} dans la réserve pour que chaque MonA soit couvert. Rien n’a été versé :"
    " attendez une rentrée d’argent, puis recommencez.",
)
REASON_MISSING: Final = Reason(
    "REASON_MISSING",
    "Il manque la raison. Écrivez-la en quelques mots : elle explique la correction à qui la relira.",
)
NOTHING_TO_UNDO: Final = Reason(
    "NOTHING_TO_UNDO",
    "Il n’y a rien à reprendre pour {month}. Vérifiez le mois.",
)
NOTHING_TO_RECOVER: Final = Reason(
    "NOTHING_TO_RECOVER",
    "Ce foyer n’a plus que {owed} à rendre. Choisissez un montant qui ne dépasse pas cela.",
)
WALLET_TOO_LOW: Final = Reason(
    "WALLET_TOO_LOW",
    "Le porte-monnaie contient {balance}. Choisissez un montant qui ne dépasse pas cela.",
)
AMOUNT_NOT_POSITIVE: Final = Reason(
    "AMOUNT_NOT_POSITIVE", "Le montant doit être plus grand que zéro. Corrigez-le."
)
SAME_HOUSEHOLD: Final = Reason(
    "SAME_HOUSEHOLD", "Les deux foyers sont le même. Choisissez l’autre foyer."
)
TRANSFER_NOT_ALLOWED: Final = Reason(
    "TRANSFER_NOT_ALLOWED",
    "La règle votée ne permet pas de donner des MonA à un autre foyer."
    " Une séparation ou une réunion de foyers reste possible.",
)
