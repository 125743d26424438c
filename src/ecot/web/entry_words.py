"""What each kind of entry of the book is called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.translation import gettext

from ecot.ledger.kinds import EntryKind

register = template.Library()

KIND_WORDS: Final[Mapping[EntryKind, str]] = {
    EntryKind.OPENING_BALANCE: "Solde de départ",
    EntryKind.CONTRIBUTION_RECEIVED: "Cotisation reçue",
    EntryKind.RECEIPT_UNIDENTIFIED: "Recette non identifiée",
    EntryKind.RECEIPT_MATCHED: "Recette rapprochée",
    EntryKind.CONTRIBUTION_RETURNED: "Cotisation rendue ou rejetée",
    EntryKind.CASH_BANKED: "Espèces portées à la banque",
    EntryKind.CASH_DIFFERENCE: "Écart de caisse",
    EntryKind.RUNNING_COST: "Frais de fonctionnement",
    EntryKind.ALLOCATION: "Allocation",
    EntryKind.UNSPENT_RETURNED: "MonA rendus au pot commun",
    EntryKind.TILL_PAYMENT: "Achat",
    EntryKind.REFUND: "Remboursement",
    EntryKind.WALLET_MOVED: "MonA passés d’un foyer à l’autre",
    EntryKind.ALLOCATION_RECOVERED: "Allocation reprise",
    EntryKind.RECOVERY_TAKEN: "MonA repris, versés par erreur",
    EntryKind.RECOVERY_FORGIVEN: "MonA laissés, versés par erreur",
    EntryKind.VOUCHERS_ISSUED: "Bons en papier donnés",
    EntryKind.VOUCHERS_USED: "Bons en papier reçus",
    EntryKind.VOUCHERS_LOST: "Bons en papier perdus",
    EntryKind.SHORTFALL_ACCEPTED: "Vente hors ligne prise en charge",
    EntryKind.REMITTANCE_ORDERED: "Virement ordonné",
    EntryKind.REMITTANCE_EXECUTED: "Virement exécuté",
    EntryKind.REMITTANCE_RETURNED: "Virement revenu",
    EntryKind.GRANT_SIGNED: "Subvention signée",
    EntryKind.GRANT_RECEIVED: "Subvention reçue",
    EntryKind.GRANT_SET_ASIDE: "Subvention mise de côté",
    EntryKind.GRANT_TAKEN_BACK: "Subvention reprise",
    EntryKind.GRANT_GIVEN_BACK: "Subvention rendue",
    EntryKind.OTHER_INCOME: "Autre recette",
    EntryKind.REVERSAL: "Annulation",
}
"""What each kind of entry is called on a page."""


@register.filter
def kind_words(kind: str) -> str:
    """What a kind of entry is called."""
    return gettext(KIND_WORDS[EntryKind(kind)])
