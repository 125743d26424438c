"""The contract of a household: one table of steps, dated, with reasons."""

from datetime import date
from itertools import product
from uuid import uuid4

import pytest

from ecot.operations.members.actions import change_state, place_in_band, register_household
from ecot.operations.members.directory import household_file
from ecot.operations.members.models import Household, MembershipState
from ecot.operations.members.people import Band, Contact, NewHousehold, NewPerson
from ecot.operations.members.queries import (
    entry_day,
    entry_days,
    holder_of_number,
    household_references,
    state_on,
    states_on,
)
from ecot.operations.members.states import NEXT_STATES, State
from ecot.records.audit import lines
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.numbers import parse_member_number
from ecot.values.references import Actor, household
from ecot.values.refusal import Refused
from tests.builders.members import OFFICE, a_household, office

pytestmark = pytest.mark.django_db

ZOE = NewPerson("Zoé", "Martin", 1990)
SEATS = date(2026, 1, 1)


def refusal(answer):
    assert isinstance(answer, Refused), answer
    assert answer.sentence
    return answer.code


def moved(household_id, to, on, since_on=None, reason="demande"):
    return change_state(
        office(on), household_id=household_id, to=to, reason=reason, since_on=since_on
    )


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_only_the_steps_of_the_table_are_possible(before, after):
    household_id = a_household(state=before, since=SEATS)
    answer = moved(household_id, after, date(2026, 2, 1))
    if after in NEXT_STATES[before]:
        assert answer
        assert state_on(household_id, date(2026, 2, 1)) is after
        assert state_on(household_id, date(2026, 1, 31)) is before
    else:
        assert refusal(answer) == "STATE_NOT_NEXT"
        assert state_on(household_id, date(2026, 2, 1)) is before


def test_nobody_is_known_before_the_first_state():
    household_id = a_household(since=SEATS)
    assert state_on(household_id, date(2025, 12, 31)) is None
    assert states_on(date(2025, 12, 31)) == {}
    assert states_on(SEATS) == {household_id: State.ACTIVE}


@pytest.mark.parametrize(
    ("since_on", "reason", "code"),
    [
        (date(2025, 12, 31), "avant", "STATE_TOO_EARLY"),
        (date(2027, 3, 1), "bien après", "STATE_TOO_LATE"),
        (None, "   ", "REASON_MISSING"),
    ],
)
def test_a_step_has_a_possible_day_and_a_reason(since_on, reason, code):
    household_id = a_household(since=SEATS)
    answer = moved(household_id, State.PAUSED, date(2026, 2, 1), since_on, reason)
    assert refusal(answer) == code
    assert MembershipState.objects.filter(household_id=household_id).count() == 1


def test_an_unknown_household_is_told_kindly():
    assert refusal(moved(Household().id, State.LEFT, SEATS)) == "HOUSEHOLD_UNKNOWN"


def test_the_entry_is_the_first_active_day_since_it_last_left():
    household_id = a_household(state=State.APPLICANT, since=SEATS)
    assert entry_day(household_id) is None
    steps = [
        (State.ACTIVE, date(2026, 2, 12), date(2026, 2, 12)),
        (State.PAUSED, date(2026, 3, 1), date(2026, 2, 12)),
        (State.ACTIVE, date(2026, 4, 1), date(2026, 2, 12)),
        (State.LEFT, date(2026, 5, 1), date(2026, 2, 12)),
        (State.ACTIVE, date(2026, 9, 3), date(2026, 9, 3)),
    ]
    for state, on, entered_on in steps:
        assert moved(household_id, state, on)
        assert entry_day(household_id) == entered_on
    assert entry_days() == {household_id: date(2026, 9, 3)}


def test_each_step_leaves_a_line_that_says_who_and_why():
    household_id = a_household(since=SEATS)
    assert moved(household_id, State.PAUSED, date(2026, 2, 1), reason="six mois à l'étranger")
    line = lines(household(household_id))[0]
    assert (line.kind, line.actor) == ("members.state_changed", OFFICE)
    assert line.facts["reason"] == "six mois à l'étranger"


