"""Why a backup was not made, not read or not proved: stable codes with their French sentences."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

FILE_THERE: Final = Reason(
    "FILE_THERE",
    "Rien n’a été écrit : {file} existe déjà. Donnez un autre nom ; une sauvegarde n’en recouvre"
    " jamais une autre.",
)
NOT_WRITTEN: Final = Reason(
    "NOT_WRITTEN",
    "Le travail n’a pas pu finir, et rien n’a été gardé ({says}). Vérifiez le dossier, ses droits et la"
    " place libre, puis recommencez.",
)
NOT_OPENED: Final = Reason(
    "NOT_OPENED",
    "La base n’a pas pu s’ouvrir pour la sauvegarde ({says}). Sur PostgreSQL, donnez dans"
    " ECOT_DATABASE_OWNER_URL l’adresse d’un compte qui a le droit de créer une base.",
)
NOT_A_BACKUP: Final = Reason(
    "NOT_A_BACKUP",
    "{file} n’est pas une sauvegarde d’Écot, ou n’est pas entière. Copiez-la de nouveau depuis"
    " l’original, ou prenez-en une autre.",
)
ALTERED: Final = Reason(
    "ALTERED",
    "{file} a changé depuis qu’elle a été faite : son empreinte n’est plus celle qu’elle annonce. Ne"
    " l’utilisez pas ; prenez-en une autre.",
)
OTHER_DATABASE: Final = Reason(
    "OTHER_DATABASE",
    "Cette sauvegarde vient d’une base {of}, et l’adresse du livre est celle d’une base {here}. Donnez"
    " dans ECOT_DATABASE_URL une adresse {of}, puis recommencez.",
)
OLDER_TABLES: Final = Reason(
    "OLDER_TABLES",
    "Cette sauvegarde a été faite par une version plus ancienne ({version}) : il lui manque {count}"
    " mises à jour. Restaurez-la avec --into, lancez `ecot migrate`, puis `ecot check`.",
)
OTHER_CONTENT: Final = Reason(
    "OTHER_CONTENT",
    "Le livre restauré compte {found} écritures ; la sauvegarde en annonçait {said}.",
)
GUARDS_ABSENT: Final = Reason(
    "GUARDS_ABSENT", "Il manque des gardes au livre restauré : {names}. Lancez `ecot migrate`."
)
PROMISE_BROKEN: Final = Reason("PROMISE_BROKEN", "Promesse rompue ({name}) : {offender}")
NO_ENTRY: Final = Reason(
    "NO_ENTRY", "Le livre restauré n’a aucune écriture : est-ce la bonne sauvegarde ?"
)
TOO_OLD: Final = Reason(
    "TOO_OLD",
    "La dernière écriture a {age}, plus que les {limit} h admises : les sauvegardes se font-elles"
    " encore ?",
)
