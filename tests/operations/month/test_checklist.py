"""The month as a checklist, by the hand-worked table of docs/algorithms/month-checklist.md."""

from datetime import date

import pytest

from ecot.ledger.closing import last_closed
from ecot.operations.allocations.actions import Why, allocate_one
from ecot.operations.contributions.answering import answer_arrears
from ecot.operations.contributions.calling import call_month
from ecot.operations.contributions.matching import match_receipt
from ecot.operations.contributions.models import AnswerKind
from ecot.operations.month.actions import close_month, open_month
from ecot.operations.month.models import OpenedMonth
from ecot.operations.month.queries import checklist, month_at_hand
from ecot.operations.month.steps import StepName, StepState
from ecot.operations.reimbursements.actions import (
    confirm_remittance,
    prepare_remittance,
    record_execution,
)
from ecot.operations.treasury.actions import receive_unidentified, type_balance
from ecot.operations.treasury.queries import positions, unidentified
from ecot.rules.reserve import Shortage
from ecot.values import clock
from ecot.values.act import asked
from ecot.values.month import Month
from ecot.values.references import Actor
from tests.builders.allocations import MARCH, a_caisse, office_money, opened, short
from tests.builders.contributions import a_pledge, months_called
from tests.builders.members import a_household, office
from tests.builders.remittances import sold
from tests.builders.shops import a_shop
from tests.builders.treasury import BANK, money_act, treasurer

pytestmark = pytest.mark.django_db
DONE, TO_YOU, READY, LATER = StepState.DONE, StepState.TO_YOU, StepState.READY, StepState.LATER


def states(day, hour=9, month=MARCH):
    return [step.state for step in checklist(month, clock.at(day, hour))]


def step(name, day, hour=9):
    return next(one for one in checklist(MARCH, clock.at(day, hour)) if one.name is name)


def bank_says_what_the_book_says(day):
    (bank,) = [one for one in positions(day) if one.slug == BANK]
    assert type_balance(treasurer(day), account=BANK, balance_cents=bank.book_cents, balance_on=day)


@pytest.fixture
def eve():
    """28 February: A owes nothing, C has not contributed for four months, a shop is owed 20,00."""
    a_caisse(20_000_00)
    a, c = a_household(), a_household()
    a_pledge(c, 30_00)
    months_called(Month(2025, 11), Month(2026, 2))
    opened(Month(2026, 2))
    sold(a, a_shop().shop_id, 20_00, on=date(2026, 2, 20))
    return a, c


def test_the_hand_worked_table(eve):
    _, c = eve
    assert states(date(2026, 2, 28)) == [TO_YOU, DONE, TO_YOU, LATER, LATER, READY, LATER]
    first = date(2026, 3, 1)
    assert states(first) == [TO_YOU, DONE, TO_YOU, TO_YOU, LATER, READY, LATER]

    done = open_month(office_money(first), month=MARCH)
    assert (done.run.households, done.run.held) == (1, 1)
    assert done.called is not None
    assert states(first, 10) == [DONE, DONE, TO_YOU, DONE, TO_YOU, READY, LATER]
    assert "1 attend une réponse" in step(StepName.HELD, first, 10).detail

    tenth = date(2026, 3, 10)
    bank_says_what_the_book_says(tenth)
    answer_arrears(
        office(tenth),
        household_id=c,
        kind=AnswerKind.CONTINUE,
        from_month=MARCH,
        until_month=MARCH,
    )
    assert "leur allocation, leur réponse étant donnée" in step(StepName.HELD, tenth).detail
    allocate_one(office_money(tenth), month=MARCH, household_id=c, why=Why.UNBLOCKED)
    receipts = [
        receive_unidentified(money_act(tenth), account=BANK, amount_cents=cents, received_on=tenth)
        for cents in (30_00, 40_00)
    ]
    assert all(receipts)
    twentieth = date(2026, 3, 20)
    assert states(twentieth) == [DONE, TO_YOU, DONE, DONE, DONE, READY, LATER]
    assert "70,00" in step(StepName.MATCH, twentieth).detail

    for view in unidentified():
        matched = match_receipt(
            money_act(twentieth),
            unidentified_id=view.unidentified_id,
            household_id=c,
            amount_cents=view.left_cents,
        )
        assert matched, matched
    april = date(2026, 4, 1)
    assert close_month(office_money(april), month=MARCH).code == "STEPS_PENDING"
    pay_the_shops(april)
    assert states(april, 18) == [DONE, DONE, DONE, DONE, DONE, DONE, TO_YOU]
    closed = close_month(office_money(april), month=MARCH)
    assert closed.month == MARCH
    assert states(april, 18)[-1] is DONE
    assert last_closed() == MARCH


