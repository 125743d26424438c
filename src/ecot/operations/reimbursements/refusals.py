"""Why a deed about reimbursements may be refused: stable codes with their French sentences."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

NOTHING_DUE: Final = Reason(
    "NOTHING_DUE",
    "Aucun commerce n’est à payer aujourd’hui selon la règle. La liste dit pourquoi pour chacun.",
)
EXECUTION_IN_PAST: Final = Reason(
    "EXECUTION_IN_PAST",
    "Le {on} est passé : la banque ne peut pas exécuter un virement ce jour-là. Choisissez aujourd’hui"
    " ou un jour à venir.",
)
REMITTANCE_UNKNOWN: Final = Reason(
    "REMITTANCE_UNKNOWN", "Ce remboursement n’existe pas. Retrouvez-le dans la liste."
)
SECOND_PERSON_NEEDED: Final = Reason(
    "SECOND_PERSON_NEEDED",
    "Vous avez préparé ce remboursement vous-même : une autre personne doit dire le second oui."
    " Demandez à un·e collègue.",
)
NOT_PREPARED: Final = Reason(
    "NOT_PREPARED",
    "Ce remboursement n’attend plus : il a été ordonné ou annulé. Rouvrez la liste.",
)
NOTHING_LEFT: Final = Reason(
    "NOTHING_LEFT",
    "Aucune ligne ne peut plus partir : ce qui est dû ou le compte bancaire a changé."
    " Annulez ce remboursement et préparez-en un autre.",
)
NOT_ORDERED: Final = Reason(
    "NOT_ORDERED",
    "Ce remboursement n’a pas encore son second oui : il n’y a rien à envoyer à la banque.",
)
NOTHING_TO_EXECUTE: Final = Reason(
    "NOTHING_TO_EXECUTE",
    "Toutes les lignes de ce remboursement sont déjà payées ou renvoyées. Il n’y a rien à noter.",
)
LINE_UNKNOWN: Final = Reason(
    "LINE_UNKNOWN", "Cette ligne n’existe pas. Retrouvez-la dans le remboursement."
)
LINE_NOT_NEXT: Final = Reason(
    "LINE_NOT_NEXT",
    "Le virement à {shop} est « {present} » : il ne peut pas devenir « {asked} ». Rouvrez la liste.",
)
DAY_NOT_LIKELY: Final = Reason(
    "DAY_NOT_LIKELY",
    "Le {on} ne peut pas être le bon jour : l’ordre est du {ordered} et nous sommes le {today}."
    " Recopiez le jour du relevé.",
)
REASON_MISSING: Final = Reason(
    "REASON_MISSING",
    "Il manque la raison. Recopiez celle que donne la banque, ou dites-la en un mot.",
)
SHOP_UNKNOWN: Final = Reason(
    "SHOP_UNKNOWN", "Ce commerce n’est pas connu ici. Cherchez-le par son numéro ou son nom."
)
DATES_REVERSED: Final = Reason(
    "DATES_REVERSED", "La période finit avant de commencer. Vérifiez les deux dates."
)
