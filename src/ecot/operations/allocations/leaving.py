"""The wallet of a household that leaves, splits or joins another: settled the same minute as its cards.

Docs: docs/algorithms/leavers-wallet.md. The state and the cards are `members`' own deeds, called here
inside the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ecot.ledger import chart, recipes
from ecot.ledger.balances import balance
from ecot.ledger.kinds import EntryKind
from ecot.ledger.locking import lock_wallets
from ecot.ledger.posting import Posted, post, replay
from ecot.operations.allocations import keys, refusals
from ecot.operations.members.actions import change_state
from ecot.operations.members.queries import state_on
from ecot.operations.members.states import State
from ecot.records.deed import deed
from ecot.rulebook.reading import in_force
from ecot.rules.kinds import RuleKind
from ecot.rules.wallet import WalletRule
from ecot.values.act import Act
from ecot.values.money import format_mona
from ecot.values.refusal import RefusalError, Refused, refuse


class Departure(StrEnum):
    """Why a household's wallet is settled."""

    LEFT = "left"
    DECEASED = "deceased"


class Move(StrEnum):
    """Why MonA go from one household to another."""

    SEPARATION = "separation"
    MERGER = "merger"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a leaver's wallet."""

    household_id: UUID
    taken_back_cents: int
    returned_cents: int
    moved_cents: int
    still_to_recover_cents: int
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """MonA that went from one wallet to another."""

    from_id: UUID
    to_id: UUID
    amount_cents: int
    entry_id: int
    replayed: bool = False


@deed
def settle_leaver(
    act: Act, *, household_id: UUID, because: Departure, to_id: UUID | None = None
) -> Settled:
    """A household leaves: contract ended, cards withdrawn, wallet emptied, in one transaction.

    What is to recover is taken first; the rest goes to the common pot, or to another household where
    the wallet rule allows it. Done again, it finds nothing left. Refused: a household unknown or
    never active, a transfer that the rule does not allow.
    """
    if (posted := replay(act)) is not None:
        return _settled(household_id, posted)
    if to_id is not None:
        _refuse_transfer(act, from_id=household_id, to_id=to_id, why=Move.GIVEN)
    balance_cents = _lock_both(household_id, to_id)
    if state_on(household_id, act.on) is not State.LEFT:
        left = change_state(act, household_id=household_id, to=State.LEFT, reason=_WORDS[because])
        if isinstance(left, Refused):
            raise RefusalError(left)
    owed_cents = max(0, balance(chart.to_recover(household_id)))
    taken_cents = min(owed_cents, balance_cents)
    rest_cents = balance_cents - taken_cents
    result = Settled(
        household_id,
        taken_cents,
        returned_cents=rest_cents if to_id is None else 0,
        moved_cents=0 if to_id is None else rest_cents,
        still_to_recover_cents=owed_cents - taken_cents,
    )
    _empty_wallet(act, result, because=because, to_id=to_id)
    return result


@deed
def move_wallet(act: Act, *, from_id: UUID, to_id: UUID, amount_cents: int, why: Move) -> Moved:
    """MonA follow people: a share on separation, all of it on a merger, a gift where the rule allows.

    Refused: the same household, not positive, more than the wallet holds, a gift not allowed.
    """
    if (posted := replay(act)) is not None:
        return Moved(from_id, to_id, posted.total_cents, posted.entry_id, replayed=True)
    _refuse_transfer(act, from_id=from_id, to_id=to_id, why=why)
    if amount_cents <= 0:
        raise refuse(refusals.AMOUNT_NOT_POSITIVE)
    balance_cents = _lock_both(from_id, to_id)
    if amount_cents > balance_cents:
        raise refuse(refusals.WALLET_TOO_LOW, balance=format_mona(balance_cents))
    posted = post(
        act,
        EntryKind.WALLET_MOVED,
        recipes.wallet_moved(from_id, to_id, amount_cents),
        rules=_wallet_rule(act)[1],
        evidence={"why": why.value},
    )
    return Moved(from_id, to_id, amount_cents, posted.entry_id)


_WORDS = {Departure.LEFT: "départ", Departure.DECEASED: "décès"}


def _lock_both(first_id: UUID, second_id: UUID | None) -> int:
    """Lock one or two wallets; the balance of the first."""
    return lock_wallets({first_id, second_id or first_id})[first_id]


def _refuse_transfer(act: Act, *, from_id: UUID, to_id: UUID, why: Move) -> None:
    if from_id == to_id:
        raise refuse(refusals.SAME_HOUSEHOLD)
    if why is Move.GIVEN and not _wallet_rule(act)[0].transfers_allowed:
        raise refuse(refusals.TRANSFER_NOT_ALLOWED)


def _wallet_rule(act: Act) -> tuple[WalletRule, dict[str, int]]:
    found = in_force(RuleKind.WALLET, act.on)
    assert isinstance(found.parameters, WalletRule)
    return found.parameters, {RuleKind.WALLET.value: found.version_id}


def _empty_wallet(act: Act, result: Settled, *, because: Departure, to_id: UUID | None) -> None:
    """One entry under the act's key; what is taken back first has a key of its own where both happen."""
    evidence: dict[str, object] = {
        "why": because.value,
        "taken_back_cents": result.taken_back_cents,
        "returned_cents": result.returned_cents,
        "moved_cents": result.moved_cents,
        "still_to_recover_cents": result.still_to_recover_cents,
    }
    who, rest_cents = result.household_id, result.returned_cents + result.moved_cents
    if result.taken_back_cents:
        taken = recipes.recovery_taken(who, result.taken_back_cents)
        asking = (
            act.keyed(keys.taken_from_leaver(act.key), household=who.hex) if rest_cents else act
        )
        post(asking, EntryKind.RECOVERY_TAKEN, taken, evidence=evidence)
    if result.returned_cents:
        lines = recipes.unspent_returned(who, rest_cents)
        post(act, EntryKind.UNSPENT_RETURNED, lines, evidence=evidence)
    if result.moved_cents and to_id is not None:
        lines = recipes.wallet_moved(who, to_id, rest_cents)
        rules = _wallet_rule(act)[1]
        post(act, EntryKind.WALLET_MOVED, lines, rules=rules, evidence=evidence)


def _settled(household_id: UUID, posted: Posted) -> Settled:
    def cents(name: str) -> int:
        found = posted.evidence[name]
        assert isinstance(found, int)
        return found

    return Settled(
        household_id,
        taken_back_cents=cents("taken_back_cents"),
        returned_cents=cents("returned_cents"),
        moved_cents=cents("moved_cents"),
        still_to_recover_cents=cents("still_to_recover_cents"),
        replayed=True,
    )
