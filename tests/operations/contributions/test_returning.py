"""What came may go back: a debit returned late, a leaver's advance, an error; 471 is matched."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from ecot.ledger.balances import balance
from ecot.ledger.chart import AccountName, Code, bank, contribution_of
from ecot.operations.contributions.matching import match_receipt
from ecot.operations.contributions.models import Means, Receipt, ReturnCause
from ecot.operations.contributions.queries import (
    receipt_of_entry,
    receipts,
    received,
)
from ecot.operations.contributions.returning import (
    give_back,
    return_debit,
    undo_receipt,
    undo_return,
)
from ecot.operations.treasury.actions import receive_unidentified
from ecot.operations.treasury.queries import unidentified
from tests.builders.answers import done, refusal
from tests.builders.contributions import a_receipt
from tests.builders.members import a_household
from tests.builders.treasury import BANK, DESK, a_bank_account, money_act

pytestmark = pytest.mark.django_db
DAY, LATER = date(2025, 3, 2), date(2025, 5, 2)
WHY = "120 tapé pour 12"


def waiting(cents=80_00):
    done(
        receive_unidentified(
            money_act(DAY), account=a_bank_account(), amount_cents=cents, received_on=DAY
        )
    )
    return unidentified()[-1].unidentified_id


def test_a_debit_returned_weeks_later_takes_its_fee_and_counts_no_more():
    household = a_household()
    came = a_receipt(household, 50_00, DAY, Means.DEBIT)
    wanted: dict[str, Any] = {
        "receipt_id": came.receipt_id,
        "returned_on": LATER,
        "fee_cents": 4_20,
    }
    act = money_act(LATER, key="back", cents=1)
    back = done(return_debit(act, **wanted))
    assert done(return_debit(act, **wanted)).replayed
    assert balance(bank(BANK)) == -4_20
    assert balance(AccountName(Code.BANK_FEE)) == 4_20
    assert balance(contribution_of(household)) == 0
    assert received() == {household: 0}
    assert receipts()[0].returned is ReturnCause.DEBIT_RETURNED
    assert (back.amount_cents, back.fee_cents) == (50_00, 4_20)
    twice = return_debit(money_act(LATER), **wanted)
    assert refusal(twice) == "ALREADY_RETURNED"


@pytest.mark.parametrize(
    ("means", "changed", "reason"),
    [
        (Means.TRANSFER, {}, "NOT_A_DEBIT"),
        (Means.DEBIT, {"fee_cents": -1}, "FEE_OUT_OF_RANGE"),
        (Means.DEBIT, {"fee_cents": 100_01}, "FEE_OUT_OF_RANGE"),
        (Means.DEBIT, {"returned_on": date(2025, 3, 1)}, "RETURNED_BEFORE_RECEIVED"),
        (Means.DEBIT, {"returned_on": date(2025, 5, 3)}, "DAY_IN_FUTURE"),
        (Means.DEBIT, {"receipt_id": uuid4()}, "RECEIPT_UNKNOWN"),
    ],
)
def test_a_return_that_cannot_be_is_refused_by_name(means, changed, reason):
    came = a_receipt(a_household(), 50_00, DAY, means)
    facts: dict[str, Any] = {
        "receipt_id": came.receipt_id,
        "returned_on": LATER,
        "fee_cents": 0,
    } | changed
    assert refusal(return_debit(money_act(LATER), **facts)) == reason
    assert balance(bank(BANK)) == 50_00


def test_a_leaver_gets_back_what_was_paid_ahead_and_never_more_than_came():
    household = a_household()
    a_receipt(household, 150_00, DAY)
    wanted: dict[str, Any] = {"household_id": household, "account": BANK, "given_on": LATER}
    assert done(give_back(money_act(LATER), amount_cents=100_00, **wanted)).cause is (
        ReturnCause.GIVEN_BACK
    )
    assert balance(bank(BANK)) == 50_00
    more = give_back(money_act(LATER), amount_cents=50_01, **wanted)
    assert refusal(more) == "MORE_THAN_RECEIVED"
    none = give_back(money_act(LATER), amount_cents=0, **wanted)
    assert refusal(none) == "AMOUNT_NOT_POSITIVE"


def test_a_wrong_receipt_is_undone_and_its_cash_number_stays_taken():
    household = a_household()
    wrong = a_receipt(household, 120_00, DAY, Means.CASH)
    undone = done(undo_receipt(money_act(DAY), receipt_id=wrong.receipt_id, reason=WHY))
    assert undone.cause is ReturnCause.ERROR
    assert received() == {household: 0}
    right = a_receipt(household, 12_00, DAY, Means.CASH)
    assert right.cash_number == "accueil-2025-0002"
    again = undo_receipt(money_act(DAY), receipt_id=wrong.receipt_id, reason=WHY)
    assert refusal(again) == "ALREADY_RETURNED"
    no_reason = undo_receipt(money_act(DAY), receipt_id=right.receipt_id, reason="")
    assert refusal(no_reason) == "REASON_MISSING"


def test_the_page_of_an_entry_finds_its_receipt():
    came = a_receipt(a_household(), 12_00, DAY)
    found = receipt_of_entry(came.entry_id)
    assert found is not None
    assert found.receipt_id == came.receipt_id
    assert receipt_of_entry(-1) is None


def test_a_return_typed_by_error_is_undone_and_the_contribution_counts_again():
    household = a_household()
    came = a_receipt(household, 50_00, DAY, Means.DEBIT)
    back = done(return_debit(money_act(LATER), receipt_id=came.receipt_id, returned_on=LATER))
    done(undo_return(money_act(LATER), entry_id=back.entry_id, reason="autre foyer"))
    assert received() == {household: 50_00}
    assert balance(bank(BANK)) == 50_00
    twice = undo_return(money_act(LATER), entry_id=back.entry_id, reason="autre foyer")
    assert refusal(twice) == "RETURN_UNKNOWN"
    assert done(
        return_debit(money_act(LATER), receipt_id=came.receipt_id, returned_on=LATER)
    ).cause is (ReturnCause.DEBIT_RETURNED)


def test_an_undone_error_is_final():
    came = a_receipt(a_household(), 50_00, DAY)
    undone = done(undo_receipt(money_act(DAY), receipt_id=came.receipt_id, reason=WHY))
    final = undo_return(money_act(DAY), entry_id=undone.entry_id, reason=WHY)
    assert refusal(final) == "ERROR_IS_FINAL"


def test_an_unknown_receipt_is_matched_to_two_households_and_to_no_third():
    one, two = a_household(), a_household()
    found = waiting(80_00)
    match = money_act(LATER, key="match", cents=1)
    wanted: dict[str, Any] = {"unidentified_id": found, "household_id": one, "amount_cents": 50_00}
    first = done(match_receipt(match, **wanted))
    assert done(match_receipt(match, **wanted)).receipt_id == first.receipt_id
    rest = done(match_receipt(money_act(LATER), unidentified_id=found, household_id=two))
    assert (first.amount_cents, rest.amount_cents) == (50_00, 30_00)
    assert first.received_on == DAY
    assert balance(AccountName(Code.UNIDENTIFIED)) == 0
    assert (balance(contribution_of(one)), balance(contribution_of(two))) == (50_00, 30_00)
    assert balance(bank(BANK)) == 80_00
    assert unidentified() == []
    third = match_receipt(money_act(LATER), unidentified_id=found, household_id=one, amount_cents=1)
    assert refusal(third) == "UNIDENTIFIED_EXCEEDED"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"unidentified_id": 987}, "UNIDENTIFIED_UNKNOWN"),
        ({"household_id": uuid4()}, "HOUSEHOLD_UNKNOWN"),
        ({"amount_cents": 80_01}, "UNIDENTIFIED_EXCEEDED"),
        ({"amount_cents": 0}, "AMOUNT_NOT_POSITIVE"),
    ],
)
def test_a_match_that_cannot_be_is_refused_by_name(changed, reason):
    facts: dict[str, Any] = {"unidentified_id": waiting(), "household_id": a_household()} | changed
    assert refusal(match_receipt(money_act(LATER), **facts)) == reason
    assert not Receipt.objects.exists()


def test_a_wrong_match_waits_in_471_again_and_can_be_matched_anew():
    wrong, right = a_household(), a_household()
    found = waiting(80_00)
    matched = done(match_receipt(money_act(DAY), unidentified_id=found, household_id=wrong))
    done(undo_receipt(money_act(DAY), receipt_id=matched.receipt_id, reason="homonyme"))
    assert unidentified()[0].left_cents == 80_00
    assert balance(AccountName(Code.UNIDENTIFIED)) == 80_00
    done(
        match_receipt(money_act(DAY), unidentified_id=found, household_id=right, payer_name="Tante")
    )
    assert received([right]) == {right: 80_00}
    assert receipts(household_id=right)[0].means is Means.PAYER


def test_money_given_back_in_cash_must_be_there():
    household = a_household()
    a_receipt(household, 50_00, DAY)
    a_receipt(household, 5_00, DAY, Means.CASH)
    refused = give_back(
        money_act(DAY), household_id=household, account=DESK, amount_cents=10_00, given_on=DAY
    )
    assert refusal(refused) == "CASH_NOT_THERE"
