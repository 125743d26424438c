"""What the office does with the persons of a household: each change counts from the next month."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.members import actions
from ecot.operations.members.actions import CountsFrom
from ecot.operations.members.directory import PersonRow
from ecot.operations.members.people import NewPerson
from ecot.values.act import Act
from ecot.web.office.households import forms as shapes
from ecot.web.office.households.deeds import HouseholdDeed, new_person
from ecot.web.said import Said
from ecot.web.wording import of_month


class AddPerson(HouseholdDeed):
    """Somebody joins the household."""

    form_class = shapes.PersonForm
    title = _("Ajouter une personne")
    lead = _("Elle compte à partir du mois prochain ; tout de suite, si le foyer n’est pas entré.")
    button = _("Ajouter")

    def deed(self, act: Act, said: Said) -> object:
        """Add."""
        return actions.add_person(act, household_id=self.household_id, person=new_person(said))

    def told(self, done: object) -> str:
        """From which month."""
        assert isinstance(done, CountsFrom), "a refusal was answered before"
        return gettext("La personne compte à partir {month}.").format(month=of_month(done.month))


class PersonDeed(HouseholdDeed):
    """A deed about one person of a household."""

    person: PersonRow

    def prepare(self) -> None:
        """The person must be of this household."""
        super().prepare()
        wanted = self.kwargs["person_id"]
        found = [row for row in self.file.persons if row.person_id == wanted]
        if not found:
            raise Http404
        self.person = found[0]

    def surroundings(self) -> dict[str, object]:
        """Who."""
        name = f"{self.person.given_name} {self.person.family_name}".strip()
        return {"about": f"{super().surroundings()['about']} · {name}"}

    def told(self, done: object) -> str:
        """From which month."""
        assert isinstance(done, CountsFrom), "a refusal was answered before"
        return gettext("C’est noté, à partir {month}.").format(month=of_month(done.month))


class CorrectPerson(PersonDeed):
    """A name or a year of birth was typed wrong."""

    form_class = shapes.PersonNamesForm
    title = _("Corriger un nom ou une année")
    button = _("Corriger")

    def first_values(self) -> Mapping[str, object]:
        """What is known."""
        row = self.person
        return {
            "given_name": row.given_name,
            "family_name": row.family_name,
            "birth_year": row.birth_year,
        }

    def deed(self, act: Act, said: Said) -> object:
        """Correct."""
        person = NewPerson(
            said.text("given_name"),
            said.text("family_name"),
            said.number("birth_year"),
            self.person.participates,
        )
        return actions.correct_person(
            act, household_id=self.household_id, person_id=self.person.person_id, person=person
        )

    def told(self, done: object) -> str:
        """At once."""
        return gettext("C’est corrigé.")


class RemovePerson(PersonDeed):
    """Somebody leaves the household."""

    form_class = shapes.ReasonForm
    title = _("Cette personne quitte le foyer")
    lead = _("Elle ne compte plus à partir du mois prochain.")
    button = _("Enregistrer le départ")

    def deed(self, act: Act, said: Said) -> object:
        """Remove."""
        return actions.remove_person(
            act,
            household_id=self.household_id,
            person_id=self.person.person_id,
            reason=said.text("reason"),
        )


class Participation(PersonDeed):
    """A person begins or ceases to participate."""

    form_class = shapes.ConfirmForm
    button = _("Oui, changer")
    lead = _("Le changement compte à partir du mois prochain.")

    @property
    def title(self) -> str:  # type: ignore[override]  # the title depends on the person
        """What will change."""
        if self.person.participates:
            return gettext("Cette personne ne participe plus ?")
        return gettext("Cette personne participe maintenant ?")

    def deed(self, act: Act, said: Said) -> object:
        """Turn it."""
        return actions.set_participation(
            act,
            household_id=self.household_id,
            person_id=self.person.person_id,
            participates=not self.person.participates,
        )
