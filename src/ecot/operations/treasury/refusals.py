"""Why a deed of the treasury is not done. Facts are already written for people."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

AMOUNT_NOT_POSITIVE: Final = Reason(
    "AMOUNT_NOT_POSITIVE",
    "Le montant doit être supérieur à zéro. Vérifiez ce qui a été saisi.",
)
AMOUNT_NEGATIVE: Final = Reason(
    "AMOUNT_NEGATIVE",
    "On ne compte pas moins que zéro. Vérifiez ce qui a été saisi.",
)
AMOUNT_TOO_LARGE: Final = Reason(
    "AMOUNT_TOO_LARGE",
    "Le montant {amount} dépasse {most}, le plus qui puisse être saisi ici. Vérifiez les décimales.",
)
DAY_IN_FUTURE: Final = Reason(
    "DAY_IN_FUTURE",
    "Le {day} n'est pas encore arrivé. Saisissez le jour réel de l'opération.",
)
DAY_TOO_OLD: Final = Reason(
    "DAY_TOO_OLD",
    "Le {day} remonte à plus de deux ans. Vérifiez l'année saisie.",
)
ACCOUNT_UNKNOWN: Final = Reason(
    "ACCOUNT_UNKNOWN",
    "Aucun compte ne porte le nom « {account} ». Choisissez un compte de la liste.",
)
ACCOUNT_EXISTS: Final = Reason(
    "ACCOUNT_EXISTS",
    "Un compte porte déjà le nom « {account} ». Choisissez un autre nom.",
)
ACCOUNT_NAME_INVALID: Final = Reason(
    "ACCOUNT_NAME_INVALID",
    "Le nom « {account} » ne convient pas : écrivez de 1 à 40 lettres sans accent, chiffres ou tirets.",
)
LABEL_MISSING: Final = Reason(
    "LABEL_MISSING",
    "Écrivez en quelques mots de quoi il s'agit, pour qu'on le reconnaisse plus tard.",
)
IBAN_INVALID: Final = Reason(
    "IBAN_INVALID",
    "Cet IBAN n'est pas valable : un chiffre manque ou a été échangé. Recopiez-le depuis le relevé.",
)
NOT_A_DESK: Final = Reason(
    "NOT_A_DESK",
    "« {account} » n'est pas une caisse d'espèces. Choisissez une caisse de la liste.",
)
NOT_A_BANK: Final = Reason(
    "NOT_A_BANK",
    "« {account} » n'est pas un compte bancaire. Choisissez un compte bancaire de la liste.",
)
CASH_NOT_THERE: Final = Reason(
    "CASH_NOT_THERE",
    "La caisse ne contient que {there} d'après le livre, on ne peut pas en sortir {amount}. "
    "Comptez la caisse, puis recommencez.",
)
COUNT_KEY_REUSED: Final = Reason(
    "COUNT_KEY_REUSED",
    "Ce comptage a déjà été enregistré avec un autre montant. Rouvrez la page et recomptez.",
)
NOT_A_COST: Final = Reason(
    "NOT_A_COST",
    "« {code} » n'est pas une charge courante. Choisissez services, personnel ou frais bancaires.",
)
NOT_AN_INCOME: Final = Reason(
    "NOT_AN_INCOME",
    "« {code} » n'est pas une recette courante. Choisissez don, mécénat ou autre organisme.",
)
UNIDENTIFIED_UNKNOWN: Final = Reason(
    "UNIDENTIFIED_UNKNOWN",
    "Cette recette à identifier n'existe pas. Rouvrez la liste et choisissez-la de nouveau.",
)
UNIDENTIFIED_EXCEEDED: Final = Reason(
    "UNIDENTIFIED_EXCEEDED",
    "Il ne reste que {left} à identifier sur cette recette. Réduisez le montant.",
)
ENTRY_UNKNOWN: Final = Reason(
    "ENTRY_UNKNOWN",
    "Cette écriture n'existe pas dans le livre. Rouvrez la page d'où elle vient.",
)
ENTRY_OF_ANOTHER_ROOM: Final = Reason(
    "ENTRY_OF_ANOTHER_ROOM",
    "Cette écriture ne s'annule pas ici, car d'autres en dépendent. Annulez-la depuis {room}.",
)
REASON_MISSING: Final = Reason(
    "REASON_MISSING",
    "Dites pourquoi l'écriture était fausse (de 5 à 200 caractères, sans nom de personne).",
)
REASON_NAMES_SOMEBODY: Final = Reason(
    "REASON_NAMES_SOMEBODY",
    "Le motif reste dans le livre pour toujours : retirez l'adresse, le téléphone ou l'IBAN écrit.",
)
ALREADY_RECOGNISED: Final = Reason(
    "ALREADY_RECOGNISED",
    "{recognised} de cette recette ont déjà été reconnus. Annulez d'abord ce rapprochement.",
)
OPENING_UNKNOWN: Final = Reason(
    "OPENING_UNKNOWN",
    "Cette reprise des soldes n'existe pas. Rouvrez la liste et choisissez-la de nouveau.",
)
OPENING_COLUMNS_MISSING: Final = Reason(
    "OPENING_COLUMNS_MISSING",
    "Il manque au fichier : {columns}. La première ligne doit nommer les colonnes « compte », "
    "« numéro » et « montant ».",
)
OPENING_EMPTY: Final = Reason(
    "OPENING_EMPTY",
    "Le fichier ne contient aucune ligne de solde. Vérifiez que c'est le bon fichier.",
)
OPENING_HAS_PROBLEMS: Final = Reason(
    "OPENING_HAS_PROBLEMS",
    "{count} lignes du fichier sont à corriger. Corrigez-les dans le tableur et reprenez le fichier.",
)
OPENING_NEEDS_NOTE: Final = Reason(
    "OPENING_NEEDS_NOTE",
    "Les totaux du fichier diffèrent des totaux annoncés. Expliquez cet écart avant de signer.",
)
OPENING_ALREADY_SIGNED: Final = Reason(
    "OPENING_ALREADY_SIGNED",
    "Cette reprise des soldes est déjà signée. Il reste à la passer dans le livre.",
)
OPENING_NOT_SIGNED: Final = Reason(
    "OPENING_NOT_SIGNED",
    "Personne n'a encore signé le rapport d'écarts. Lisez-le et signez-le d'abord.",
)
ACCOUNT_ALREADY_OPENED: Final = Reason(
    "ACCOUNT_ALREADY_OPENED",
    "Le compte « {number} » a reçu une écriture depuis la signature. Reprenez le fichier.",
)
OPENING_KIND_UNKNOWN: Final = Reason(
    "OPENING_KIND_UNKNOWN",
    "« {typed} » n'est pas un genre de compte. Écrivez banque, caisse, foyer ou commerce.",
)
OPENING_NUMBER_UNKNOWN: Final = Reason(
    "OPENING_NUMBER_UNKNOWN",
    "Aucun compte « {kind} » ne porte le numéro « {typed} ». Inscrivez-le d'abord, ou corrigez-le.",
)
OPENING_NEGATIVE: Final = Reason(
    "OPENING_NEGATIVE",
    "« {typed} » est négatif, et seule une banque ou un commerce peut l'être. Vérifiez le signe.",
)
OPENING_TWICE: Final = Reason(
    "OPENING_TWICE",
    "Le compte « {typed} » est déjà à la ligne {line}. Gardez une seule des deux.",
)
OPENING_BALANCE_NOT_ZERO: Final = Reason(
    "OPENING_BALANCE_NOT_ZERO",
    "Le livre a déjà un solde de {balance} pour « {typed} ». Retirez la ligne, ou annulez l'écriture.",
)
