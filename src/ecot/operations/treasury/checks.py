"""What this room can prove: its rows agree with the book, and no moving-in is half posted. Reads only."""

from __future__ import annotations

from django.db.models import Count, Q, Sum

from ecot.ledger.agreement import agreement
from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind
from ecot.operations.treasury.models import (
    Opening,
    OpeningLine,
    PlainMovement,
    UnidentifiedReceipt,
)
from ecot.values.finding import Finding


def movements_in_book() -> Finding:
    """Each running cost and each other income has its row, for the same cents, and the reverse."""
    return agreement(
        (EntryKind.RUNNING_COST, EntryKind.OTHER_INCOME),
        PlainMovement.objects.values_list("entry_id", "amount_cents"),
        what="mouvement",
    )


def unidentified_in_book() -> Finding:
    """Each unidentified receipt has its row, and what is left of them is what stands on 471."""
    rows = UnidentifiedReceipt.objects.values_list("entry_id", "amount_cents")
    found = agreement((EntryKind.RECEIPT_UNIDENTIFIED,), rows, what="recette à identifier")
    if not found.ok:
        return found
    waiting = UnidentifiedReceipt.objects.filter(is_reversed=False)
    sums = waiting.aggregate(came=Sum("amount_cents"), known=Sum("recognised_cents"))
    left_cents = (sums["came"] or 0) - (sums["known"] or 0)
    standing_cents = sum(balances(Code.UNIDENTIFIED).values())
    if left_cents == standing_cents:
        return found
    return Finding(
        found.checked,
        f"recettes à identifier : {left_cents} centimes notés, {standing_cents} au compte 471",
    )


def openings_in_book() -> Finding:
    """Each opening balance of the book comes from a line of a signed file."""
    lines = OpeningLine.objects.filter(entry_id__isnull=False)
    pairs = [
        (entry_id, abs(cents))
        for entry_id, cents in lines.values_list("entry_id", "amount_cents")
        if entry_id is not None
    ]
    return agreement((EntryKind.OPENING_BALANCE,), pairs, what="solde d’ouverture")


def openings_finished() -> Finding:
    """No moving-in is half posted: post it again and it goes on where it stopped."""
    posted = Count("lines", filter=Q(lines__entry_id__isnull=False))
    waiting = Count("lines", filter=Q(lines__entry_id__isnull=True) & ~Q(lines__amount_cents=0))
    checked = 0
    for opening in Opening.objects.annotate(posted=posted, waiting=waiting).order_by("id"):
        checked += 1
        if opening.posted and opening.waiting:
            return Finding(
                checked, f"reprise {opening.pk} : {opening.waiting} lignes restent à écrire"
            )
    return Finding(checked)
