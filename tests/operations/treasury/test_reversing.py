"""A wrong entry of the treasury is undone whole, once, with a reason; others have their own page."""

from datetime import date

import pytest

from ecot.ledger import chart, recipes
from ecot.ledger.balances import balance
from ecot.ledger.chart import Code, bank, wallet
from ecot.ledger.closing import close_month
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import open_accounts, post
from ecot.operations.treasury.actions import pay_running_cost, receive_income, receive_unidentified
from ecot.operations.treasury.cash import bank_cash
from ecot.operations.treasury.queries import movements, unidentified
from ecot.operations.treasury.reversing import REVERSED_HERE, ROOM_OF, reverse_entry
from ecot.operations.treasury.unidentified import recognise
from ecot.values.month import Month
from tests.builders.answers import done, refusal, sentence
from tests.builders.members import a_household
from tests.builders.treasury import (
    BANK,
    a_bank_account,
    a_desk,
    money_act,
    money_in_the_bank,
    treasurer,
)

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 2)
WHY = "120 tapé pour 12"


def a_cost(cents=120_00):
    money_in_the_bank(500_00)
    return done(
        pay_running_cost(
            money_act(DAY), account=BANK, code=Code.COST_SERVICES, amount_cents=cents,
            paid_on=DAY, label="Encre",
        )
    )  # fmt: skip


def test_a_cost_typed_wrong_is_undone_and_shown_so():
    wrong = a_cost()
    undone = done(reverse_entry(money_act(DAY), entry_id=wrong.entry_id, reason=WHY))
    assert balance(bank(BANK)) == 500_00
    assert undone.evidence["reason"] == WHY
    assert movements()[0].is_reversed


def test_the_same_reversal_sent_twice_is_one_and_another_is_refused():
    wrong = a_cost()
    act = money_act(DAY, key="undo", entry=wrong.entry_id)
    first = done(reverse_entry(act, entry_id=wrong.entry_id, reason=WHY))
    again = done(reverse_entry(act, entry_id=wrong.entry_id, reason=WHY))
    assert again.entry_id == first.entry_id
    other = reverse_entry(money_act(DAY), entry_id=wrong.entry_id, reason=WHY)
    assert refusal(other) == "ALREADY_REVERSED"
    final = reverse_entry(money_act(DAY), entry_id=first.entry_id, reason=WHY)
    assert refusal(final) == "REVERSAL_IS_FINAL"
    assert balance(bank(BANK)) == 500_00


def test_an_entry_of_a_closed_month_is_undone_in_the_open_one():
    wrong = a_cost()
    for number in range(1, 4):
        close_month(treasurer(date(2025, 4, 2)), Month(2025, number))
    undone = done(reverse_entry(money_act(date(2025, 4, 3)), entry_id=wrong.entry_id, reason=WHY))
    assert undone.effective_on == date(2025, 4, 3)
    assert balance(bank(BANK), date(2025, 3, 31)) == 380_00
    assert balance(bank(BANK)) == 500_00


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("", "REASON_MISSING"),
        ("  ok ", "REASON_MISSING"),
        ("x" * 201, "REASON_MISSING"),
        ("écrit à jeanne@exemple.org", "REASON_NAMES_SOMEBODY"),
        ("appelée au 06 12 34 56 78", "REASON_NAMES_SOMEBODY"),
        ("mauvais compte FR7630006000011234567890189", "REASON_NAMES_SOMEBODY"),
    ],
)
def test_a_reason_is_needed_and_names_nobody(reason, expected):
    wrong = a_cost()
    answer = reverse_entry(money_act(DAY), entry_id=wrong.entry_id, reason=reason)
    assert refusal(answer) == expected
    assert balance(bank(BANK)) == 380_00


def test_an_entry_of_another_room_points_to_its_page():
    household = a_household()
    open_accounts([wallet(household)])
    made = post(money_act(DAY), EntryKind.ALLOCATION, recipes.allocation(household, 100_00))
    refused = reverse_entry(money_act(DAY), entry_id=made.entry_id, reason=WHY)
    assert refusal(refused) == "ENTRY_OF_ANOTHER_ROOM"
    assert "la page des allocations" in sentence(refused)


def test_no_kind_is_both_ours_and_of_another_room():
    assert not REVERSED_HERE & ROOM_OF.keys()


def test_an_unknown_entry_is_refused():
    assert refusal(reverse_entry(money_act(DAY), entry_id=987, reason=WHY)) == "ENTRY_UNKNOWN"


def test_an_unidentified_receipt_is_undone_unless_a_part_was_recognised():
    money_in_the_bank(1_00)
    came = done(
        receive_unidentified(money_act(DAY), account=BANK, amount_cents=40_00, received_on=DAY)
    )
    recognise(unidentified()[0].unidentified_id, 10_00)
    refused = reverse_entry(money_act(DAY), entry_id=came.entry_id, reason=WHY)
    assert refusal(refused) == "ALREADY_RECOGNISED"
    assert "10,00" in sentence(refused)


def test_an_undone_unidentified_receipt_waits_no_more():
    money_in_the_bank(1_00)
    came = done(
        receive_unidentified(money_act(DAY), account=BANK, amount_cents=40_00, received_on=DAY)
    )
    assert reverse_entry(money_act(DAY), entry_id=came.entry_id, reason=WHY)
    assert unidentified() == []


def test_cash_that_has_left_the_desk_is_not_taken_back_from_it():
    """A gift of 50,00 in cash, of which 20,00 went to the bank: the desk does not hold 50,00."""

    def undone(wrong):
        return reverse_entry(money_act(DAY), entry_id=wrong.entry_id, reason=WHY)

    desk = a_desk()
    gift = receive_income(
        money_act(DAY),
        account=desk,
        code=Code.GIFT,
        amount_cents=50_00,
        received_on=DAY,
        label="Don",
    )
    banked = bank_cash(
        money_act(DAY), desk=desk, account=a_bank_account(), amount_cents=20_00, banked_on=DAY
    )
    assert refusal(undone(gift)) == "CASH_NOT_THERE"
    assert undone(banked)
    assert undone(gift)
    assert balance(chart.desk(desk)) == 0
