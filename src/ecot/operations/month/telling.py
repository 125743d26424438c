"""The head of the book, mailed at each closing to people outside the office, who can then catch a rewriting.

Messages go to the outbox, in the transaction of the closing; each is written once.
"""

from __future__ import annotations

from typing import Final

from ecot.access.queries import holders
from ecot.access.roles import Role
from ecot.operations.month.papers import SealedHead
from ecot.operations.notices.actions import Letter, enqueue_many
from ecot.values.act import Act
from ecot.values.month import Month

OUTSIDE: Final = (Role.COMMITTEE, Role.AUDITOR)


def tell_head(act: Act, month: Month, head: SealedHead) -> int:
    """Mail the head of a closing to the committee and the auditors; how many were told."""
    addresses = sorted({user.email for role in OUTSIDE for user in holders(role) if user.email})
    body = (
        f"Bonjour,\n\n{month.words.capitalize()} est clôturé. Voici la tête scellée du livre, sur"
        f" {head.size} lignes. Gardez ce message : avec lui, vous pourrez prouver plus tard que rien de"
        " ce qui précède n’a été changé.\n\n"
        f"{head.note}\nClé publique, à comparer avec le papier de clôture :\n{head.verifier}\n\n"
        "Pour vérifier : enregistrez les lignes de la tête dans un fichier, puis suivez la page"
        " « Vérifier le sceau » de l’aide des vérificateurs (`ecot verify`).\n"
    )
    subject = f"La tête du livre à la clôture de {month.words}"
    enqueue_many(act, [Letter(to, "month.head", subject, body) for to in addresses])
    return len(addresses)
