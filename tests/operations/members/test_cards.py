"""Cards and codes: given once, blocked the same minute, never read back from the database."""

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from ecot.operations.members.actions import (
    change_card,
    change_state,
    issue_card,
    renew_code,
    report_card_lost,
)
from ecot.operations.members.codes import code_matches, draw_codes, hash_code
from ecot.operations.members.directory import household_file
from ecot.operations.members.models import Card, HouseholdCode
from ecot.operations.members.queries import holder_of_card, holder_of_number
from ecot.operations.members.states import NEXT_CARD_STATES, CardState, State
from ecot.operations.notices.queries import notices
from ecot.values.refusal import Refused
from tests.builders.members import a_card, a_household, office

DAY = date(2026, 3, 14)
ACT = office(DAY)

pytestmark = pytest.mark.django_db


def refusal(answer):
    assert isinstance(answer, Refused), answer
    assert answer.sentence
    return answer.code


def held(token, on=DAY):
    holder = holder_of_card(token, on)
    assert holder is not None
    return holder


def code_accepted(holder, given):
    """As the till asks; a household that is not known has no code."""
    return code_matches(
        given,
        six_hash="" if holder is None else holder.six_hash,
        four_hash="" if holder is None else holder.four_hash,
        with_card=holder is not None and holder.card_id is not None,
    )


def test_a_card_leads_to_its_household_in_one_query(django_assert_num_queries):
    card = a_card(a_household())
    with django_assert_num_queries(1):
        holder = held(card.token)
    assert holder.household_id == card.household_id
    assert (holder.card_state, holder.state) == (CardState.ACTIVE, State.ACTIVE)


def test_a_number_leads_to_its_household_in_one_query(django_assert_num_queries):
    card = a_card(a_household())
    number = held(card.token).number
    with django_assert_num_queries(1):
        holder = holder_of_number(number, DAY)
    assert holder is not None
    assert (holder.household_id, holder.card_state) == (card.household_id, None)


@pytest.mark.parametrize("token", ["", "unknown", "x" * 500, "é", "' OR 1=1"])
def test_an_unknown_card_is_nobody(token):
    a_card(a_household())
    assert holder_of_card(token) is None


def test_neither_token_nor_code_is_kept():
    card = a_card(a_household())
    kept = str(Card.objects.values().get()) + str(HouseholdCode.objects.values().get())
    assert card.token not in kept
    assert card.codes.six not in kept
    assert len(card.token) == 22


def test_a_lost_card_pays_nothing_from_the_same_minute_and_the_others_go_on():
    household_id = a_household(email="zoe@example.org")
    lost, other = a_card(household_id), issue_card(ACT, household_id=household_id, label="Léo")
    assert other
    assert report_card_lost(ACT, card_id=lost.card_id) is CardState.LOST
    assert held(lost.token).card_state is CardState.LOST
    assert held(other.token).card_state is CardState.ACTIVE
    assert report_card_lost(ACT, card_id=lost.card_id) is CardState.LOST
    assert [row.to for row in notices(kind="members.card_lost")] == ["zoe@example.org"]


@pytest.mark.parametrize("before", list(CardState))
@pytest.mark.parametrize("after", list(CardState))
def test_only_the_steps_of_the_table_are_possible(before, after):
    card = a_card(a_household())
    Card.objects.update(state=before)
    answer = change_card(ACT, card_id=card.card_id, to=after, reason="essai")
    possible = after in NEXT_CARD_STATES[before]
    assert (answer is after) if possible else refusal(answer) == "CARD_STATE_NOT_NEXT"
    assert Card.objects.get().state == (after if possible else before)


def test_a_blocked_card_can_be_freed():
    card = a_card(a_household())
    assert (
        change_card(ACT, card_id=card.card_id, to=CardState.BLOCKED, reason="prêtée")
        is CardState.BLOCKED
    )
    assert held(card.token).card_state is CardState.BLOCKED
    assert (
        change_card(ACT, card_id=card.card_id, to=CardState.ACTIVE, reason="retrouvée")
        is CardState.ACTIVE
    )
    assert (
        refusal(change_card(ACT, card_id=card.card_id, to=CardState.LOST, reason=" "))
        == "REASON_MISSING"
    )


