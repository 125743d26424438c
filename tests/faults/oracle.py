"""The judge of every fault: the journals of the tills against the book, cent by cent.

What was acknowledged is in the book once, at its amount; nothing is there twice; what was refused is
not there; each wallet holds what it got less what it paid, and is not below zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

from ecot.ledger.balances import balances, wallet_balance
from ecot.ledger.chart import Code
from ecot.ledger.checks import journal, standing
from ecot.ledger.entries import entries
from ecot.ledger.kinds import EntryKind
from ecot.ledger.one_look import one_look
from tests.faults.tills import Till


def sales() -> Counter[tuple[str, int]]:
    """The sales of the interface in the book: (key as the till drew it, cents), counted."""
    found = entries(kind=EntryKind.TILL_PAYMENT, key_prefix="api:", limit=None)
    return Counter((entry.key.rpartition(":")[2], entry.total_cents) for entry in found)


def faults(tills: Sequence[Till], funded: Mapping[UUID, int]) -> list[str]:
    """One sentence per thing that is wrong; empty when the book and the tills agree."""
    connection.close()
    book = sales()
    keys = Counter(key for key, _ in book.elements())
    wrong = [f"{key} is in the book {times} times" for key, times in keys.items() if times > 1]
    for till in tills:
        for key, told in till.told.items():
            pair = (key, till.sent[key].cents)
            if told.paid and book[pair] != 1:
                wrong.append(f"{key} was acknowledged and is {book[pair]} times in the book")
            if not told.paid and keys[key]:
                wrong.append(f"{key} was refused ({told.code}) and is in the book")
    receipts: dict[str, object] = {}
    for key, told in (answer for till in tills for answer in till.answers):
        if told.paid and receipts.setdefault(key, told.body) != told.body:
            wrong.append(f"{key} was answered in two ways")
    asked = {key for till in tills for key in till.sent}
    wrong += [f"{key} is in the book and nobody asked it" for key in keys.keys() - asked]
    given_back = entries(kind=EntryKind.REFUND, key_prefix="api:", limit=None)
    spent = sum(cents for _, cents in book.elements())
    spent -= sum(entry.total_cents for entry in given_back)
    left = {household_id: wallet_balance(household_id) for household_id in funded}
    wrong += [f"{who} is below zero: {cents}" for who, cents in left.items() if cents < 0]
    if sum(left.values()) != sum(funded.values()) - spent:
        wrong.append(f"wallets hold {sum(left.values())} of {sum(funded.values())} less {spent}")
    if sum(balances(Code.OWED_TO_SHOP).values()) != spent:
        wrong.append(f"shops are owed {balances(Code.OWED_TO_SHOP)}, sold {spent}")
    return wrong + _of_the_book()


CHECKS = (
    journal.keys_once,
    journal.entries_complete,
    journal.lines_anchored,
    standing.guarded_balances,
    standing.floors_never_crossed,
)


def _of_the_book() -> list[str]:
    """What the book's own checks find."""
    with one_look():
        return [one.offender for one in (check() for check in CHECKS) if one.offender]
