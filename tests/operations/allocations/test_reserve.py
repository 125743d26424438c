"""The reserve is short: hold, cut or freeze, as voted beforehand (docs/algorithms/allocation-run.md)."""

from datetime import date

import pytest

from ecot.ledger.balances import wallet_balance
from ecot.operations.allocations.actions import Why, allocate_one, run_allocation
from ecot.operations.allocations.queries import (
    HeldState,
    entries_frozen,
    held_lines,
    last_run,
    preview,
    standing_lines,
)
from ecot.operations.notices.models import Notice
from ecot.records.audit import lines as audit_lines
from ecot.rules.reserve import ReserveRule, Shortage
from ecot.values import clock
from ecot.values.month import Month
from tests.builders.access import a_person_with
from tests.builders.allocations import (
    MARCH,
    a_caisse,
    office_money,
    opened,
    set_wallet,
    short,
)
from tests.builders.members import a_household
from tests.builders.treasury import money_in_the_bank

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)


def two_households(reserve_cents, answer):
    """A (120,00 due) and B (200,00 due) with 440,00 in their wallets together."""
    a_caisse(reserve_cents, reserve=answer)
    a, b = a_household(1), a_household(2, 1)
    set_wallet(a, 30_00)
    set_wallet(b, 410_00)
    return a, b


def test_just_enough():
    two_households(760_00, short(Shortage.HOLD))
    assert not opened(MARCH).on_hold


def test_on_hold_nothing_is_posted_a_date_is_set_and_two_people_are_told():
    a_person_with("treasurer", "tresor@caisse.example")
    a_person_with("office", "bureau@caisse.example")
    a, b = two_households(600_00, short(Shortage.HOLD))
    done = opened(MARCH)
    assert (done.on_hold, done.missing_cents, done.look_again_on) == (
        True,
        160_00,
        date(2026, 3, 8),
    )
    assert (wallet_balance(a), wallet_balance(b)) == (30_00, 410_00)
    told = Notice.objects.filter(kind="allocations.on_hold").values_list("to", flat=True)
    assert set(told) == {"tresor@caisse.example", "bureau@caisse.example"}
    assert audit_lines("month-2026-03")[0].facts["missing"] == "160,00\u00a0€"
    assert preview(MARCH, clock.at(FIRST)).on_hold


def test_held_then_opened_when_money_has_come():
    a, _ = two_households(600_00, short(Shortage.HOLD))
    opened(MARCH)
    money_in_the_bank(160_00, on=date(2026, 3, 6))
    done = opened(MARCH, date(2026, 3, 8))
    assert (done.on_hold, done.attempt, done.total_cents) == (False, 2, 320_00)
    assert wallet_balance(a) == 150_00


def test_cut_by_theta():
    a, b = two_households(600_00, short(Shortage.CUT, 5_000))
    done = opened(MARCH)
    assert (done.theta_bp, done.total_cents, done.missing_cents) == (5_000, 160_00, 160_00)
    assert (wallet_balance(a), wallet_balance(b)) == (90_00, 510_00)
    line = standing_lines(MARCH)[a]
    assert line.evidence["theta_bp"] == 5_000
    assert set(line.rules) == {"allocation", "reserve"}


def test_a_cut_that_does_not_suffice_is_a_hold():
    a, _ = two_households(599_99, short(Shortage.CUT, 5_000))
    assert opened(MARCH).on_hold
    assert wallet_balance(a) == 30_00


def test_frozen_newcomers_wait_and_the_others_receive_all():
    rule = ReserveRule(cover_bp=12_000, safety_months=0, shortage=Shortage.FREEZE)
    a_caisse(500_00, reserve=rule)
    a = a_household(1)
    opened(Month(2026, 2))
    newcomer = a_household(1, since=FIRST)
    set_wallet(a, 200_00)
    done = opened(MARCH)
    assert (done.households, done.held, done.on_hold) == (1, 1, False)
    assert entries_frozen(MARCH)
    assert [line.state for line in held_lines(MARCH, clock.at(FIRST))] == [HeldState.FROZEN]
    refused = allocate_one(office_money(FIRST), month=MARCH, household_id=newcomer, why=Why.ARRIVED)
    assert refused.code == "RESERVE_SHORT"
    money_in_the_bank(1_000_00, on=date(2026, 3, 5))
    later = allocate_one(
        office_money(date(2026, 3, 6)), month=MARCH, household_id=newcomer, why=Why.ARRIVED
    )
    assert later.amount_cents == 120_00


def test_a_newcomer_is_refused_when_the_reserve_is_short():
    two_households(760_00, short(Shortage.HOLD))
    opened(MARCH)
    newcomer = a_household(1, since=date(2026, 3, 12))
    refused = allocate_one(
        office_money(date(2026, 3, 12)), month=MARCH, household_id=newcomer, why=Why.ARRIVED
    )
    assert refused.code == "RESERVE_SHORT"
    assert last_run(MARCH).total_cents == 320_00


def test_the_date_to_look_again_may_be_chosen():
    two_households(600_00, short(Shortage.HOLD))
    done = run_allocation(office_money(FIRST), month=MARCH, look_again_on=date(2026, 3, 20))
    assert done.look_again_on == date(2026, 3, 20)
