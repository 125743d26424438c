"""The lines of a wallet or of a shop's account, in words. Reads the book and the names of shops.

The book knows no name: opaque owners are named here, in one query, for the page that shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from ecot.ledger import chart
from ecot.ledger.balances import StatementLine, statement
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.kinds import EntryKind
from ecot.operations.shops.queries import shops
from ecot.values.month import Month
from ecot.values.references import Owner
from ecot.web.entry_words import kind_words


@dataclass(frozen=True, slots=True)
class Movement:
    """One line as a person reads it; `amount_cents` is signed."""

    entry_id: int
    on: date
    typed_late: bool
    words: str
    amount_cents: int
    is_undone: bool


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
