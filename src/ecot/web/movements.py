"""The lines of a wallet or of a shop's account, in words. Reads the book and the names of shops.

The book knows no name: opaque owners are named here, in one query, for the page that shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from ecot.ledger import chart
from ecot.ledger.balances import StatementLine, statement
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.kinds import EntryKind
from ecot.operations.shops.queries import shops
from ecot.values.month import Month
from ecot.values.references import Owner

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
    EntryKind.REMITTANCE_ORDERED: "Virement préparé",
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


@dataclass(frozen=True, slots=True)
class Movement:
    """One line as a person reads it; `amount_cents` is signed."""

    entry_id: int
    on: date
    typed_late: bool
    words: str
    amount_cents: int
    is_undone: bool


def kind_words(kind: str) -> str:
    """What a kind of entry is called; its own name where no word was given yet."""
    known = {str(each): words for each, words in KIND_WORDS.items()}
    return gettext(known[kind]) if kind in known else kind.replace("_", " ")


def movements(name: AccountName, *, limit: int = 50) -> list[Movement]:
    """The newest movements of an account, each with its words; three queries."""
    lines = statement(name, limit=limit)
    names = shop_names(line.counterpart for line in lines)
    return [
        Movement(
            entry_id=line.entry_id,
            on=line.occurred_on,
            typed_late=line.occurred_on != line.effective_on,
            words=_words(line, names),
            amount_cents=line.amount_cents,
            is_undone=line.reversed_by is not None,
        )
        for line in lines
    ]


def shop_names(accounts: Iterable[AccountName]) -> dict[Owner, str]:
    """The names of the shops behind these accounts; no query where there is none."""
    wanted = {each.owner for each in accounts if each.code is Code.OWED_TO_SHOP}
    if not wanted:
        return {}
    named = {chart.owed_to_shop(row.shop_id).owner: row.name for row in shops()}
    return {owner: named[owner] for owner in wanted if owner in named}


def _words(line: StatementLine, names: Mapping[Owner, str]) -> str:
    shop = names.get(line.counterpart.owner)
    if shop is None and line.kind is EntryKind.ALLOCATION:
        month = Month.of(line.effective_on).words
        return gettext("Reçu pour {month}").format(month=month)
    words = kind_words(line.kind)
    return words if shop is None else f"{words} · {shop}"
