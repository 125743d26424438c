"""Who has not been heard of, and what a person answers: docs/algorithms/arrears.md §4 and §5."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ecot.operations.contributions.answering import answer_arrears
from ecot.operations.contributions.models import AnswerKind, Means
from ecot.operations.contributions.queries import (
    answers,
    arrears,
    held,
    months_without,
    spread_of,
    spreads,
)
from ecot.operations.contributions.returning import return_debit
from ecot.operations.members.queries import state_on
from ecot.operations.members.states import State
from ecot.records.audit import lines
from ecot.values.month import Month
from tests.builders.answers import done, refusal
from tests.builders.contributions import a_pledge, a_receipt, months_called
from tests.builders.members import a_household, office
from tests.builders.rulebook import founded_rules
from tests.builders.treasury import money_act

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY = (Month(2025, number) for number in range(1, 8))


@pytest.fixture(autouse=True)
def rules(db: None) -> None:
    founded_rules()


def a_called_household(cents=50_00, until=MARCH):
    household = a_household()
    a_pledge(household, cents)
    months_called(JANUARY, until)
    return household


def answer(household, kind, first, last, day=date(2025, 4, 2)):
    return answer_arrears(
        office(day), household_id=household, kind=kind, from_month=first, until_month=last
    )


@pytest.mark.parametrize(
    ("received", "looked_at", "months"),
    [(0, MARCH, 2), (0, APRIL, 3), (70_00, APRIL, 1), (150_00, APRIL, 0), (230_00, APRIL, 0)],
)
def test_the_worked_table_of_months_without(received, looked_at, months):
    household = a_called_household()
    if received:
        a_receipt(household, received, date(2025, 3, 20))
    assert months_without(household, looked_at) == months
    assert arrears(looked_at) == ({household: months} if months else {})


def test_what_was_not_called_is_not_awaited():
    household = a_household()
    a_pledge(household, 50_00)
    assert months_without(household, APRIL) == 0
    assert arrears(APRIL) == {}


def test_an_advance_fills_the_months_that_are_called_later():
    household = a_called_household(until=JANUARY)
    a_receipt(household, 120_00, date(2025, 1, 5))
    assert spread_of(household, JANUARY).advance_cents == 70_00
    months_called(FEBRUARY, MARCH)
    found = spread_of(household, MARCH)
    assert [month.filled_cents for month in found.months] == [50_00, 50_00, 20_00]
    assert found.advance_cents == 0
    assert spreads(MARCH)[household] == found


def test_a_debit_returned_late_leaves_its_month_empty_again():
    household = a_called_household(until=FEBRUARY)
    a_receipt(household, 50_00, date(2025, 1, 5), Means.DEBIT)
    came = a_receipt(household, 50_00, date(2025, 2, 5), Means.DEBIT)
    assert arrears(MARCH) == {}
    act = money_act(date(2025, 3, 1))
    done(return_debit(act, receipt_id=came.receipt_id, returned_on=date(2025, 3, 1)))
    assert arrears(MARCH) == {household: 1}


def test_beyond_what_is_tolerated_the_line_is_held_and_never_decided():
    household = a_called_household()
    assert held(APRIL, months_tolerated=3) == {}
    found = held(APRIL, months_tolerated=2)[household]
    assert (found.months_without, found.is_answered) == (3, False)


@pytest.mark.parametrize(
    ("kind", "is_held", "is_answered"),
    [
        (AnswerKind.CONTINUE, False, None),
        (AnswerKind.PAUSE, False, None),
        (AnswerKind.TALK, True, True),
        (AnswerKind.LET_GO, False, None),
    ],
)
def test_a_person_answers(kind, is_held, is_answered):
    household = a_called_household()
    until = MARCH if kind is AnswerKind.LET_GO else MAY
    done(answer(household, kind, MARCH, until))
    found = held(APRIL, months_tolerated=2)
    assert (household in found) is is_held
    if is_held:
        assert found[household].is_answered is is_answered
    assert "contributions.answered" in {line.kind for line in lines(f"household-{household.hex}")}


def test_a_pause_pauses_the_membership_once():
    household = a_called_household()
    done(answer(household, AnswerKind.PAUSE, MAY, JUNE))
    assert state_on(household, date(2025, 4, 30)) is State.ACTIVE
    assert state_on(household, date(2025, 5, 1)) is State.PAUSED
    done(answer(household, AnswerKind.PAUSE, JUNE, JULY))
    assert state_on(household, date(2025, 7, 1)) is State.PAUSED


def test_an_answer_ends_with_its_month_and_the_newest_one_counts():
    household = a_called_household()
    done(answer(household, AnswerKind.CONTINUE, APRIL, MAY))
    assert held(MAY, 2) == {}
    assert household in held(JUNE, 2)
    done(answer(household, AnswerKind.TALK, APRIL, APRIL))
    assert answers(APRIL)[household].kind is AnswerKind.TALK
    assert answers(MAY)[household].kind is AnswerKind.CONTINUE


def test_letting_go_worked():
    household = a_called_household(until=JUNE)
    a_receipt(household, 200_00, date(2025, 4, 20))
    assert months_without(household, JULY) == 2
    done(answer(household, AnswerKind.LET_GO, MAY, JUNE, day=date(2025, 6, 30)))
    assert months_without(household, JULY) == 0
    months_called(JULY)
    assert months_without(household, JULY.next()) == 1
    a_receipt(household, 50_00, date(2025, 7, 3))
    found = spread_of(household, JULY)
    assert found.months_without == 0
    assert (found.missing_cents, found.advance_cents) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "first", "last", "reason"),
    [
        (AnswerKind.CONTINUE, MAY, APRIL, "ANSWER_MONTHS_REVERSED"),
        (AnswerKind.CONTINUE, APRIL, APRIL.plus(12), "ANSWER_TOO_LONG"),
        (AnswerKind.LET_GO, APRIL, MAY, "LET_GO_OF_FUTURE"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_by_name(kind, first, last, reason):
    assert refusal(answer(a_called_household(), kind, first, last)) == reason


def test_there_must_be_something_to_let_go_and_somebody_to_answer_for():
    household = a_called_household()
    a_receipt(household, 150_00, date(2025, 3, 20))
    nothing = answer(household, AnswerKind.LET_GO, MARCH, MARCH)
    assert refusal(nothing) == "NOTHING_TO_LET_GO"
    assert refusal(answer(uuid4(), AnswerKind.TALK, APRIL, APRIL)) == "HOUSEHOLD_UNKNOWN"


def test_arrears_of_all_cost_a_few_queries_whatever_their_number():
    for _ in range(6):
        a_called_household(until=FEBRUARY)
    with CaptureQueriesContext(connection) as asked:
        assert len(arrears(MARCH)) == 6
    assert len(asked) <= 8
