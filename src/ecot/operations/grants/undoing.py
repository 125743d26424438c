"""A wrong entry of a grant is undone whole, once, with its reason, unless something rests on it."""

from __future__ import annotations

from ecot.ledger.posting import Posted, replay, reverse
from ecot.operations.grants.envelopes import check_within, locked, note_movement
from ecot.operations.grants.models import Grant, GrantMovement, MovementKind
from ecot.operations.grants.queries import EnvelopeView
from ecot.operations.grants.refusals import (
    ENVELOPE_EXCEEDED,
    GRANT_ENTRY_UNKNOWN,
    GRANT_IN_USE,
    SET_ASIDE_EXCEEDED,
)
from ecot.operations.treasury.reversing import checked_reason
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.refusal import refuse


@deed
def undo_grant_entry(act: Act, *, entry_id: int, reason: str) -> Posted:
    """Reverse a signature or a movement of a grant that was typed by error.

    Refuses a signature on which money moved, an instalment of which a part was used since, a sum
    set aside that was taken back since.
    """
    if posted := replay(act):
        return posted
    words = checked_reason(reason)
    grant = Grant.objects.filter(entry_id=entry_id, is_cancelled=False).first()
    if grant is not None:
        return _undo_signature(act, grant, words)
    movement = GrantMovement.objects.filter(entry_id=entry_id, undoes=None, undone_by=None).first()
    if movement is None:
        raise refuse(GRANT_ENTRY_UNKNOWN)
    _check_nothing_rests_on(movement, locked(movement.grant_id))
    posted = reverse(act, entry_id, reason=words)
    kind = MovementKind(movement.kind)
    return note_movement(posted, movement.grant_id, kind, account=movement.account, undoes=movement)


def _undo_signature(act: Act, grant: Grant, reason: str) -> Posted:
    view = locked(grant.id)
    sums = (view.received_cents, view.given_back_cents, view.charged_cents, view.set_aside_cents)
    if any(sums):
        raise refuse(GRANT_IN_USE)
    Grant.objects.filter(id=grant.id).update(is_cancelled=True)
    return reverse(act, grant.entry_id, reason=reason)


def _check_nothing_rests_on(movement: GrantMovement, view: EnvelopeView) -> None:
    free_cents = view.left_cents - view.set_aside_cents
    match MovementKind(movement.kind):
        case MovementKind.RECEIVED | MovementKind.TAKEN_BACK:
            check_within(movement.amount_cents, free_cents, ENVELOPE_EXCEEDED)
        case MovementKind.SET_ASIDE:
            check_within(movement.amount_cents, view.set_aside_cents, SET_ASIDE_EXCEEDED)
        case MovementKind.GIVEN_BACK:
            pass
