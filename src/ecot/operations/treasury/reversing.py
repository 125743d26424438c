"""A wrong entry of the treasury is undone whole, once, with its reason.

Entries that others depend on (a sale, an allocation, a contribution, a remittance, a grant) are
undone in the room that made them, which knows what hangs on them; their page says so here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ecot.ledger.chart import Code
from ecot.ledger.entries import EntryView, entry
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import Posted, replay, reverse
from ecot.operations.treasury.accounts import account_named, check_cash_is_there
from ecot.operations.treasury.models import OpeningLine, PlainMovement, UnidentifiedReceipt
from ecot.operations.treasury.refusals import (
    ALREADY_RECOGNISED,
    ENTRY_OF_ANOTHER_ROOM,
    ENTRY_UNKNOWN,
    REASON_MISSING,
    REASON_NAMES_SOMEBODY,
)
from ecot.records.deed import deed
from ecot.values import references
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.values.refusal import refuse

REVERSED_HERE: Final = frozenset(
    {
        EntryKind.OPENING_BALANCE,
        EntryKind.CASH_BANKED,
        EntryKind.CASH_DIFFERENCE,
        EntryKind.RUNNING_COST,
        EntryKind.OTHER_INCOME,
        EntryKind.RECEIPT_UNIDENTIFIED,
    }
)
ROOM_OF: Final[Mapping[EntryKind, str]] = {
    EntryKind.CONTRIBUTION_RECEIVED: "la page des cotisations reçues",
    EntryKind.RECEIPT_MATCHED: "la page des cotisations reçues",
    EntryKind.CONTRIBUTION_RETURNED: "la page des cotisations reçues",
    EntryKind.ALLOCATION: "la page des allocations du mois",
    EntryKind.UNSPENT_RETURNED: "la page des allocations du mois",
    EntryKind.ALLOCATION_RECOVERED: "la page des allocations du mois",
    EntryKind.WALLET_MOVED: "la page du foyer",
    EntryKind.TILL_PAYMENT: "la page de la vente",
    EntryKind.REFUND: "la page de la vente",
    EntryKind.REMITTANCE_ORDERED: "la page des remboursements",
    EntryKind.REMITTANCE_EXECUTED: "la page des remboursements",
    EntryKind.REMITTANCE_RETURNED: "la page des remboursements",
    EntryKind.GRANT_SIGNED: "la page de la subvention",
    EntryKind.GRANT_RECEIVED: "la page de la subvention",
    EntryKind.GRANT_SET_ASIDE: "la page de la subvention",
    EntryKind.GRANT_TAKEN_BACK: "la page de la subvention",
    EntryKind.GRANT_GIVEN_BACK: "la page de la subvention",
}
ANOTHER_ROOM: Final = "la page d'où elle vient"
SHORTEST_REASON: Final = 5
LONGEST_REASON: Final = 200
_NAMES_SOMEBODY: Final = re.compile(r"@|(?:\d[ .-]?){9,}|\b[A-Z]{2}\d{2}[ ]?[A-Z0-9]{4}")


@deed
def reverse_entry(act: Act, *, entry_id: int, reason: str) -> Posted:
    """Undo an entry of the treasury by its mirror, dated today, in the first month that is open.

    Refuses entries of other rooms (each page has its own way), a second reversal, a reversal of a
    reversal, a receipt of which a part is already recognised, cash that the desk holds no more, and a reason that is empty or that
    holds an address, a telephone or an account number.
    """
    if posted := replay(act):
        return posted
    words = checked_reason(reason)
    found = entry(entry_id)
    if found is None:
        raise refuse(ENTRY_UNKNOWN)
    if found.kind not in REVERSED_HERE and found.reverses is None:
        room = ROOM_OF.get(found.kind, ANOTHER_ROOM)
        raise refuse(ENTRY_OF_ANOTHER_ROOM, room=room)
    _check_cash(found)
    _release(found)
    return reverse(act, entry_id, reason=words)


def checked_reason(reason: str) -> str:
    """A reason that the book may keep for ever: 5 to 200 characters, naming nobody's address."""
    words = " ".join(reason.split())
    if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
        raise refuse(REASON_MISSING)
    if _NAMES_SOMEBODY.search(words):
        raise refuse(REASON_NAMES_SOMEBODY)
    return words


def _check_cash(found: EntryView) -> None:
    """What came to a desk goes back only while it is there."""
    for line in found.lines:
        if line.debit.code is Code.CASH:
            desk = account_named(line.debit.owner.removeprefix(references.bank("")))
            check_cash_is_there(desk, line.amount_cents)


def _release(found: EntryView) -> None:
    """Say on the treasury's own row that its entry no longer counts."""
    match found.kind:
        case EntryKind.RECEIPT_UNIDENTIFIED:
            receipt = UnidentifiedReceipt.objects.select_for_update(no_key=True).get(
                entry_id=found.entry_id
            )
            if receipt.recognised_cents:
                raise refuse(ALREADY_RECOGNISED, recognised=format_euros(receipt.recognised_cents))
            UnidentifiedReceipt.objects.filter(pk=receipt.pk).update(is_reversed=True)
        case EntryKind.RUNNING_COST | EntryKind.OTHER_INCOME:
            PlainMovement.objects.filter(entry_id=found.entry_id).update(is_reversed=True)
        case EntryKind.OPENING_BALANCE:
            OpeningLine.objects.filter(entry_id=found.entry_id).update(is_reversed=True)
        case _:
            pass
