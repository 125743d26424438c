"""What backs the MonA: the worked table of docs/algorithms/reserve-position.md, built in the book."""

from datetime import date

import pytest

from ecot.ledger import recipes
from ecot.ledger.chart import bank, desk, wallet
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import open_accounts, post
from ecot.operations.grants.actions import charge_grant
from ecot.operations.grants.queries import ReservePosition, reserve_position
from ecot.operations.treasury.actions import receive_unidentified
from tests.builders.grants import a_grant
from tests.builders.members import a_household
from tests.builders.shops import a_shop
from tests.builders.treasury import BANK, DESK, a_bank_account, a_desk, money_act

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 2)


def book(kind, lines, on=DAY):
    post(money_act(on), kind, lines, occurred_on=on)


def charge(grant, cents):
    act = money_act(DAY)
    assert charge_grant(act, grant_id=grant, amount_cents=cents, charged_on=DAY, purpose="Salaires")


def the_worked_table() -> None:
    household, x, y = a_household(), a_shop().shop_id, a_shop().shop_id
    open_accounts([wallet(household)])
    a_bank_account()
    a_desk()
    charge(a_grant(10_000_00, 10_000_00, may_back=False, on=DAY), 3_500_00)
    a_grant(50_000_00, 20_000_00, may_back=True, on=DAY)
    charge(a_grant(1_000_00, 1_000_00, may_back=False, on=DAY), 1_000_00)
    receive_unidentified(money_act(DAY), account=BANK, amount_cents=40_00, received_on=DAY)
    book(EntryKind.OPENING_BALANCE, recipes.opening_balance(desk(DESK), 120_00))
    book(EntryKind.OPENING_BALANCE, recipes.opening_balance(bank(BANK), 18_960_00))
    book(EntryKind.ALLOCATION, recipes.allocation(household, 34_150_00))
    book(EntryKind.VOUCHERS_ISSUED, recipes.vouchers_issued(household, 50_00))
    book(EntryKind.TILL_PAYMENT, recipes.till_payment(household, x, 3_100_00))
    book(EntryKind.REMITTANCE_ORDERED, recipes.remittance_ordered(x, 2_300_00, 0))
    book(EntryKind.REFUND, recipes.refund(household, y, 30_00))
    book(EntryKind.UNSPENT_RETURNED, recipes.unspent_returned(household, 30_00))


def test_the_worked_table():
    the_worked_table()
    position = reserve_position()
    assert position == ReservePosition(
        bank_cents=50_000_00,
        cash_cents=120_00,
        unidentified_cents=40_00,
        not_backing_cents=6_500_00,
        ordered_cents=2_300_00,
        vouchers_cents=50_00,
        wallets_cents=31_000_00,
        owed_to_shops_cents=800_00,
    )
    assert position.reserve_cents == 41_280_00
    assert position.outstanding_cents == 31_850_00
    assert position.spare_cents == 9_430_00


def test_the_day_before_there_was_nothing():
    the_worked_table()
    assert reserve_position(date(2025, 3, 1)) == ReservePosition(0, 0, 0, 0, 0, 0, 0, 0)
    assert reserve_position(DAY) == reserve_position()


def test_an_empty_caisse_backs_nothing_with_nothing():
    assert reserve_position().spare_cents == 0
