"""How a room above takes money out of 471: part by part, never beyond what came.

Called by `contributions` inside its own deeds. It moves nothing in the book by itself.
"""

from __future__ import annotations

from django.db.models import F

from ecot.operations.treasury.models import UnidentifiedReceipt
from ecot.operations.treasury.refusals import UNIDENTIFIED_EXCEEDED, UNIDENTIFIED_UNKNOWN
from ecot.values.money import format_euros
from ecot.values.refusal import refuse


def recognise(unidentified_id: int, amount_cents: int) -> UnidentifiedReceipt:
    """Take part of an unidentified receipt; two at once cannot take more than came."""
    row = UnidentifiedReceipt.objects.filter(id=unidentified_id, is_reversed=False).first()
    if row is None:
        raise refuse(UNIDENTIFIED_UNKNOWN)
    taken = UnidentifiedReceipt.objects.filter(
        id=unidentified_id, is_reversed=False, recognised_cents__lte=row.amount_cents - amount_cents
    ).update(recognised_cents=F("recognised_cents") + amount_cents)
    if not taken:
        left = row.amount_cents - row.recognised_cents
        raise refuse(UNIDENTIFIED_EXCEEDED, left=format_euros(left))
    return row


def recognise_no_more(unidentified_id: int, amount_cents: int) -> None:
    """Put back what was recognised by error."""
    UnidentifiedReceipt.objects.filter(id=unidentified_id).update(
        recognised_cents=F("recognised_cents") - amount_cents
    )
