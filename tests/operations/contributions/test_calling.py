"""The monthly call: a list and letters, no entry, nobody twice."""

from datetime import date

import pytest

from ecot.ledger.entries import entries
from ecot.operations.contributions.answering import answer_arrears
from ecot.operations.contributions.calling import call_month, is_called, letters
from ecot.operations.contributions.models import AnswerKind, CallRow
from ecot.operations.members.actions import change_state
from ecot.operations.members.states import State
from ecot.values.month import Month
from tests.builders.answers import done, refusal
from tests.builders.contributions import a_pledge, a_receipt, months_called
from tests.builders.members import a_household, office
from tests.builders.rulebook import founded_rules

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH = (Month(2025, number) for number in range(1, 4))


@pytest.fixture(autouse=True)
def rules(db: None) -> None:
    founded_rules()


def test_who_is_active_and_has_pledged_is_called_once_and_no_money_moves():
    one, two, silent = a_household(), a_household(), a_household()
    a_pledge(one, 50_00)
    a_pledge(two, 20_00)
    called = done(call_month(office(date(2025, 1, 1)), month=JANUARY))
    assert (called.added, called.total, called.awaited_cents) == (2, 2, 70_00)
    assert is_called(JANUARY)
    assert not is_called(FEBRUARY)
    assert entries() == []
    a_pledge(silent, 10_00)
    again = done(call_month(office(date(2025, 1, 20)), month=JANUARY))
    assert (again.added, again.total, again.awaited_cents) == (1, 3, 80_00)
    assert done(call_month(office(date(2025, 1, 20)), month=JANUARY)).added == 0


def test_who_left_or_rests_is_not_called():
    left, resting, paused = a_household(), a_household(), a_household()
    for household in (left, resting, paused):
        a_pledge(household, 50_00)
    act = office(date(2025, 1, 20))
    done(change_state(act, household_id=left, to=State.LEFT, reason="déménage"))
    done(change_state(act, household_id=paused, to=State.PAUSED, reason="voyage"))
    done(
        answer_arrears(
            act, household_id=resting, kind=AnswerKind.PAUSE, from_month=FEBRUARY, until_month=FEBRUARY
        )
    )  # fmt: skip
    assert done(call_month(office(date(2025, 2, 1)), month=FEBRUARY)).total == 0
    back = office(date(2025, 2, 20))
    done(change_state(back, household_id=resting, to=State.ACTIVE, reason="de retour"))
    assert done(call_month(office(date(2025, 3, 1)), month=MARCH)).total == 1


def test_a_call_may_leave_the_month_before_and_not_earlier():
    done(call_month(office(date(2025, 1, 31)), month=FEBRUARY))
    assert refusal(call_month(office(date(2025, 1, 31)), month=MARCH)) == "CALL_TOO_EARLY"


def test_a_row_keeps_what_was_called():
    household = a_household()
    a_pledge(household, 50_00)
    months_called(JANUARY)
    a_pledge(household, 80_00, FEBRUARY)
    months_called(JANUARY, FEBRUARY)
    assert list(CallRow.objects.order_by("month").values_list("pledged_cents", flat=True)) == [
        50_00,
        80_00,
    ]


def test_the_letter_says_it_with_tact():
    household = a_household(adults=2, children=1, name="Bäcker-İpek")
    a_pledge(household, 50_00)
    months_called(JANUARY, MARCH)
    a_receipt(household, 70_00, date(2025, 2, 3))
    (letter,) = letters(MARCH)
    assert letter.names == ("Adulte 1 Bäcker-İpek", "Adulte 2 Bäcker-İpek")
    assert [filled.month for filled in letter.earlier] == [FEBRUARY]
    text = " ".join(letter.sentences())
    assert "n'est pas encore reçue pour : février 2025" in text
    assert "impayé" not in text
    assert letter.household_number in letter.reference


@pytest.mark.parametrize(
    ("received", "words"),
    [
        (0, "sur votre virement"),
        (20_00, "il reste 30"),
        (50_00, "déjà reçue"),
        (80_00, "avance pour la suite est de 30"),
    ],
)
def test_the_letter_knows_what_came(received, words):
    household = a_household()
    a_pledge(household, 50_00)
    months_called(JANUARY)
    if received:
        a_receipt(household, received, date(2025, 1, 2))
    (letter,) = letters(JANUARY)
    assert words in " ".join(letter.sentences())
    assert letter.earlier == ()
