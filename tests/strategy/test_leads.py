"""A lead is followed by somebody, moves step by step, and keeps its history."""

from datetime import date
from uuid import uuid4

import pytest

from ecot.strategy.leads import refusals
from ecot.strategy.leads.actions import open_lead
from ecot.strategy.leads.models import LeadStep
from ecot.strategy.leads.queries import lead, leads
from ecot.strategy.leads.states import NEXT_LEAD_STATES, LeadState
from tests.builders.strategy import a_lead, a_step, moved, strategy_act

pytestmark = pytest.mark.django_db


def test_a_lead_keeps_every_step_and_stands_where_the_newest_says() -> None:
    found = a_lead(next_step="appeler", next_on=date(2026, 4, 2))
    assert moved(found, LeadState.IN_CONTACT, note="ils rappellent") == found
    view = lead(found)
    assert view is not None
    assert [step.state for step in view.steps] == [LeadState.IN_CONTACT, LeadState.IDEA]
    assert view.now.note == "ils rappellent"
    assert view.steps[1].next_step == "appeler"


def test_the_next_thing_to_do_comes_first_and_what_is_done_last() -> None:
    without = a_lead("Sans date")
    later = a_lead("Plus tard", next_on=date(2026, 6, 1))
    soon = a_lead("Bientôt", next_on=date(2026, 4, 1))
    closed = a_lead("Close", next_on=date(2026, 1, 1))
    moved(closed, LeadState.CLOSED, next_on=date(2026, 1, 1))
    assert [each.lead_id for each in leads()] == [soon, later, without, closed]
    assert [each.is_late(date(2026, 5, 1)) for each in leads()] == [True, False, False, False]


def test_a_step_sent_twice_is_noted_once_and_other_words_under_its_key_are_refused() -> None:
    act = strategy_act(title="Une")
    first = open_lead(act, title="Une", mechanism="", step=a_step())
    assert open_lead(act, title="Une", mechanism="", step=a_step()) == first
    assert LeadStep.objects.count() == 1
    other = strategy_act(title="Autre")
    again = open_lead(
        type(act)(act.actor, act.at, act.key, other.digest),
        title="Autre",
        mechanism="",
        step=a_step(),
    )
    assert again.code == refusals.LEAD_KEY_REUSED.code


@pytest.mark.parametrize(
    ("title", "mechanism", "owner", "reason"),
    [
        ("  ", "", "Nadia", refusals.LEAD_WITHOUT_TITLE),
        ("La Ville", "", " ", refusals.LEAD_WITHOUT_OWNER),
        ("La Ville", "loterie", "Nadia", refusals.MECHANISM_UNKNOWN),
    ],
)
def test_what_is_refused_leaves_nothing(title, mechanism, owner, reason) -> None:
    found = open_lead(strategy_act(), title=title, mechanism=mechanism, step=a_step(owner=owner))
    assert found.code == reason.code
    assert leads() == []


def test_money_is_not_obtained_from_somebody_who_was_never_spoken_to() -> None:
    found = a_lead()
    refused = moved(found, LeadState.OBTAINED)
    assert refused.code == refusals.LEAD_CANNOT_MOVE.code
    assert "« idée » ne passe pas à « obtenue »" in refused.sentence
    assert moved(uuid4(), LeadState.IDEA).code == refusals.LEAD_UNKNOWN.code


def test_every_state_has_its_ways() -> None:
    assert set(NEXT_LEAD_STATES) == set(LeadState)
    assert all(state in ways for state, ways in NEXT_LEAD_STATES.items())
