"""The office opens the site to a household, its helper or a point of sale: an address, nothing more.

Roles of the team are given by the administrator only, in `accounts.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.access import actions
from ecot.access.models import Appointment
from ecot.access.roles import Role
from ecot.values import references
from ecot.values.act import Act
from ecot.values.refusal import Refused
from ecot.web.deeds import DeedForm
from ecot.web.fields import choice_field, text_field
from ecot.web.office.households.deeds import HouseholdDeed
from ecot.web.office.shops.points import PointDeed
from ecot.web.said import Said

_LEAD = _("La personne entre avec un code envoyé à cette adresse. Il n’y a pas de mot de passe.")


class EntryForm(DeedForm):
    """A person and an address."""

    email = text_field(_("Courriel"), longest=254, attributes={"inputmode": "email"})
    name = text_field(_("Nom"), longest=120, required=False)


class HouseholdEntryForm(EntryForm):
    """A person of the household, or somebody who helps it."""

    role = choice_field(
        _("C’est"), [("household", _("une personne du foyer")), ("helper", _("un aidant"))]
    )


def let_in(act: Act, said: Said, *, role: Role, acts_for: str) -> object:
    """Open the account if need be, and give it this one role."""
    user = actions.open_account(act, email=said.text("email"), name=said.text("name"))
    if isinstance(user, Refused):
        return user
    return actions.appoint(act, user_id=user.pk, role=role, acts_for=acts_for)


def welcome(done: object) -> str:
    """Who may enter."""
    assert isinstance(done, Appointment), "a refusal was answered before"
    return gettext("{who} peut entrer dès maintenant.").format(who=done.user)


class LetHouseholdIn(HouseholdDeed):
    """A person of a household, or its helper, may see its purse."""

    form_class = HouseholdEntryForm
    title = _("Ouvrir le site à ce foyer")
    lead = _LEAD
    button = _("Ouvrir")

    def first_values(self) -> Mapping[str, object]:
        """The address that is known."""
        return {"email": self.file.contact.email, "name": self.file.names}

    def deed(self, act: Act, said: Said) -> object:
        """Let them in."""
        role = Role.HELPER if said.text("role") == Role.HELPER else Role.HOUSEHOLD
        return let_in(act, said, role=role, acts_for=references.household(self.household_id))

    def told(self, done: object) -> str:
        """Who may enter."""
        return welcome(done)


class LetPointIn(PointDeed):
    """Somebody may open the till of a point of sale."""

    form_class = EntryForm
    title = _("Ouvrir cette caisse à quelqu’un")
    lead = _LEAD
    button = _("Ouvrir")

    def first_values(self) -> Mapping[str, object]:
        """The address that is known."""
        return {"email": self.shop.email, "name": self.shop.contact_name or self.point.name}

    def deed(self, act: Act, said: Said) -> object:
        """Let them in."""
        reference = references.point_of_sale(self.point_id)
        return let_in(act, said, role=Role.POINT_OF_SALE, acts_for=reference)

    def told(self, done: object) -> str:
        """Who may enter."""
        return welcome(done)
