"""What was allocated by error and spent: a person takes it back from the wallet, or lets it go.

Never by itself: an error of the caisse must not empty a household's purse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ecot.ledger import chart, recipes
from ecot.ledger.balances import balance
from ecot.ledger.kinds import EntryKind
from ecot.ledger.locking import lock_wallet
from ecot.ledger.posting import Posted, post, replay
from ecot.operations.allocations import refusals
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.money import format_mona
from ecot.values.refusal import refuse


@dataclass(frozen=True, slots=True)
class Settlement:
    """An amount to recover that was settled, and what is still to recover."""

    household_id: UUID
    amount_cents: int
    still_cents: int
    entry_id: int
    replayed: bool = False


@deed
def take_back(act: Act, *, household_id: UUID, amount_cents: int) -> Settlement:
    """Take from a wallet what the household had received by error.

    Refused: not positive, more than is to recover, more than the wallet holds.
    """
    if (posted := replay(act)) is not None:
        return _settled(household_id, posted)
    balance_cents = lock_wallet(household_id)
    still_cents = _checked(household_id, amount_cents)
    if amount_cents > balance_cents:
        raise refuse(refusals.WALLET_TOO_LOW, balance=format_mona(balance_cents))
    evidence: Mapping[str, object] = {"still_cents": still_cents}
    lines = recipes.recovery_taken(household_id, amount_cents)
    return _settled(household_id, post(act, EntryKind.RECOVERY_TAKEN, lines, evidence=evidence))


@deed
def forgive_recovery(act: Act, *, household_id: UUID, amount_cents: int) -> Settlement:
    """Let go of what was to be recovered: it becomes an allocation granted. Refused as `take_back`."""
    if (posted := replay(act)) is not None:
        return _settled(household_id, posted)
    lock_wallet(household_id)
    evidence: Mapping[str, object] = {"still_cents": _checked(household_id, amount_cents)}
    lines = recipes.recovery_forgiven(household_id, amount_cents)
    return _settled(household_id, post(act, EntryKind.RECOVERY_FORGIVEN, lines, evidence=evidence))


def _checked(household_id: UUID, amount_cents: int) -> int:
    """What is still to recover after this amount."""
    if amount_cents <= 0:
        raise refuse(refusals.AMOUNT_NOT_POSITIVE)
    owed_cents = balance(chart.to_recover(household_id))
    if amount_cents > owed_cents:
        raise refuse(refusals.NOTHING_TO_RECOVER, owed=format_mona(max(0, owed_cents)))
    return owed_cents - amount_cents


def _settled(household_id: UUID, posted: Posted) -> Settlement:
    still_cents = posted.evidence["still_cents"]
    assert isinstance(still_cents, int)
    return Settlement(
        household_id, posted.total_cents, still_cents, posted.entry_id, posted.replayed
    )
