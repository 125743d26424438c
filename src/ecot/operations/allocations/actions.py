"""The deeds that credit wallets: the month's run, and one household's line by the same function.

Called by the month's page, the command line and the demo. Keys come from our own rows, so that a
second click, a doubled tick or a killed run ends in one credit per household and month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction

from ecot.ledger import recipes
from ecot.ledger.closing import is_closed
from ecot.ledger.kinds import EntryKind
from ecot.ledger.locking import lock_wallet, lock_wallets
from ecot.ledger.posting import NewEntry, post_many
from ecot.operations.allocations import keys, refusals
from ecot.operations.allocations.backing import Backed, backed
from ecot.operations.allocations.drafting import Draft, DraftLine, draft, surpluses
from ecot.operations.allocations.models import HeldLine, HeldReason, Run, RunState
from ecot.operations.allocations.rules_applied import MonthRules, rules_of
from ecot.operations.allocations.standing import StandingLine, last_allocations, lines_of
from ecot.operations.allocations.telling import tell_of_hold
from ecot.operations.allocations.turns import take_turn
from ecot.operations.grants.queries import reserve_position
from ecot.records.deed import deed
from ecot.rules.kinds import RuleKind
from ecot.rules.reserve import Shortage
from ecot.rules.wallet import surplus
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.values.month import Month, day_in_words
from ecot.values.refusal import AgainError, refuse

WEEK = timedelta(days=7)


class Why(StrEnum):
    """Why one household receives its line apart from the run."""

    ARRIVED = "arrived"
    UNBLOCKED = "unblocked"
    SEPARATED = "separated"
    MERGED = "merged"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class RunDone:
    """What a month's run did, or what stopped it: `on_hold` says that nothing was posted."""

    month: Month
    attempt: int
    on_hold: bool
    households: int
    total_cents: int
    surplus_cents: int
    held: int
    theta_bp: int
    reserve_cents: int
    outstanding_cents: int
    missing_cents: int
    look_again_on: date | None
    is_standing: bool
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class AllocatedOne:
    """One household's line of a month."""

    household_id: UUID
    month: Month
    number: int
    amount_cents: int
    entry_id: int
    replayed: bool = False


@deed
def run_allocation(act: Act, *, month: Month, look_again_on: date | None = None) -> RunDone:
    """Open a month's allocation: unspent MonA over the cap come back, then each household is credited.

    Running it again answers the first run. Where the reserve is short, the voted answer applies;
    on hold nothing is posted, a date is set (a week later if not given) and the team is told.
    Refused: before the voted day, a closed month, no rule in force.
    """
    standing = Run.objects.filter(month=month.first_day, state=RunState.DONE).first()
    if standing is not None:
        return run_view(standing, replayed=True)
    rules = rules_of(month)
    _refuse_wrong_day(act, month, rules)
    take_turn()
    run = _claim(act, month)
    plan = draft(month, act.on, rules)
    freed = _locked_surpluses(month, rules, plan)
    position = reserve_position()
    result = backed(
        rules.reserve,
        position,
        plan.ready,
        freed_cents=sum(freed.values()),
        newcomers=_newcomers(month, rules, plan),
    )
    run.reserve_cents, run.outstanding_cents = position.reserve_cents, position.outstanding_cents
    run.theta_bp, run.missing_cents = result.theta_bp, result.missing_cents
    if result.on_hold:
        return _put_on_hold(act, run, look_again_on or act.on + WEEK)
    entries = _carried(act, run, rules, freed=freed) + [
        credit_entry(act, month, rules, line=replace(line, attempt=run.attempt))
        for line in result.lines
    ]
    post_many(entries)
    return _finish(run, result, plan, freed=freed)


@deed
def allocate_one(act: Act, *, month: Month, household_id: UUID, why: Why) -> AllocatedOne:
    """Credit one household of a month whose run is done: a newcomer, a line freed, a household made of another.

    A line that stands is answered as it is. Refused: the run is not done, nobody counts, the
    household is still held, the reserve is short, a closed month.
    """
    take_turn()
    lock_wallet(household_id)
    line = lines_of(month).standing.get(household_id)
    if line is not None:
        return _standing_one(month, line)
    rules = rules_of(month)
    _refuse_wrong_day(act, month, rules)
    plan = draft(month, act.on, rules)
    if not Run.objects.filter(month=month.first_day, state=RunState.DONE).exists():
        raise refuse(refusals.MONTH_NOT_OPENED, month=month.words)
    wanted = _wanted(plan, household_id)
    result = backed(
        rules.reserve,
        reserve_position(),
        [wanted],
        freed_cents=0,
        newcomers=frozenset() if _known(month, household_id) else frozenset({household_id}),
    )
    if not result.lines:
        raise refuse(refusals.RESERVE_SHORT, missing=format_euros(result.missing_cents))
    entry = credit_entry(act, month, rules, line=result.lines[0], why=why)
    (posted,) = post_many([entry])
    amount = result.lines[0].amount_cents
    return AllocatedOne(household_id, month, wanted.number, amount, posted.entry_id)


