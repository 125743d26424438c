"""Why a deed on contributions is not done. Facts are already written for people."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

HOUSEHOLD_UNKNOWN: Final = Reason(
    "HOUSEHOLD_UNKNOWN",
    "Ce foyer n'existe pas. Cherchez-le par son numéro ou par un nom, puis recommencez.",
)
PLEDGE_TOO_SOON: Final = Reason(
    "PLEDGE_TOO_SOON",
    "Un changement de contribution compte à partir du mois suivant : {earliest} au plus tôt.",
)
PLEDGE_TOO_FAR: Final = Reason(
    "PLEDGE_TOO_FAR",
    "On ne s'engage pas si loin : choisissez un mois jusqu'à {latest}.",
)
ANSWERS_OUT_OF_RANGE: Final = Reason(
    "ANSWERS_OUT_OF_RANGE",
    "Un des nombres ne convient pas : revenu et budget entre 0 et 100 000 € par mois, "
    "au moins une personne, 20 au plus. Vérifiez ce qui a été saisi.",
)
CALL_TOO_EARLY: Final = Reason(
    "CALL_TOO_EARLY",
    "L'appel de {month} ne peut pas encore partir. Revenez à partir de {from_month}.",
)
MEANS_NEEDS_DESK: Final = Reason(
    "MEANS_NEEDS_DESK",
    "Des espèces se reçoivent dans une caisse, et « {account} » est un compte bancaire. "
    "Choisissez la caisse où l'argent a été posé.",
)
MEANS_NEEDS_BANK: Final = Reason(
    "MEANS_NEEDS_BANK",
    "Ce paiement arrive à la banque, et « {account} » est une caisse d'espèces. "
    "Choisissez le compte bancaire qui l'a reçu.",
)
PAYER_MISSING: Final = Reason(
    "PAYER_MISSING",
    "Un autre que le foyer a payé : écrivez son nom, pour pouvoir le remercier et le retrouver.",
)
TOO_MANY_ROWS: Final = Reason(
    "TOO_MANY_ROWS",
    "{count} lignes d'un coup, c'est trop ({limit} au plus). Envoyez-les en plusieurs fois.",
)
KEY_INVALID: Final = Reason(
    "KEY_INVALID",
    "Cette ligne ne porte pas de référence, ou une référence de plus de 120 caractères. "
    "Reprenez le relevé de la banque.",
)
RECEIPT_UNKNOWN: Final = Reason(
    "RECEIPT_UNKNOWN",
    "Cette contribution reçue n'existe pas. Rouvrez la liste et choisissez-la de nouveau.",
)
ALREADY_RETURNED: Final = Reason(
    "ALREADY_RETURNED",
    "Cette contribution est déjà repartie ou annulée. Rien n'a été changé.",
)
NOT_A_DEBIT: Final = Reason(
    "NOT_A_DEBIT",
    "Seul un prélèvement peut être rejeté par la banque. Pour une erreur de saisie, annulez la ligne.",
)
RETURNED_BEFORE_RECEIVED: Final = Reason(
    "RETURNED_BEFORE_RECEIVED",
    "Le rejet ne peut pas dater d'avant le {day}, jour où le prélèvement est arrivé. Vérifiez la date.",
)
FEE_OUT_OF_RANGE: Final = Reason(
    "FEE_OUT_OF_RANGE",
    "Les frais de la banque vont de 0 à {most}. Vérifiez les décimales.",
)
MORE_THAN_RECEIVED: Final = Reason(
    "MORE_THAN_RECEIVED",
    "Ce foyer a versé {received} en tout : on ne peut pas lui rendre {amount}. Réduisez le montant.",
)
RETURN_UNKNOWN: Final = Reason(
    "RETURN_UNKNOWN",
    "Ce retour n'existe pas, ou il est déjà annulé. Rouvrez la page du foyer.",
)
ERROR_IS_FINAL: Final = Reason(
    "ERROR_IS_FINAL",
    "Une annulation ne s'annule pas. Saisissez la contribution juste comme une nouvelle.",
)
ANSWER_MONTHS_REVERSED: Final = Reason(
    "ANSWER_MONTHS_REVERSED",
    "La réponse finirait en {until}, avant de commencer en {start}. Vérifiez les deux mois.",
)
ANSWER_TOO_LONG: Final = Reason(
    "ANSWER_TOO_LONG",
    "Une réponse vaut pour douze mois au plus. Choisissez un mois plus proche : on pourra la renouveler.",
)
NOTHING_TO_LET_GO: Final = Reason(
    "NOTHING_TO_LET_GO",
    "Rien ne manque jusqu'à {until} : il n'y a rien à oublier.",
)
LET_GO_OF_FUTURE: Final = Reason(
    "LET_GO_OF_FUTURE",
    "On n'oublie que des mois commencés. Pour les suivants, proposez une pause ou un autre montant.",
)
