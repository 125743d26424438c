"""Erasing the people of a household that has left: their names go, the book stays. Docs: docs/algorithms/sealing.md.

Called by `ecot erase`. Which columns go is said in `blanking.py`; no other deed enters here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ecot.ledger import chart
from ecot.ledger.balances import balance, wallet_balance
from ecot.operations.members.models import Household, MembershipState
from ecot.operations.members.queries import state_on
from ecot.operations.members.refusals import HOUSEHOLD_UNKNOWN
from ecot.operations.members.states import STATE_NAMES, State
from ecot.oversight.personal_data import blanking, refusals
from ecot.records import audit
from ecot.records.audit import AuditKind
from ecot.records.deed import deed
from ecot.records.freed import overwrite_freed
from ecot.records.sealing.forgetting import NO_KEY, forget_owner
from ecot.values.act import Act
from ecot.values.money import format_euros, format_mona
from ecot.values.references import household as owner_of
from ecot.values.refusal import RefusalError, Refused, refuse

ERASED: Final = AuditKind(
    "personal_data.erased",
    "Foyer effacé : {people} personnes, {accounts} comptes ; {rows} lignes du livre ne se recalculent plus.",
    audit.Erasure.KEPT,
)


@dataclass(frozen=True, slots=True)
class Erased:
    """A household whose people are erased: how many, their accounts, and the sealed rows left without a key."""

    household_id: UUID
    people: int
    accounts: int
    rows: int
    replayed: bool = False


@deed
def erase_household(act: Act, *, household_id: UUID) -> Erased:
    """The people of a household that has left are erased, and the key of its salts destroyed, in one transaction.

    The book keeps its rows under the opaque identifier. Asked again, by whomever, it answers the first
    result. Refused: an unknown household, one that has not left, MonA in its wallet, money owed either way.
    """
    overwrite_freed()
    household = Household.objects.select_for_update(no_key=True).filter(id=household_id).first()
    if household is None:
        raise refuse(HOUSEHOLD_UNKNOWN)
    if (before := _before(household_id)) is not None:
        return before
    _refuse_member(act, household)
    rows = _forget(act, household_id)  # waits for payments in flight: balances are read after it
    _refuse_unsettled(household)
    blanking.blank_audit(household)
    closed = blanking.close_accounts(act, household)
    blanking.erase_messages(household, closed)
    blanking.blank_words(household)
    people, accounts = blanking.erase_people(household), len(closed)
    audit.record(
        act, ERASED, subject=owner_of(household_id), people=people, accounts=accounts, rows=rows
    )
    return Erased(household_id, people, accounts, rows)


def _before(household_id: UUID) -> Erased | None:
    """What the first erasing of this household answered; nothing where there was none."""
    for line in audit.lines(owner_of(household_id)):
        if line.kind == ERASED.name:
            people, accounts, rows = (
                int(str(line.facts[name])) for name in ("people", "accounts", "rows")
            )
            return Erased(household_id, people, accounts, rows, replayed=True)
    return None


def _refuse_member(act: Act, household: Household) -> None:
    """By the last state recorded, so that a return that lies ahead counts too."""
    last = MembershipState.objects.filter(household=household).order_by("-since_on", "-id")[0]
    if last.state != State.LEFT or last.since_on > act.on:
        shown = STATE_NAMES[state_on(household.id, act.on) or State(last.state)]
        raise refuse(refusals.STILL_MEMBER, number=household.number, state=shown)


def _forget(act: Act, household_id: UUID) -> int:
    """How many sealed rows lose their key; none where the household never had a row in the book."""
    forgotten = forget_owner(act, owner=owner_of(household_id))
    if not isinstance(forgotten, Refused):
        return forgotten.rows
    if forgotten.reason is not NO_KEY:
        raise RefusalError(forgotten)
    return 0


def _refuse_unsettled(household: Household) -> None:
    if held_cents := wallet_balance(household.id):
        held = format_mona(held_cents)
        raise refuse(refusals.WALLET_NOT_EMPTY, number=household.number, balance=held)
    if owed_cents := balance(chart.to_recover(household.id)):
        why = refusals.STILL_OWES if owed_cents > 0 else refusals.STILL_OWED
        raise refuse(why, number=household.number, amount=format_euros(abs(owed_cents)))