def pay_the_shops(day):
    made = prepare_remittance(money_act(day), account=BANK)
    assert made, made
    yes = asked(Actor("user-2"), clock.at(day, 11), "yes")
    assert confirm_remittance(yes, remittance_id=made.remittance_id)
    assert record_execution(
        money_act(day, hour=12), remittance_id=made.remittance_id, executed_on=day
    )


def test_a_month_that_is_not_over_is_not_closed(eve):
    refused = close_month(office_money(date(2026, 3, 31)), month=MARCH)
    assert refused.code == "MONTH_NOT_OVER"
    assert "1er avril 2026" in refused.sentence


def test_what_is_missing_is_named_with_its_detail(eve):
    refused = close_month(office_money(date(2026, 4, 1)), month=MARCH)
    assert refused.code == "STEPS_PENDING"
    for words in ("appeler les cotisations", "ouvrir l’allocation", "payer les commerces"):
        assert words in refused.sentence


def test_opened_twice_it_is_the_same_month(eve):
    first = open_month(office_money(date(2026, 3, 1)), month=MARCH)
    again = open_month(office_money(date(2026, 3, 2)), month=MARCH)
    assert (again.called, again.run.replayed) == (None, True)
    assert again.run.total_cents == first.run.total_cents


def test_opened_too_early_leaves_no_call_behind(eve):
    refused = open_month(office_money(date(2026, 2, 28)), month=MARCH)
    assert refused.code == "TOO_EARLY"
    assert step(StepName.CALL, date(2026, 2, 28)).state is TO_YOU
    assert not OpenedMonth.objects.exists()


def test_a_call_made_before_is_kept(eve):
    call_month(office(date(2026, 2, 25)), month=MARCH)
    assert open_month(office_money(date(2026, 3, 1)), month=MARCH).called is None


def test_on_hold_the_step_says_what_is_missing_and_when_one_looks_again():
    a_caisse(1_00, reserve=short(Shortage.HOLD))
    a_household()
    open_month(office_money(date(2026, 3, 1)), month=MARCH)
    found = step(StepName.ALLOCATION, date(2026, 3, 2))
    assert found.state is TO_YOU
    assert "119,00" in found.detail
    assert "8 mars 2026" in found.detail
    assert step(StepName.HELD, date(2026, 3, 2)).blocked_by == (StepName.ALLOCATION,)


def test_a_bank_that_differs_is_said_and_does_not_block(eve):
    type_balance(
        treasurer(date(2026, 3, 5)),
        account=BANK,
        balance_cents=19_990_00,
        balance_on=date(2026, 3, 5),
    )
    found = step(StepName.BALANCE, date(2026, 3, 6))
    assert found.state is DONE
    assert "10,00" in found.detail


def test_without_rules_the_steps_say_so():
    found = {one.name: one for one in checklist(MARCH, clock.at(date(2026, 3, 1)))}
    assert "Aucune règle" in found[StepName.ALLOCATION].detail
    assert "Aucune règle" in found[StepName.SHOPS].detail
    assert found[StepName.CALL].action is StepName.CALL
    assert found[StepName.CLOSE].action is None


def test_the_month_at_hand_is_the_oldest_one_not_closed(eve):
    assert month_at_hand(clock.at(date(2026, 4, 2))) == Month(2026, 4)
    open_month(office_money(date(2026, 3, 1)), month=MARCH)
    assert month_at_hand(clock.at(date(2026, 4, 2))) == MARCH
