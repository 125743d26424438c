"""Leads for tests."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from ecot.simulation.files.reading import read_scenario
from ecot.strategy.leads.actions import Step, move_lead, open_lead
from ecot.strategy.leads.states import LeadState
from ecot.strategy.scenarios.actions import keep_scenario
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.references import Actor
from ecot.values.refusal import Refused

_KEYS = count(1)


def strategy_act(on: date = date(2026, 3, 14), **body: object) -> Act:
    """Somebody of the team writes something down."""
    return asked(Actor("user-1"), clock.at(on, 10), f"strategy:{next(_KEYS)}", **body)


def a_step(state: LeadState = LeadState.IDEA, owner: str = "Nadia", **other: Any) -> Step:
    """A step as it is noted."""
    return Step(state=state, owner=owner, **other)


def a_lead(
    title: str = "La CAF de l'Hérault",
    mechanism: str = "caf_msa_cpam",
    state: LeadState = LeadState.IDEA,
    **other: Any,
) -> UUID:
    """A lead that somebody follows."""
    found = open_lead(
        strategy_act(title=title), title=title, mechanism=mechanism, step=a_step(state, **other)
    )
    assert not isinstance(found, Refused), found
    return found


def a_scenario(name: str = "Plus grand") -> UUID:
    """A future that was kept: the shipped Montpellier, smaller so that pages are quick."""
    found = keep_scenario(
        strategy_act(name=name),
        name=name,
        start=read_scenario("montpellier-2026", changed=["draws=20", "months=24"]),
        changes={"costs.fixed_month_cents": 8_000_00},
    )
    assert not isinstance(found, Refused), found.sentence
    return found


def moved(lead_id: UUID, state: LeadState, **other: Any) -> UUID | Refused:
    """The lead goes on."""
    return move_lead(strategy_act(state=state), lead_id=lead_id, step=a_step(state, **other))
