"""What every deed of a grant does around its own sum: lock, look, refuse, note the movement."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from ecot.ledger.posting import Posted
from ecot.operations.grants.models import Grant, GrantMovement, MovementKind
from ecot.operations.grants.queries import EnvelopeView, envelope
from ecot.operations.grants.refusals import GRANT_UNKNOWN
from ecot.operations.treasury.amounts import check_amount, check_day
from ecot.operations.treasury.models import BankAccount
from ecot.values.act import Act
from ecot.values.money import MAX_CENTS, format_euros
from ecot.values.refusal import Reason, refuse

MOST_GRANT_CENTS: Final = 100 * MAX_CENTS


def checked_and_locked(act: Act, grant_id: UUID, *, amount_cents: int, day: date) -> EnvelopeView:
    """The envelope as it stands, its grant locked until the deed ends; amount and day are checked."""
    check_amount(amount_cents, most_cents=MOST_GRANT_CENTS)
    check_day(act, day)
    return locked(grant_id)


def locked(grant_id: UUID) -> EnvelopeView:
    """The envelope as it stands, its grant locked until the deed ends."""
    lock(grant_id)
    return known(grant_id)


def lock(grant_id: UUID) -> None:
    """Lock a grant until the deed ends, where there is such a grant."""
    Grant.objects.select_for_update(no_key=True).filter(id=grant_id).first()


def known(grant_id: UUID) -> EnvelopeView:
    """The envelope as it stands; refuses GRANT_UNKNOWN."""
    view = envelope(grant_id)
    if view is None:
        raise refuse(GRANT_UNKNOWN)
    return view


def check_within(amount_cents: int, left_cents: int, reason: Reason) -> None:
    """The amount is there; raises the given refusal, which says what is left."""
    if amount_cents > left_cents:
        raise refuse(reason, left=format_euros(max(0, left_cents)))


def note_movement(
    posted: Posted,
    grant_id: UUID,
    kind: MovementKind,
    *,
    account: BankAccount | None = None,
    undoes: GrantMovement | None = None,
) -> Posted:
    """Note what the entry did to the grant; answers the same `Posted`."""
    GrantMovement.objects.create(
        grant_id=grant_id,
        account=account,
        kind=kind,
        amount_cents=posted.total_cents,
        moved_on=posted.occurred_on,
        entry_id=posted.entry_id,
        undoes=undoes,
    )
    return posted
