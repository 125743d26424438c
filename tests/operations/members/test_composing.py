"""Who counts in a month (docs/algorithms/composition.md): changes count from the next month."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ecot.ledger import chart
from ecot.ledger.balances import wallet_balance
from ecot.operations.members.actions import (
    add_person,
    bring_back_person,
    change_state,
    correct_person,
    merge_households,
    remove_person,
    separate_household,
    set_participation,
)
from ecot.operations.members.actions.registering import register_household
from ecot.operations.members.directory import household_file
from ecot.operations.members.models import Belonging
from ecot.operations.members.people import Contact, NewHousehold, NewPerson
from ecot.operations.members.queries import Composition, composition, compositions, state_on
from ecot.operations.members.states import State
from ecot.values.month import Month
from ecot.values.refusal import Refused
from tests.builders.members import a_household, office

MARCH, APRIL, MAY = Month(2026, 3), Month(2026, 4), Month(2026, 5)
MID_MARCH = office(date(2026, 3, 14))
LIMIT = 17
ZOE = NewPerson("Zoé", "Martin", 1990)
BABY = NewPerson("Bébé", "Martin", 2026)

pytestmark = pytest.mark.django_db


def persons(household_id):
    found = household_file(household_id)
    assert found is not None
    return [person.person_id for person in found.persons if person.counts_until is None]


def counted(household_id, month=APRIL):
    found = composition(household_id, month, LIMIT)
    return found.adults, found.children


def refusal(answer):
    assert isinstance(answer, Refused), answer
    assert answer.sentence
    return answer.code


@pytest.mark.parametrize(
    ("birth_year", "participates", "adults", "children"),
    [
        (2008, True, 1, 0),
        (2009, True, 0, 1),
        (2009, False, 0, 1),
        (2008, False, 0, 0),
        (2026, False, 0, 1),
        (1901, True, 1, 0),
    ],
)
def test_age_is_that_of_the_civil_year_and_only_adults_must_participate(
    birth_year, participates, adults, children
):
    household_id = a_household(1)
    person = NewPerson("Léo", "Martin", birth_year, participates)
    assert add_person(MID_MARCH, household_id=household_id, person=person)
    assert counted(household_id, APRIL) == (1 + adults, children)


def test_a_child_becomes_an_adult_in_january():
    household_id = a_household(1)
    assert add_person(MID_MARCH, household_id=household_id, person=NewPerson("Léo", "", 2008 + 1))
    assert counted(household_id, Month(2026, 12)) == (1, 1)
    assert counted(household_id, Month(2027, 1)) == (2, 0)


def test_a_newborn_counts_from_the_next_month():
    household_id = a_household(2)
    added = add_person(MID_MARCH, household_id=household_id, person=BABY)
    assert added
    assert added.month == APRIL
    assert (counted(household_id, MARCH), counted(household_id, APRIL)) == ((2, 0), (2, 1))


def test_on_29_february_the_next_month_is_march():
    household_id = a_household(2, since=date(2024, 1, 1))
    added = add_person(office(date(2024, 2, 29)), household_id=household_id, person=ZOE)
    assert added
    assert added.month == Month(2024, 3)


def test_before_its_entry_a_household_may_still_say_who_it_is():
    household_id = a_household(1, state=State.APPLICANT, since=date(2026, 3, 2))
    assert add_person(MID_MARCH, household_id=household_id, person=ZOE)
    assert counted(household_id, MARCH) == (2, 0)


def test_somebody_who_leaves_counts_until_the_end_of_the_month():
    household_id = a_household(2, 1)
    gone = remove_person(
        MID_MARCH, household_id=household_id, person_id=persons(household_id)[0], reason="déménage"
    )
    assert gone
    assert (counted(household_id, MARCH), counted(household_id, APRIL)) == ((2, 1), (1, 1))
    assert bring_back_person(MID_MARCH, household_id=household_id, person_id=gone.person_id)
    assert counted(household_id, APRIL) == (2, 1)
    again = bring_back_person(MID_MARCH, household_id=household_id, person_id=gone.person_id)
    assert refusal(again) == "PERSON_UNKNOWN"


def test_somebody_added_by_mistake_never_counts():
    household_id = a_household(1)
    added = add_person(MID_MARCH, household_id=household_id, person=ZOE)
    assert added
    assert remove_person(
        MID_MARCH, household_id=household_id, person_id=added.person_id, reason="erreur"
    )
    assert {counted(household_id, month) for month in (MARCH, APRIL, MAY)} == {(1, 0)}


def test_participation_changed_back_and_forth_ends_where_it_began():
    household_id = a_household(2)
    second = persons(household_id)[1]
    for participates in (False, True, False):
        assert set_participation(
            MID_MARCH, household_id=household_id, person_id=second, participates=participates
        )
    assert (counted(household_id, MARCH), counted(household_id, APRIL)) == ((2, 0), (1, 0))


def test_a_household_keeps_somebody_and_somebody_who_participates():
    household_id = a_household(1)
    (only,) = persons(household_id)
    removed = remove_person(MID_MARCH, household_id=household_id, person_id=only, reason="part")
    assert refusal(removed) == "SOMEBODY_MUST_STAY"
    quiet = set_participation(
        MID_MARCH, household_id=household_id, person_id=only, participates=False
    )
    assert refusal(quiet) == "NOBODY_PARTICIPATES"
    assert counted(household_id, APRIL) == (1, 0)


def test_a_mistake_in_a_name_or_a_year_is_put_right_at_once():
    household_id = a_household(1)
    (only,) = persons(household_id)
    right = NewPerson("Zoé", "Béranger", 2012)
    assert correct_person(MID_MARCH, household_id=household_id, person_id=only, person=right)
    assert counted(household_id, MARCH) == (0, 1)
    wrong = NewPerson("Zoé", "Béranger", 2027)
    refused = correct_person(MID_MARCH, household_id=household_id, person_id=only, person=wrong)
    assert refusal(refused) == "BIRTH_YEAR_UNLIKELY"


def test_a_couple_separates_and_each_counts_at_home_from_the_next_month():
    household_id = a_household(2, 2)
    first, _, *children = persons(household_id)[::-1]
    parted = separate_household(
        MID_MARCH,
        household_id=household_id,
        person_ids=[first, *children[:1]],
        contact=Contact(email="seul@example.org"),
    )
    assert parted
    assert parted.month == APRIL
    assert state_on(parted.household_id, date(2026, 3, 14)) is State.ACTIVE
    assert wallet_balance(parted.household_id) == 0
    assert counted(household_id, MARCH) == (2, 2)
    in_march, in_april = compositions(MARCH, LIMIT), compositions(APRIL, LIMIT)
    assert parted.household_id not in in_march
    assert in_april[household_id].adults + in_april[parted.household_id].adults == 2
    assert in_april[household_id].children + in_april[parted.household_id].children == 2


def test_a_separation_may_lead_to_a_household_that_exists():
    household_id, other = a_household(2), a_household(1)
    moving = persons(household_id)[:1]
    assert separate_household(
        MID_MARCH, household_id=household_id, person_ids=moving, to_household_id=other
    )
    assert (counted(household_id), counted(other)) == ((1, 0), (2, 0))


@pytest.mark.parametrize(
    ("choose", "code"),
    [
        (lambda mine, theirs: [], "NOBODY_IN_HOUSEHOLD"),
        (lambda mine, theirs: mine, "SOMEBODY_MUST_STAY"),
        (lambda mine, theirs: theirs, "PERSON_UNKNOWN"),
    ],
)
def test_a_separation_that_cannot_be_changes_nothing(choose, code):
    household_id, other = a_household(2), a_household(1)
    before = list(Belonging.objects.values_list("person_id", "household_id", "counts_until"))
    chosen = choose(persons(household_id), persons(other))
    parted = separate_household(MID_MARCH, household_id=household_id, person_ids=chosen)
    assert refusal(parted) == code
    after = list(Belonging.objects.values_list("person_id", "household_id", "counts_until"))
    assert after == before


def test_two_households_become_one_and_the_other_leaves_that_day():
    kept, joined = a_household(1), a_household(1, 1)
    merged = merge_households(MID_MARCH, kept_id=kept, joined_id=joined, reason="vivent ensemble")
    assert merged
    assert merged.month == APRIL
    assert compositions(MARCH, LIMIT) == {kept: Composition(1, 0), joined: Composition(1, 1)}
    assert compositions(APRIL, LIMIT) == {kept: Composition(2, 1)}
    assert state_on(joined, date(2026, 3, 31)) is State.ACTIVE
    assert state_on(joined, date(2026, 4, 1)) is State.LEFT
    assert (
        refusal(merge_households(MID_MARCH, kept_id=kept, joined_id=kept, reason="x"))
        == "SAME_HOUSEHOLD"
    )


def test_households_that_are_not_active_at_the_end_of_the_month_are_not_listed():
    stays, pauses, leaves = a_household(1), a_household(1), a_household(1)
    waits = a_household(1, state=State.WAITING)
    assert change_state(MID_MARCH, household_id=pauses, to=State.PAUSED, reason="voyage")
    assert change_state(MID_MARCH, household_id=leaves, to=State.LEFT, reason="déménage")
    assert set(compositions(MARCH, LIMIT)) == {stays}
    assert set(compositions(MARCH, LIMIT, on=date(2026, 3, 13))) == {stays, pauses, leaves}
    assert set(compositions(Month(2026, 2), LIMIT)) == {stays, pauses, leaves}
    assert waits not in compositions(MAY, LIMIT)


def test_two_queries_whatever_the_number_of_households(django_assert_num_queries):
    for _ in range(5):
        a_household(2, 1)
    with django_assert_num_queries(2):
        assert len(compositions(MARCH, LIMIT)) == 5


class TestCounting(TestCase):
    """The count in SQL is the count of the page, whoever is in the household."""

    @settings(max_examples=25)
    @given(
        st.lists(st.tuples(st.integers(1920, 2025), st.booleans()), min_size=1, max_size=8),
        st.integers(0, 25),
        st.integers(2025, 2040),
    )
    def test_the_database_counts_as_the_page_says(self, drawn, age_max, year):
        people = [
            NewPerson(f"P{rank}", "", born, plays) for rank, (born, plays) in enumerate(drawn)
        ]
        people.append(NewPerson("Always", "", 1960, True))
        new = NewHousehold(tuple(people), state=State.ACTIVE)
        registered = register_household(office(date(2025, 6, 1)), household=new)
        assert registered, registered
        children = sum(1 for person in people if year - person.birth_year <= age_max)
        adults = sum(
            1 for person in people if year - person.birth_year > age_max and person.participates
        )
        month = Month(year, 7)
        found = composition(registered.household_id, month, age_max)
        assert found == Composition(adults, children)
        assert compositions(month, age_max)[registered.household_id] == found


def test_every_household_has_its_wallet():
    household_id = a_household(1)
    assert chart.wallet(household_id).is_guarded
    assert wallet_balance(household_id) == 0