def credit_entry(
    act: Act,
    month: Month,
    rules: MonthRules,
    *,
    line: DraftLine,
    why: Why | None = None,
    corrects: int | None = None,
) -> NewEntry:
    """The entry that credits a line, under its key, with its evidence and the rules applied."""
    evidence = line.evidence
    if why is not None:
        evidence["why"] = why.value
    if corrects is not None:
        evidence["corrects"] = corrects
    kinds = [RuleKind.ALLOCATION] + ([RuleKind.RESERVE] if line.theta_bp is not None else [])
    key = keys.line(month, line.household_id, line.number)
    return NewEntry(
        act=act.keyed(key, amount_cents=line.amount_cents, evidence=evidence),
        kind=EntryKind.ALLOCATION,
        lines=recipes.allocation(line.household_id, line.amount_cents),
        rules=rules.named(*kinds),
        evidence=evidence,
    )


def run_view(run: Run, *, replayed: bool = False) -> RunDone:
    """A run as it is answered and shown."""
    return RunDone(
        month=Month.of(run.month),
        attempt=run.attempt,
        on_hold=run.state == RunState.HELD,
        households=run.households,
        total_cents=run.total_cents,
        surplus_cents=run.surplus_cents,
        held=run.held,
        theta_bp=run.theta_bp,
        reserve_cents=run.reserve_cents,
        outstanding_cents=run.outstanding_cents,
        missing_cents=run.missing_cents,
        look_again_on=run.look_again_on,
        is_standing=run.state == RunState.DONE,
        replayed=replayed,
    )


def _refuse_wrong_day(act: Act, month: Month, rules: MonthRules) -> None:
    opens_on = month.first_day.replace(day=rules.allocation.day_of_month)
    if act.on < opens_on:
        raise refuse(refusals.TOO_EARLY, month=month.words, on=day_in_words(opens_on))
    if is_closed(month):
        raise refuse(refusals.MONTH_CLOSED, month=month.words)


def _claim(act: Act, month: Month) -> Run:
    """The month's next attempt; whoever comes second runs again, and reads the first one's answer."""
    last = Run.objects.filter(month=month.first_day).order_by("-attempt").first()
    attempt = 1 if last is None else last.attempt + 1
    try:
        with transaction.atomic():
            return Run.objects.create(
                month=month.first_day,
                attempt=attempt,
                state=RunState.DONE,
                at=act.at,
                actor=act.actor,
            )
    except IntegrityError as taken:
        raise AgainError from taken


def _locked_surpluses(month: Month, rules: MonthRules, plan: Draft) -> dict[UUID, int]:
    """What each wallet gives back, read under its lock: every wallet of the run is locked at once."""
    credited = {line.household_id for line in plan.ready}
    over = surpluses(month, rules, credited | {line.household_id for line in plan.held})
    balances = lock_wallets(credited | over.keys())
    freed = {
        who: surplus(
            rules.wallet,
            balance_cents=balances[who],
            last_allocation_cents=measured.last_allocation_cents,
        )
        for who, measured in over.items()
    }
    return {who: cents for who, cents in freed.items() if cents > 0}


def _carried(act: Act, run: Run, rules: MonthRules, *, freed: dict[UUID, int]) -> list[NewEntry]:
    month = Month.of(run.month)
    return [
        NewEntry(
            act=act.keyed(keys.carried(month, who, run.attempt), amount_cents=cents),
            kind=EntryKind.UNSPENT_RETURNED,
            lines=recipes.unspent_returned(who, cents),
            rules=rules.named(RuleKind.WALLET),
            evidence={"over_cap": True},
        )
        for who, cents in freed.items()
    ]


def _newcomers(month: Month, rules: MonthRules, plan: Draft) -> frozenset[UUID]:
    if rules.reserve.shortage is not Shortage.FREEZE:
        return frozenset()
    everyone = {line.household_id for line in plan.ready}
    return frozenset(everyone - last_allocations(month, everyone).keys())


def _known(month: Month, household_id: UUID) -> bool:
    return household_id in last_allocations(month, [household_id])


def _put_on_hold(act: Act, run: Run, look_again_on: date) -> RunDone:
    run.state, run.look_again_on = RunState.HELD, look_again_on
    run.save()
    tell_of_hold(
        act, Month.of(run.month), missing_cents=run.missing_cents, look_again_on=look_again_on
    )
    return run_view(run)


def _finish(run: Run, result: Backed, plan: Draft, *, freed: dict[UUID, int]) -> RunDone:
    held = (*plan.held, *result.frozen)
    run.households = len(result.lines)
    run.total_cents = sum(line.amount_cents for line in result.lines)
    run.surplus_cents = sum(freed.values())
    run.held = len(held)
    run.frozen = result.entries_frozen
    run.save()
    _write_held(run, held)
    return run_view(run)


def _write_held(run: Run, held: Sequence[DraftLine]) -> None:
    HeldLine.objects.bulk_create(
        [
            HeldLine(
                month=run.month,
                household_id=line.household_id,
                reason=line.held or HeldReason.NO_CONTRIBUTION,
                months_without=line.months_without,
                held_at=run.at,
            )
            for line in held
        ],
        ignore_conflicts=True,
        batch_size=1_000,
    )


def _standing_one(month: Month, line: StandingLine) -> AllocatedOne:
    return AllocatedOne(
        line.household_id, month, line.number, line.amount_cents, line.entry_id, replayed=True
    )


def _wanted(plan: Draft, household_id: UUID) -> DraftLine:
    for line in plan.held:
        if line.household_id == household_id:
            assert line.held is HeldReason.NO_CONTRIBUTION
            raise refuse(refusals.HOUSEHOLD_HELD, months=line.months_without)
    for line in plan.ready:
        if line.household_id == household_id:
            return line
    raise refuse(refusals.NOT_ACTIVE, month=plan.month.words)
