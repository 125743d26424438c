"""An unidentified receipt turns out to be a household's contribution, or the contributions of several."""

from __future__ import annotations

import uuid
from uuid import UUID

from ecot.ledger import recipes
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post, replay
from ecot.operations.contributions.models import Means, Receipt
from ecot.operations.contributions.pledging import check_known
from ecot.operations.contributions.receiving import (
    LONGEST_PAYER,
    Received,
    received_of,
    take_numbers,
)
from ecot.operations.treasury.amounts import check_amount
from ecot.operations.treasury.models import AccountKind, UnidentifiedReceipt
from ecot.operations.treasury.refusals import UNIDENTIFIED_UNKNOWN
from ecot.operations.treasury.unidentified import recognise
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.refusal import refuse


@deed
def match_receipt(
    act: Act,
    *,
    unidentified_id: int,
    household_id: UUID,
    amount_cents: int | None = None,
    payer_name: str = "",
) -> Received:
    """Give a household the whole or a part of what waits in 471; it counts from the day it came.

    With a payer's name it is a third party's payment. Never beyond what is left of the receipt.
    """
    if posted := replay(act):
        return received_of(posted)
    waiting = UnidentifiedReceipt.objects.select_related("account").filter(id=unidentified_id)
    row = waiting.first()
    if row is None:
        raise refuse(UNIDENTIFIED_UNKNOWN)
    check_known(household_id)
    cents = row.amount_cents - row.recognised_cents if amount_cents is None else amount_cents
    check_amount(cents)
    recognise(unidentified_id, cents)
    posted = post(act, EntryKind.RECEIPT_MATCHED, recipes.receipt_matched(household_id, cents))
    is_cash = row.account.kind == AccountKind.DESK
    payer = " ".join(payer_name.split())[:LONGEST_PAYER]
    Receipt.objects.create(
        id=uuid.uuid4(),
        household_id=household_id,
        account=row.account,
        amount_cents=cents,
        means=Means.CASH if is_cash else Means.PAYER if payer else Means.TRANSFER,
        received_on=row.received_on,
        entry_id=posted.entry_id,
        key=act.key,
        cash_number=take_numbers(row.account_id, act.on.year, 1)[0] if is_cash else "",
        payer_name=payer,
        unidentified=row,
    )
    return received_of(posted)
