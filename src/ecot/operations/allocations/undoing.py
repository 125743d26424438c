"""Putting a wrong allocation right: one household's line, or a whole run, of which part is spent.

The right amount is credited first, then the wrong line is taken back from the wallet; what was spent
beyond the household's right stays to recover (docs/algorithms/allocation-run.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ecot.ledger import recipes
from ecot.ledger.closing import is_closed
from ecot.ledger.kinds import EntryKind
from ecot.ledger.locking import lock_wallets
from ecot.ledger.posting import NewEntry, post_many
from ecot.ledger.refusals import KEY_REUSED
from ecot.operations.allocations import keys, refusals
from ecot.operations.allocations.actions import Why, credit_entry
from ecot.operations.allocations.backing import backed
from ecot.operations.allocations.drafting import DraftLine, day_of_reading, lines_for
from ecot.operations.allocations.models import Run, RunState, Undoing
from ecot.operations.allocations.rules_applied import MonthRules, rules_of
from ecot.operations.allocations.standing import MonthLines, StandingLine, lines_of
from ecot.operations.allocations.turns import take_turn
from ecot.operations.grants.queries import reserve_position
from ecot.operations.members.queries import compositions
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.values.month import Month
from ecot.values.refusal import refuse

REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Undone:
    """What was put right: taken back from wallets, still to recover, granted anew."""

    month: Month
    households: int
    unchanged: int
    recovered_cents: int
    to_recover_cents: int
    granted_cents: int
    replayed: bool = False


@deed
def undo_run(act: Act, *, month: Month, reason: str, again: bool) -> Undone:
    """Take back every standing line of a month; with `again`, grant the right amount at the same time.

    Without `again` the month can be opened anew later. The act's key makes a second click harmless.
    Refused: no reason, a closed month, nothing to undo, the reserve too short for the right amounts.
    """
    return _undo(act, month=month, household_id=None, reason=reason, again=again)


@deed
def correct_one(act: Act, *, month: Month, household_id: UUID, reason: str) -> Undone:
    """Put one household's line of a month right, by today's facts. Refusals as `undo_run`."""
    return _undo(act, month=month, household_id=household_id, reason=reason, again=True)


def _undo(act: Act, *, month: Month, household_id: UUID | None, reason: str, again: bool) -> Undone:
    take_turn()
    done = Undoing.objects.filter(key=act.key).first()
    if done is not None:
        if done.digest != act.digest:
            raise refuse(KEY_REUSED)
        return _view(done, replayed=True)
    if not reason.strip():
        raise refuse(refusals.REASON_MISSING)
    if is_closed(month):
        raise refuse(refusals.MONTH_CLOSED, month=month.words)
    lines = lines_of(month)
    wrong = [
        line
        for who, line in sorted(lines.standing.items())
        if household_id is None or who == household_id
    ]
    if not wrong:
        raise refuse(refusals.NOTHING_TO_UNDO, month=month.words)
    undoing = Undoing(
        key=act.key,
        digest=act.digest,
        month=month.first_day,
        household_id=household_id,
        at=act.at,
        actor=act.actor,
        reason=reason.strip()[:REASON_LENGTH],
        again=again,
    )
    _put_right(act, undoing, wrong=wrong, lines=lines)
    undoing.save()
    if household_id is None and not again:
        Run.objects.filter(month=month.first_day, state=RunState.DONE).update(state=RunState.UNDONE)
    return _view(undoing)


def _put_right(act: Act, undoing: Undoing, *, wrong: list[StandingLine], lines: MonthLines) -> None:
    month = Month.of(undoing.month)
    rules = rules_of(month)
    balances = lock_wallets(line.household_id for line in wrong)
    right: dict[UUID, DraftLine] = {}
    if undoing.again:
        drafted = _drafted(act, month, rules, wrong=wrong, lines=lines)
        right = _carried_by_reserve(rules, drafted, wrong=wrong, balances=balances)
    entries: list[NewEntry] = []
    for line in wrong:
        granted = right.get(line.household_id)
        if granted is not None and granted.amount_cents == line.amount_cents:
            undoing.unchanged += 1
            continue
        if granted is not None:
            undoing.granted_cents += granted.amount_cents
            entries.append(
                credit_entry(
                    act, month, rules, line=granted, why=Why.CORRECTED, corrects=line.entry_id
                )
            )
        left_cents = _left(line, granted, balances[line.household_id])
        undoing.households += 1
        undoing.recovered_cents += left_cents
        undoing.to_recover_cents += line.amount_cents - left_cents
        entries.append(_taken_back(act, month, line, left_cents=left_cents))
    post_many(entries)


def _left(line: StandingLine, granted: DraftLine | None, balance_cents: int) -> int:
    """What the wallet gives back of a wrong line, once the right one is credited."""
    right_cents = 0 if granted is None else granted.amount_cents
    return min(balance_cents + right_cents, line.amount_cents)


def _drafted(
    act: Act, month: Month, rules: MonthRules, *, wrong: list[StandingLine], lines: MonthLines
) -> list[DraftLine]:
    """What each of these households should have received, by today's facts."""
    wanted = {line.household_id for line in wrong}
    counted = compositions(month, rules.allocation.child_age_max, on=day_of_reading(month, act.on))
    due = {who: people for who, people in counted.items() if who in wanted}
    drafted = lines_for(month, due, rule=rules.allocation, lines=lines)
    return [line for line in drafted if line.amount_cents > 0]


def _carried_by_reserve(
    rules: MonthRules,
    drafted: list[DraftLine],
    *,
    wrong: list[StandingLine],
    balances: Mapping[UUID, int],
) -> dict[UUID, DraftLine]:
    """The right lines as far as the reserve carries them, with what the wrong ones give back."""
    standing = {line.household_id: line for line in wrong}
    changed = {
        line.household_id: line
        for line in drafted
        if line.amount_cents != standing[line.household_id].amount_cents
    }
    result = backed(
        rules.reserve,
        reserve_position(),
        list(changed.values()),
        freed_cents=sum(_left(standing[who], line, balances[who]) for who, line in changed.items()),
        newcomers=frozenset(),
    )
    if result.on_hold:
        raise refuse(refusals.RESERVE_SHORT, missing=format_euros(result.missing_cents))
    return {line.household_id: line for line in (*drafted, *result.lines)}


def _taken_back(act: Act, month: Month, line: StandingLine, *, left_cents: int) -> NewEntry:
    missing_cents = line.amount_cents - left_cents
    key = keys.taken_back(month, line.household_id, line.number)
    return NewEntry(
        act=act.keyed(key, left_cents=left_cents, missing_cents=missing_cents),
        kind=EntryKind.ALLOCATION_RECOVERED,
        lines=recipes.allocation_recovered(line.household_id, left_cents, missing_cents),
        rules=line.rules,
        evidence={"left_cents": left_cents, "missing_cents": missing_cents},
        reverses=line.entry_id,
    )


def _view(undoing: Undoing, *, replayed: bool = False) -> Undone:
    return Undone(
        month=Month.of(undoing.month),
        households=undoing.households,
        unchanged=undoing.unchanged,
        recovered_cents=undoing.recovered_cents,
        to_recover_cents=undoing.to_recover_cents,
        granted_cents=undoing.granted_cents,
        replayed=replayed,
    )
