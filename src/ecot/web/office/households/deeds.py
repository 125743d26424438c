"""What the office does with a household's file: register, reach, state, parting, joining."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.members import actions
from ecot.operations.members.actions import Registered, Separated, StateChanged
from ecot.operations.members.directory import HouseholdFile, household_file
from ecot.operations.members.people import Band, Contact, NewHousehold, NewPerson
from ecot.operations.members.states import NEXT_STATES, STATE_NAMES, Prefers, State
from ecot.values import clock
from ecot.values.act import Act
from ecot.web.deeds import DeedForm, DeedPage
from ecot.web.fields import initial_day
from ecot.web.office.households import forms as shapes
from ecot.web.said import Said


class OfficeDeed(DeedPage):
    """A deed of the office, within its frame."""

    shell = "office/frame.html"


class HouseholdDeed(OfficeDeed):
    """A deed about one household."""

    file: HouseholdFile

    @property
    def household_id(self) -> UUID:
        """Which household."""
        found = self.kwargs["household_id"]
        assert isinstance(found, UUID), "the address bears the household's identifier"
        return found

    def prepare(self) -> None:
        """The household must exist."""
        found = household_file(self.household_id)
        if found is None:
            raise Http404
        self.file = found

    def surroundings(self) -> dict[str, object]:
        """Which household, said above the form."""
        words = gettext("Foyer {number} · {names}")
        return {"about": words.format(number=self.file.number, names=self.file.names)}

    def back(self) -> str:
        """Its page."""
        return reverse("office:household", kwargs={"household_id": self.household_id})


class Register(OfficeDeed):
    """A household joins: its first person, how to reach it."""

    form_class = shapes.RegisterForm
    title = _("Inscrire un foyer")
    lead = _("Commencez par une personne. Les autres s’ajoutent ensuite, sur sa page.")
    button = _("Inscrire")

    def back(self) -> str:
        """The list."""
        return reverse("office:households")

    def deed(self, act: Act, said: Said) -> object:
        """Register."""
        band = said.text("band")
        household = NewHousehold(
            persons=(new_person(said),),
            contact=contact(said),
            state=State(said.text("state")),
            band=Band(band) if band else None,
        )
        return actions.register_household(act, household=household)

    def told(self, done: object) -> str:
        """Its number."""
        assert isinstance(done, Registered), "a refusal was answered before"
        return gettext("Le foyer est inscrit sous le numéro {number}.").format(number=done.number)

    def address(self, done: object) -> str:
        """Its page."""
        assert isinstance(done, Registered), "a refusal was answered before"
        return reverse("office:household", kwargs={"household_id": done.household_id})


def new_person(said: Said) -> NewPerson:
    """The person of a form."""
    return NewPerson(
        said.text("given_name"),
        said.text("family_name"),
        said.number("birth_year"),
        said.yes("participates"),
    )


def contact(said: Said) -> Contact:
    """The ways to reach of a form."""
    prefers = Prefers(said.text("prefers") or Prefers.MAIL)
    return Contact(said.text("email"), said.text("phone"), said.text("address"), prefers)


class ChangeContact(HouseholdDeed):
    """How to reach a household changes."""

    form_class = shapes.ContactForm
    title = _("Comment joindre ce foyer")
    button = _("Enregistrer")

    def first_values(self) -> Mapping[str, object]:
        """What is known."""
        known = self.file.contact
        return {
            "email": known.email,
            "phone": known.phone,
            "address": known.address,
            "prefers": str(known.prefers),
        }

    def deed(self, act: Act, said: Said) -> object:
        """Change it."""
        return actions.change_contact(act, household_id=self.household_id, contact=contact(said))

    def told(self, done: object) -> str:
        """It is written."""
        return gettext("C’est enregistré.")


class ChangeState(HouseholdDeed):
    """The contract of a household passes to another state."""

    form_class = shapes.StateForm
    title = _("Changer l’état du foyer")
    button = _("Changer")

    def offer(self, form: DeedForm) -> None:
        """Only the next states of the table; leaving has its own page."""
        now = self.file.state
        ways = [each for each in State if now is not None and each in NEXT_STATES[now]]
        field = form.fields["to"]
        assert isinstance(field, forms.ChoiceField), "a list of states"
        field.choices = [(str(each), STATE_NAMES[each]) for each in ways if each is not State.LEFT]

    def first_values(self) -> Mapping[str, object]:
        """From today."""
        return {"since_on": initial_day(clock.today())}

    def deed(self, act: Act, said: Said) -> object:
        """Change it."""
        return actions.change_state(
            act,
            household_id=self.household_id,
            to=State(said.text("to")),
            reason=said.text("reason"),
            since_on=said.day("since_on"),
        )

    def told(self, done: object) -> str:
        """The new state."""
        assert isinstance(done, StateChanged), "a refusal was answered before"
        return gettext("Le foyer est maintenant : {state}.").format(state=STATE_NAMES[done.state])


class Separate(HouseholdDeed):
    """Some persons of a household make another one."""

    form_class = shapes.PeopleForm
    title = _("Séparer ce foyer en deux")
    lead = _("Le nouveau foyer a son numéro et son porte-monnaie tout de suite.")
    button = _("Séparer")

    def offer(self, form: DeedForm) -> None:
        """The persons who are there."""
        field = form.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField), "a list of persons"
        field.choices = [
            (str(row.person_id), f"{row.given_name} {row.family_name}")
            for row in self.file.persons
            if row.counts_until is None
        ]

    def deed(self, act: Act, said: Said) -> object:
        """Separate."""
        return actions.separate_household(
            act,
            household_id=self.household_id,
            person_ids=said.identities("people"),
            contact=Contact(said.text("email"), "", said.text("address")),
        )

    def told(self, done: object) -> str:
        """The new number."""
        assert isinstance(done, Separated), "a refusal was answered before"
        words = gettext("Le nouveau foyer porte le numéro {number}. Vous pouvez y passer des MonA.")
        return words.format(number=done.number)

    def address(self, done: object) -> str:
        """Moving MonA to the new household."""
        return reverse("office:move_wallet", kwargs={"household_id": self.household_id})


class Merge(HouseholdDeed):
    """Another household joins this one."""

    form_class = shapes.MergeForm
    title = _("Réunir deux foyers")
    lead = _("L’autre foyer quitte la caisse ; ses personnes comptent ici le mois prochain.")
    button = _("Réunir")

    def deed(self, act: Act, said: Said) -> object:
        """Merge."""
        return actions.merge_households(
            act,
            kept_id=self.household_id,
            joined_id=said.identity("joined"),
            reason=said.text("reason"),
        )

    def told(self, done: object) -> str:
        """It is done."""
        return gettext("Les deux foyers sont réunis. Passez ici les MonA de l’autre foyer.")