def test_the_number_has_a_check_digit_and_leads_to_the_household():
    household_id = a_household()
    number = Household.objects.get(id=household_id).number
    assert parse_member_number(number) == number
    holder = holder_of_number(number, SEATS)
    assert holder is not None
    assert (holder.household_id, holder.card_state, holder.state) == (
        household_id,
        None,
        State.ACTIVE,
    )
    assert holder_of_number("9999-9") is None


def test_numbers_are_never_given_twice():
    numbers = [Household.objects.get(id=a_household()).number for _ in range(12)]
    assert len(set(numbers)) == 12


@pytest.mark.parametrize(
    ("household", "code"),
    [
        (NewHousehold(()), "NOBODY_IN_HOUSEHOLD"),
        (NewHousehold((NewPerson("", "Martin", 1990),)), "NAME_EMPTY"),
        (NewHousehold((NewPerson("Zoé", "Martin", 1849),)), "BIRTH_YEAR_UNLIKELY"),
        (NewHousehold((NewPerson("Zoé", "Martin", 2027),)), "BIRTH_YEAR_UNLIKELY"),
        (
            NewHousehold((NewPerson("Zoé", "Martin", 1990, participates=False),)),
            "NOBODY_PARTICIPATES",
        ),
        (NewHousehold((ZOE,), contact=Contact(email="zoé chez elle")), "EMAIL_INVALID"),
        (NewHousehold((ZOE,), contact=Contact(phone="je ne sais pas")), "PHONE_INVALID"),
        (NewHousehold((ZOE,), contact=Contact(phone="1234")), "PHONE_INVALID"),
        (NewHousehold((ZOE,), state=State.PAUSED), "STATE_NOT_FIRST"),
        (NewHousehold((ZOE,), state=State.LEFT), "STATE_NOT_FIRST"),
    ],
)
def test_a_household_that_cannot_be_is_refused_and_nothing_is_kept(household, code):
    assert refusal(register_household(office(SEATS), household=household)) == code
    assert not Household.objects.exists()


def test_people_without_mail_or_phone_or_family_name_can_join():
    new = NewHousehold((NewPerson("Zoé", "", 1990),))
    registered = register_household(office(SEATS), household=new)
    assert registered
    found = household_file(registered.household_id)
    assert found is not None
    assert (found.contact, found.band) == (Contact(), None)


def test_two_households_may_share_an_address():
    new = NewHousehold((ZOE,), contact=Contact(email="tous@example.org", phone="+33 6 12 34 56 78"))
    assert register_household(office(SEATS), household=new)
    assert register_household(office(SEATS), household=new)
    assert Household.objects.filter(email="tous@example.org").count() == 2


def test_the_same_request_sent_twice_registers_one_household():
    act = asked(OFFICE, clock.at(SEATS), "form-1", name="Zoé")
    once, again = (register_household(act, household=NewHousehold((ZOE,))) for _ in range(2))
    assert once == again
    assert Household.objects.count() == 1


def test_the_band_stands_apart_and_is_optional():
    new = NewHousehold((ZOE,), band=Band.UNDER_900)
    registered = register_household(Act(Actor("user-9"), clock.at(SEATS)), household=new)
    assert registered
    found = household_file(registered.household_id)
    assert found is not None
    assert found.band is Band.UNDER_900
    assert "band" not in {field.name for field in Household._meta.concrete_fields}


def test_a_household_says_its_band_changes_it_and_takes_it_back():
    who = register_household(office(SEATS), household=NewHousehold((ZOE,))).household_id
    for band in (Band.UNDER_900, Band.FROM_1300, None, None):
        place_in_band(office(SEATS), household_id=who, band=band)
        assert household_file(who).band is band
    assert refusal(place_in_band(office(SEATS), household_id=uuid4(), band=None)) == (
        "HOUSEHOLD_UNKNOWN"
    )
    said = [line.facts for line in lines(f"household-{who.hex}") if "band" in line.kind]
    assert {fact["change"] for fact in said} == {"indiquée", "retirée"}


def test_a_household_is_found_by_the_number_it_had_elsewhere():
    new = NewHousehold((ZOE,), former_number="F-17")
    registered = register_household(office(SEATS), household=new)
    assert registered
    references = household_references()
    assert references["F-17"] == references[registered.number] == registered.household_id
