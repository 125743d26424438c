"""Why a till may say no: stable codes with their French sentences.

What concerns the household is said before its code only in one way: `NOT_RECOGNISED`.
"""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

NOT_RECOGNISED: Final = Reason(
    "NOT_RECOGNISED",
    "Nous n’avons pas reconnu cette carte, ce numéro ou ce code. Rien n’a été débité : vérifiez,"
    " attendez un quart d’heure, ou appelez la caisse.",
)
CODE_WITH_NUMBER: Final = Reason(
    "CODE_WITH_NUMBER",
    "Avec le numéro du foyer, il faut son code à six chiffres. Demandez à la personne de le saisir.",
)
NOBODY_NAMED: Final = Reason(
    "NOBODY_NAMED",
    "Il manque la carte ou le numéro du foyer. Scannez la carte, ou saisissez le numéro.",
)
TILL_PAUSED: Final = Reason(
    "TILL_PAUSED",
    "Trop de codes faux ont été saisis sur cette caisse. Payez par carte sans code pour un petit"
    " montant, ou réessayez dans une heure.",
)
NETWORK_PAUSED: Final = Reason(
    "NETWORK_PAUSED",
    "Trop de codes faux ont été saisis dans le réseau : les codes sont en pause pour une heure au plus."
    " Payez par carte sans code pour un petit montant ; l’équipe est prévenue.",
)
SALE_UNKNOWN: Final = Reason(
    "SALE_UNKNOWN", "Cette vente n’existe pas ici. Retrouvez-la dans les ventes du jour."
)
SALE_OF_ANOTHER_SHOP: Final = Reason(
    "SALE_OF_ANOTHER_SHOP",
    "Cette vente a été faite dans un autre commerce. Seul ce commerce, ou la caisse, peut y toucher.",
)
SALE_UNDONE: Final = Reason(
    "SALE_UNDONE", "Cette vente a déjà été annulée ou corrigée. Il n’y a rien à rendre."
)
REFUND_TOO_LARGE: Final = Reason(
    "REFUND_TOO_LARGE",
    "On ne rend pas plus que la vente : il reste {left} à rendre au plus. Choisissez un montant plus petit.",
)
REFUND_NOT_POSITIVE: Final = Reason(
    "REFUND_NOT_POSITIVE", "Le montant à rendre doit être plus grand que zéro. Corrigez-le."
)
CORRECTION_TOO_LATE: Final = Reason(
    "CORRECTION_TOO_LATE",
    "Une vente se corrige dans les {minutes} minutes. Celle-ci est plus ancienne : faites un"
    " remboursement, puis une nouvelle vente.",
)
SALE_REFUNDED: Final = Reason(
    "SALE_REFUNDED",
    "Une partie de cette vente a déjà été rendue : elle ne se corrige plus. Faites un autre remboursement.",
)
SLIP_MISTYPED: Final = Reason(
    "SLIP_MISTYPED",
    "Il y a une faute de frappe dans le numéro de bon « {typed} ». Recopiez celui qui est imprimé,"
    " comme P000012-3.",
)
SLIP_UNKNOWN: Final = Reason(
    "SLIP_UNKNOWN",
    "Le bon {number} n’est sur aucune feuille imprimée par la caisse. Vérifiez-le avec le commerce.",
)
SLIP_ALREADY_TYPED: Final = Reason(
    "SLIP_ALREADY_TYPED",
    "Le bon {number} a déjà été saisi, autrement : {amount} le {on}. Rien n’a été changé : comparez"
    " avec le papier.",
)
SLIP_IN_FUTURE: Final = Reason(
    "SLIP_IN_FUTURE",
    "Le {on} n’est pas encore passé. Saisissez le jour écrit sur le bon.",
)
SLIP_BEFORE_SHEET: Final = Reason(
    "SLIP_BEFORE_SHEET",
    "Ce bon a été imprimé le {made} : il n’a pas pu servir le {on}. Vérifiez la date.",
)
SLIP_BEFORE_WALLET: Final = Reason(
    "SLIP_BEFORE_WALLET",
    "Le foyer {number} n’avait pas encore de porte-monnaie le {on}. Vérifiez la date et le numéro.",
)
HOUSEHOLD_UNKNOWN: Final = Reason(
    "HOUSEHOLD_UNKNOWN",
    "Aucun foyer ne porte le numéro {number}. Recopiez celui qui est écrit sur le bon.",
)
SHEET_SIZE: Final = Reason(
    "SHEET_SIZE", "Une feuille porte de 1 à {most} bons. Choisissez un nombre entre les deux."
)
