"""A household pledges; a change counts from the next month; the helper suggests and forgets."""

from datetime import date
from uuid import uuid4

import pytest

from ecot.operations.contributions.guidance import (
    Answers,
    effect_in_words,
    forget_guidance,
    keep_guidance,
    kept_answers,
    suggest,
)
from ecot.operations.contributions.models import KeptGuidance, Pledge
from ecot.operations.contributions.pledging import pledge
from ecot.operations.contributions.queries import pledge_of, pledges
from ecot.records.audit import lines
from ecot.rules.contribution import ContributionRule, Mode
from ecot.values.month import Month
from tests.builders.answers import done, refusal
from tests.builders.contributions import a_pledge
from tests.builders.members import a_household, office
from tests.builders.rulebook import founded_rules

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE = (Month(2025, number) for number in range(1, 7))


@pytest.fixture(autouse=True)
def rules(db: None) -> None:
    founded_rules(
        contribution=ContributionRule(
            mode=Mode.FREE, minimum_cents=1_00, ceiling_cents=250_00, step_cents=1_00
        )
    )


def test_a_first_pledge_counts_at_once_and_a_change_from_the_next_month():
    household = a_household()
    first = done(pledge(office(date(2025, 1, 12)), household_id=household, amount_cents=50_00))
    assert first.from_month == JANUARY
    change = done(pledge(office(date(2025, 3, 31)), household_id=household, amount_cents=30_00))
    assert change.from_month == APRIL
    found = [pledge_of(household, month) for month in (JANUARY, MARCH, APRIL, JUNE)]
    assert found == [50_00, 50_00, 30_00, 30_00]
    assert pledge_of(household, JANUARY.previous()) is None
    assert pledges(APRIL) == {household: 30_00}
    assert pledges(MARCH) == {household: 50_00}
    assert len(lines(f"household-{household.hex}")) >= 2


def test_the_last_word_counts_even_over_a_later_month():
    household = a_household()
    a_pledge(household, 50_00)
    in_march = office(date(2025, 3, 2))
    done(pledge(in_march, household_id=household, amount_cents=20_00, from_month=JUNE))
    assert pledge_of(household, JUNE) == 20_00
    done(pledge(in_march, household_id=household, amount_cents=40_00))
    assert [pledge_of(household, month) for month in (MARCH, APRIL, JUNE)] == [50_00, 40_00, 40_00]


def test_the_same_word_twice_adds_nothing():
    household = a_household()
    a_pledge(household, 50_00)
    again = done(pledge(office(date(2025, 3, 2)), household_id=household, amount_cents=50_00))
    assert not again.is_new
    assert Pledge.objects.count() == 1


@pytest.mark.parametrize(
    ("cents", "reason"),
    [
        (0, "PLEDGE_BELOW_MINIMUM"),
        (-5_00, "AMOUNT_NOT_POSITIVE"),
        (99, "PLEDGE_BELOW_MINIMUM"),
        (250_01, "PLEDGE_ABOVE_CEILING"),
        (12_50, "PLEDGE_OFF_STEP"),
        (10**15, "AMOUNT_TOO_LARGE"),
    ],
)
def test_the_rule_in_force_refuses_by_name(cents, reason):
    household = a_household()
    answer = pledge(office(date(2025, 1, 12)), household_id=household, amount_cents=cents)
    assert refusal(answer) == reason
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("month", "reason"),
    [(JANUARY, "PLEDGE_TOO_SOON"), (MARCH, "PLEDGE_TOO_SOON"), (MAY.plus(12), "PLEDGE_TOO_FAR")],
)
def test_a_change_neither_rewrites_this_month_nor_looks_beyond_a_year(month, reason):
    household = a_household()
    a_pledge(household, 50_00)
    answer = pledge(
        office(date(2025, 3, 2)), household_id=household, amount_cents=60_00, from_month=month
    )
    assert refusal(answer) == reason


def test_an_unknown_household_pledges_nothing():
    answer = pledge(office(), household_id=uuid4(), amount_cents=10_00)
    assert refusal(answer) == "HOUSEHOLD_UNKNOWN"


@pytest.mark.parametrize(
    ("gives", "gets", "words"),
    [
        (45_00, 140_00, "le pot commun ajoute 95"),
        (160_00, 140_00, "vont à d'autres foyers"),
        (140_00, 140_00, "autant que ce que vous versez"),
    ],
)
def test_the_effect_is_said_in_plain_words(gives, gets, words):
    assert words in effect_in_words(gives, gets)


def test_the_helper_suggests_and_stores_nothing():
    effect = done(suggest(JANUARY, Answers(income_cents=1_500_00, adults=2)))
    assert effect.allocation_cents == 200_00
    assert effect.from_the_pot_cents == 200_00 - effect.suggestion.amount_cents
    assert len(effect.sentences()) == 2
    assert not KeptGuidance.objects.exists()


@pytest.mark.parametrize(
    "answers",
    [
        Answers(income_cents=-1, adults=1),
        Answers(income_cents=10**12, adults=1),
        Answers(income_cents=1, adults=0),
        Answers(income_cents=1, adults=-1, children=3),
        Answers(income_cents=1, adults=21),
        Answers(income_cents=1, adults=1, food_budget_cents=-1),
    ],
)
def test_answers_that_cannot_be_are_refused(answers):
    assert refusal(suggest(JANUARY, answers)) == "ANSWERS_OUT_OF_RANGE"


def test_answers_are_kept_only_on_wish_and_erased_on_wish_without_a_figure_in_the_audit():
    household = a_household()
    answers = Answers(income_cents=1_234_00, adults=2, food_budget_cents=300_00)
    done(keep_guidance(office(), household_id=household, answers=answers))
    assert kept_answers(household) == answers
    assert done(forget_guidance(office(), household_id=household)) is True
    assert kept_answers(household) is None
    assert done(forget_guidance(office(), household_id=household)) is False
    assert all("1234" not in str(line.facts) for line in lines())
