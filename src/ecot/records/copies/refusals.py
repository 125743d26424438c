"""Why a database could not be copied, out or in: stable codes with their French sentences."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

PROGRAM_MISSING: Final = Reason(
    "PROGRAM_MISSING",
    "Il manque le programme {program} de PostgreSQL, qui fait et relit les sauvegardes. Installez les"
    " programmes clients de la version du serveur (paquet postgresql-client), ou donnez leur dossier"
    " dans ECOT_POSTGRES_BIN.",
)
PROGRAM_FAILED: Final = Reason(
    "PROGRAM_FAILED",
    "{program} n’a pas pu finir, et rien n’a été gardé. Il dit : {says}",
)
PROOF_RUNNING: Final = Reason(
    "PROOF_RUNNING",
    "Une autre preuve de restauration est en cours sur ce serveur. Attendez qu’elle finisse.",
)
NAME_WANTED: Final = Reason(
    "NAME_WANTED",
    "Une adresse n’est pas un nom de base. Donnez le nom seul, par exemple --into {name} : le serveur est"
    " celui de l’adresse du livre.",
)
HOLDS_A_BOOK: Final = Reason(
    "HOLDS_A_BOOK",
    "Rien n’a été restauré : {where} n’est pas vide. Donnez un nom nouveau ; un livre n’est jamais"
    " recouvert par un autre.",
)
DAMAGED_COPY: Final = Reason(
    "DAMAGED_COPY",
    "La base restaurée est abîmée, et rien n’a été gardé ({says}). Prenez une autre sauvegarde.",
)