def test_every_card_of_a_leaver_dies_the_same_minute_and_no_new_one_is_made():
    household_id = a_household()
    cards = [a_card(household_id), a_card(household_id)]
    assert change_state(ACT, household_id=household_id, to=State.LEFT, reason="décès")
    assert {held(card.token).card_state for card in cards} == {CardState.WITHDRAWN}
    assert refusal(issue_card(ACT, household_id=household_id)) == "HOUSEHOLD_HAS_LEFT"
    assert refusal(renew_code(ACT, household_id=household_id)) == "HOUSEHOLD_HAS_LEFT"


def test_a_departure_that_lies_ahead_takes_the_card_on_its_day():
    household_id = a_household()
    card = a_card(household_id)
    april = date(2026, 4, 1)
    assert change_state(
        ACT, household_id=household_id, to=State.LEFT, reason="part", since_on=april
    )
    assert held(card.token, date(2026, 3, 31)).card_state is CardState.ACTIVE
    assert held(card.token, april).card_state is CardState.WITHDRAWN


def test_coming_back_does_not_wake_an_old_card():
    household_id = a_household()
    card = a_card(household_id)
    april = date(2026, 4, 1)
    assert change_state(
        ACT, household_id=household_id, to=State.LEFT, reason="part", since_on=april
    )
    back = office(date(2026, 9, 1))
    assert change_state(back, household_id=household_id, to=State.ACTIVE, reason="revient")
    assert held(card.token, date(2026, 9, 1)).card_state is CardState.WITHDRAWN


def test_six_digits_with_the_number_four_with_the_card():
    card = a_card(a_household())
    with_card = held(card.token)
    with_number = holder_of_number(with_card.number)
    assert code_accepted(with_card, card.codes.four)
    assert code_accepted(with_card, card.codes.six)
    assert code_accepted(with_number, card.codes.six)
    assert not code_accepted(with_number, card.codes.four)
    assert not code_accepted(None, card.codes.six)


def test_a_new_code_kills_the_old_one():
    card = a_card(a_household())
    new = renew_code(ACT, household_id=card.household_id)
    assert new
    assert code_accepted(held(card.token), new.six)
    assert new.six == card.codes.six or not code_accepted(held(card.token), card.codes.six)


@pytest.mark.parametrize("given", ["", "0", "12345", "1234567", "abcdef", "１２３４５６", "1234 "])
def test_what_is_not_the_code_is_not_accepted(given):
    kept = hash_code("123456")
    assert not code_matches(given, six_hash=kept, four_hash=hash_code("9876"), with_card=True)


def test_a_household_without_code_accepts_none():
    assert not code_matches("123456", six_hash="", four_hash="", with_card=False)


def test_a_code_outlives_a_change_of_the_secret_key(settings):
    kept = hash_code("123456")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert code_matches("123456", six_hash=kept, four_hash="", with_card=False)
    settings.SECRET_KEY_FALLBACKS = []
    assert not code_matches("123456", six_hash=kept, four_hash="", with_card=False)


@pytest.mark.parametrize("draw", range(10))
def test_codes_are_digits_drawn_apart(draw):
    codes = draw_codes()
    assert (len(codes.six), len(codes.four)) == (6, 4)
    assert (codes.six + codes.four).isdigit()


def test_the_file_of_a_household_shows_its_cards_but_no_secret(django_assert_max_num_queries):
    card = a_card(a_household())
    with django_assert_max_num_queries(6) as captured:
        found = household_file(card.household_id)
    assert isinstance(captured, CaptureQueriesContext)
    assert found is not None
    assert [(each.label, each.state) for each in found.cards] == [("première", CardState.ACTIVE)]
    assert card.token not in str(found)
