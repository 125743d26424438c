"""The month's run, by the hand-worked table of docs/algorithms/allocation-run.md."""

from dataclasses import replace
from datetime import date

import pytest

from ecot.ledger.balances import balance, wallet_balance
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.closing import close_month
from ecot.ledger.entries import entries
from ecot.operations.allocations.actions import RunDone, Why, allocate_one, run_allocation
from ecot.operations.allocations.models import HeldReason
from ecot.operations.allocations.queries import (
    HeldState,
    held_lines,
    last_run,
    preview,
    standing_lines,
)
from ecot.operations.contributions.answering import answer_arrears
from ecot.operations.contributions.models import AnswerKind
from ecot.operations.members.actions import change_state
from ecot.operations.members.states import State
from ecot.values import clock
from ecot.values.month import Month
from tests.builders.allocations import MARCH, a_caisse, office_money, opened, set_wallet
from tests.builders.contributions import a_pledge, a_receipt, months_called
from tests.builders.members import a_household, office

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)


@pytest.fixture
def table():
    """A, B and C of the page on the eve of March; C has four months without a contribution."""
    a_caisse(20_000_00)
    a, b, c = a_household(1), a_household(2, 1), a_household(1)
    a_pledge(c, 30_00)
    months_called(Month(2025, 11), Month(2026, 2))
    opened(Month(2026, 2))
    for who, cents in ((a, 30_00), (b, 450_00), (c, 10_00)):
        set_wallet(who, cents)
    return a, b, c


def test_the_hand_worked_table(table):
    a, b, c = table
    done = opened(MARCH)
    assert (done.households, done.total_cents, done.surplus_cents, done.held) == (
        2,
        320_00,
        50_00,
        1,
    )
    newcomer = a_household(2, since=date(2026, 3, 12))
    one = allocate_one(
        office_money(date(2026, 3, 12)), month=MARCH, household_id=newcomer, why=Why.ARRIVED
    )
    assert (one.amount_cents, one.number) == (103_23, 1)
    wallets = [wallet_balance(who) for who in (a, b, c, newcomer)]
    assert wallets == [150_00, 600_00, 10_00, 103_23]


def test_what_is_previewed_is_what_is_done(table):
    a, b, c = table
    shown = preview(MARCH, clock.at(FIRST))
    assert {line.draft.household_id: line.draft.amount_cents for line in shown.lines} == {
        a: 120_00,
        b: 200_00,
    }
    assert [(line.draft.household_id, line.draft.held) for line in shown.held] == [
        (c, HeldReason.NO_CONTRIBUTION)
    ]
    assert (shown.total_cents, shown.surplus_cents, shown.on_hold) == (320_00, 50_00, False)
    done = opened(MARCH)
    assert (done.total_cents, done.surplus_cents) == (shown.total_cents, shown.surplus_cents)


def test_entries_bear_their_keys_evidence_and_rules(table):
    a, b, _ = table
    opened(MARCH)
    line = standing_lines(MARCH)[b]
    assert dict(line.evidence) == {"adults": 2, "children": 1, "pledged_cents": 0}
    assert list(line.rules) == ["allocation"]
    keys = {entry.key for entry in entries(from_on=FIRST, limit=None)}
    assert f"allocation:2026-03:{a.hex}:1" in keys
    assert f"carry:2026-03:{b.hex}" in keys


def test_the_newcomer_keeps_the_days_as_evidence():
    a_caisse()
    who = a_household(2, since=date(2026, 3, 12))
    opened(MARCH, date(2026, 3, 15))
    line = standing_lines(MARCH)[who]
    assert line.amount_cents == 103_23
    assert dict(line.evidence) == {
        "adults": 2,
        "children": 0,
        "pledged_cents": 0,
        "days_present": 20,
        "days_in_month": 31,
    }


def test_run_again_it_posts_nothing(table):
    first = opened(MARCH)
    before = len(entries(limit=None))
    again = run_allocation(office_money(date(2026, 3, 2)), month=MARCH)
    assert again.replayed
    assert (again.total_cents, again.attempt) == (first.total_cents, 1)
    assert len(entries(limit=None)) == before


