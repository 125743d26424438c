"""What the team writes about its leads."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.strategy.leads.actions import Step, move_lead, open_lead
from ecot.strategy.leads.queries import LeadView
from ecot.strategy.leads.queries import lead as lead_of
from ecot.strategy.leads.states import LEAD_STATE_NAMES, NEXT_LEAD_STATES, LeadState
from ecot.strategy.mechanisms import mechanisms
from ecot.values.act import Act
from ecot.web.deeds import DeedForm, DeedPage
from ecot.web.fields import initial_day
from ecot.web.said import Said
from ecot.web.strategy.forms import LeadForm, StepForm


class StrategyDeed(DeedPage):
    """A deed of the strategy pages."""

    shell = "strategy/frame.html"

    def back(self) -> str:
        """The leads."""
        return reverse("strategy:leads")


def step_of(said: Said) -> Step:
    """The step of a form."""
    return Step(
        state=LeadState(said.text("state")),
        owner=said.text("owner"),
        next_step=said.text("next_step"),
        next_on=said.day_or_nothing("next_on"),
        note=said.text("note"),
    )


class OpenLead(StrategyDeed):
    """Somebody follows a new lead."""

    form_class = LeadForm
    title = _("Ouvrir une piste")
    lead = _("Une personne la suit, et sait quel est le prochain pas.")
    button = _("Ouvrir")

    def first_values(self) -> Mapping[str, object]:
        """The mechanism from which one came, and who is there."""
        return {
            "mechanism": self.request.GET.get("financement", ""),
            "state": LeadState.IDEA.value,
            "owner": str(self.visitor.user),
        }

    def offer(self, form: DeedForm) -> None:
        """The states and the mechanisms."""
        _offer_states(form, frozenset(LeadState))
        found = [(each.id, each.label) for each in mechanisms().values()]
        _choices(form, "mechanism", [("", gettext("aucun de la liste")), *found])

    def deed(self, act: Act, said: Said) -> object:
        """Open it."""
        return open_lead(
            act, title=said.text("title"), mechanism=said.text("mechanism"), step=step_of(said)
        )

    def told(self, done: object) -> str:
        """It is followed."""
        return gettext("La piste est ouverte.")

    def address(self, done: object) -> str:
        """Its page."""
        return reverse("strategy:lead", kwargs={"lead_id": done})


class MoveLead(StrategyDeed):
    """A step of a lead is noted."""

    form_class = StepForm
    title = _("Noter une étape")
    button = _("Noter")
    found: LeadView

    def prepare(self) -> None:
        """The lead must exist."""
        identity = self.kwargs["lead_id"]
        assert isinstance(identity, UUID), "the address bears the lead's identifier"
        found = lead_of(identity)
        if found is None:
            raise Http404
        self.found = found

    def first_values(self) -> Mapping[str, object]:
        """As it stands; the note is a new one."""
        now = self.found.now
        due = "" if now.next_on is None else initial_day(now.next_on)
        return {
            "state": now.state.value,
            "owner": now.owner,
            "next_step": now.next_step,
            "next_on": due,
        }

    def offer(self, form: DeedForm) -> None:
        """The states to which one may go from here."""
        _offer_states(form, NEXT_LEAD_STATES[self.found.now.state])

    def surroundings(self) -> dict[str, object]:
        """Which lead."""
        return {"about": self.found.title}

    def back(self) -> str:
        """Its page."""
        return reverse("strategy:lead", kwargs={"lead_id": self.found.lead_id})

    def deed(self, act: Act, said: Said) -> object:
        """Note it."""
        return move_lead(act, lead_id=self.found.lead_id, step=step_of(said))

    def told(self, done: object) -> str:
        """It is noted."""
        return gettext("L’étape est notée.")


def _offer_states(form: DeedForm, states: frozenset[LeadState]) -> None:
    found = [(each.value, gettext(words)) for each, words in LEAD_STATE_NAMES.items()]
    _choices(form, "state", [pair for pair in found if pair[0] in states])


def _choices(form: DeedForm, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), f"{name}: a list"
    field.choices = choices
