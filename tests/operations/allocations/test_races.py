"""Deeds of the office at the same moment: on real commits, on both databases."""

from datetime import date
from functools import partial

import pytest

from ecot.ledger.balances import wallet_balance
from ecot.operations.allocations.actions import Why, allocate_one
from ecot.operations.allocations.leaving import Move, move_wallet
from ecot.operations.allocations.undoing import undo_run
from ecot.rules.reserve import Shortage
from tests.builders.allocations import (
    MARCH,
    a_caisse,
    office_money,
    opened,
    set_wallet,
    short,
    spend,
)
from tests.builders.members import a_household
from tests.databases.clones import race

DAY = date(2026, 3, 12)

pytestmark = pytest.mark.usefixtures("cloned_database")


def two_wallets():
    a_caisse()
    m, n = a_household(), a_household()
    for who in (m, n):
        set_wallet(who, 150_00)
    return m, n


def test_the_same_move_is_one_move_and_one_answer():
    m, n = two_wallets()
    act = office_money(DAY)
    asked = partial(move_wallet, act, from_id=m, to_id=n, amount_cents=100_00, why=Move.SEPARATION)
    answers = race([asked] * 4)
    assert all(answers), answers
    assert len({answer.entry_id for answer in answers}) == 1
    assert (wallet_balance(m), wallet_balance(n)) == (50_00, 250_00)


def test_moves_that_cross_never_wait_for_each_other():
    m, n = two_wallets()
    answers = race(
        [
            partial(
                move_wallet,
                office_money(DAY),
                from_id=one,
                to_id=other,
                amount_cents=1_00,
                why=Move.SEPARATION,
            )
            for one, other in ((m, n), (n, m)) * 4
        ]
    )
    assert all(isinstance(answer.entry_id, int) for answer in answers), answers
    assert (wallet_balance(m), wallet_balance(n)) == (150_00, 150_00)


def test_newcomers_are_not_promised_the_same_euros():
    """960,00 − 440,00 − 320,00: there is room for one newcomer of 120,00."""
    a_caisse(960_00, reserve=short(Shortage.HOLD))
    a, b = a_household(1), a_household(2, 1)
    set_wallet(a, 30_00)
    set_wallet(b, 410_00)
    opened(MARCH)
    newcomers = [a_household(1, since=MARCH.first_day) for _ in range(4)]
    answers = race(
        [
            partial(allocate_one, office_money(DAY), month=MARCH, household_id=who, why=Why.ARRIVED)
            for who in newcomers
        ]
    )
    assert [one.code for one in answers if not one] == ["RESERVE_SHORT"] * 3, answers


def test_the_same_undoing_is_one_and_everybody_gets_its_answer():
    a_caisse()
    a, b = a_household(1), a_household(1)
    opened(MARCH)
    spend(a, 100_00, DAY)
    asked = partial(undo_run, office_money(DAY), month=MARCH, reason="essai", again=False)
    answers = race([asked] * 4)
    assert all(answers), answers
    assert {(one.recovered_cents, one.to_recover_cents) for one in answers} == {(140_00, 100_00)}
    assert (wallet_balance(a), wallet_balance(b)) == (0, 0)


def test_the_same_undoing_that_changes_nothing_is_answered_too():
    a_caisse()
    a_household(1)
    opened(MARCH)
    asked = partial(undo_run, office_money(DAY), month=MARCH, reason="essai", again=True)
    answers = race([asked] * 4)
    assert [one.unchanged for one in answers] == [1] * 4, answers