def test_once_the_month_is_closed_the_first_answers_are_still_given(table):
    a, _, _ = table
    first = opened(MARCH)
    close_month(office_money(date(2026, 4, 1)), MARCH.previous())
    close_month(office_money(date(2026, 4, 1)), MARCH)
    late = office_money(date(2026, 4, 2))
    later = run_allocation(late, month=MARCH)
    assert isinstance(later, RunDone)
    assert replace(later, replayed=False) == first
    again = allocate_one(late, month=MARCH, household_id=a, why=Why.ARRIVED)
    assert (again.replayed, again.amount_cents) == (True, 120_00)


def test_whoever_arrived_already_by_themselves_is_not_credited_again(table):
    a, _, _ = table
    opened(MARCH)
    again = allocate_one(office_money(FIRST), month=MARCH, household_id=a, why=Why.ARRIVED)
    assert again.replayed
    assert wallet_balance(a) == 150_00


def test_a_held_household_is_freed_by_an_answer_and_then_receives_its_month_whole(table):
    _, _, c = table
    opened(MARCH)
    act = office_money(date(2026, 3, 9))
    refused = allocate_one(act, month=MARCH, household_id=c, why=Why.UNBLOCKED)
    assert refused.code == "HOUSEHOLD_HELD"
    at = clock.at(date(2026, 3, 9))
    assert [line.state for line in held_lines(MARCH, at)] == [HeldState.WAITING]
    answered = answer_arrears(
        office(date(2026, 3, 9)),
        household_id=c,
        kind=AnswerKind.CONTINUE,
        from_month=MARCH,
        until_month=MARCH,
    )
    assert answered, answered
    assert [line.state for line in held_lines(MARCH, at)] == [HeldState.FREED]
    one = allocate_one(act, month=MARCH, household_id=c, why=Why.UNBLOCKED)
    assert one.amount_cents == 120_00
    assert [line.state for line in held_lines(MARCH, at)] == [HeldState.ALLOCATED]


def test_a_contribution_that_comes_frees_the_household(table):
    _, _, c = table
    opened(MARCH)
    a_receipt(c, 120_00, date(2026, 3, 8))
    one = allocate_one(
        office_money(date(2026, 3, 9)), month=MARCH, household_id=c, why=Why.UNBLOCKED
    )
    assert one.amount_cents == 120_00


def test_before_its_day_nothing_opens(table):
    refused = run_allocation(office_money(date(2026, 2, 28)), month=MARCH)
    assert refused.code == "TOO_EARLY"
    assert "1er mars 2026" in refused.sentence


def test_before_the_run_nobody_is_credited_alone(table):
    a, _, _ = table
    refused = allocate_one(office_money(FIRST), month=MARCH, household_id=a, why=Why.ARRIVED)
    assert refused.code == "MONTH_NOT_OPENED"


@pytest.mark.parametrize("state", [State.PAUSED, State.LEFT])
def test_who_is_not_active_receives_nothing(table, state):
    a, _, _ = table
    change_state(office(date(2026, 2, 25)), household_id=a, to=state, reason="essai")
    assert opened(MARCH).households == 1
    refused = allocate_one(office_money(FIRST), month=MARCH, household_id=a, why=Why.ARRIVED)
    assert refused.code == "NOT_ACTIVE"


def test_an_unknown_household(table):
    from uuid import UUID

    opened(MARCH)
    refused = allocate_one(
        office_money(FIRST), month=MARCH, household_id=UUID(int=7), why=Why.ARRIVED
    )
    assert refused.code == "UNKNOWN_WALLET"


def test_no_rule_no_run(db):
    refused = run_allocation(office_money(FIRST), month=MARCH)
    assert refused.code == "NO_RULE_IN_FORCE"
    assert last_run(MARCH) is None


def test_a_leap_february():
    a_caisse()
    who = a_household(1, since=date(2028, 2, 29))
    opened(Month(2028, 2), date(2028, 2, 29))
    assert wallet_balance(who) == 4_14  # 120 × 1 / 29 = 4,1379


def test_the_book_stays_balanced(table):
    opened(MARCH)
    granted = balance(AccountName(Code.ALLOCATION_GRANTED))
    back = balance(AccountName(Code.RETURNED))
    assert (granted, back) == (120_00 + 200_00 + 120_00 + 320_00, 50_00)
