"""Who may enter, with which role, on whose behalf: the administrator's page."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.access import actions
from ecot.access.models import Appointment, User
from ecot.access.queries import accounts as all_accounts
from ecot.access.roles import APPOINTABLE, WORDS, Role
from ecot.operations.shops.queries import points_of_sale
from ecot.values import references
from ecot.values.act import Act
from ecot.values.refusal import Refused
from ecot.web.deeds import DeedForm
from ecot.web.fields import choice_field, text_field
from ecot.web.office.households.deeds import OfficeDeed
from ecot.web.office.households.forms import HouseholdNumberField
from ecot.web.said import Said


class AccountForm(DeedForm):
    """A person, a role, and for whom."""

    email = text_field(_("Courriel"), longest=254, attributes={"inputmode": "email"})
    name = text_field(_("Nom"), longest=120, required=False)
    role = choice_field(
        _("Rôle"), [(str(role), WORDS[role]) for role in Role if role in APPOINTABLE]
    )
    household = HouseholdNumberField(
        label=_("Numéro du foyer"),
        help_text=_("Pour un foyer ou un aidant."),
        required=False,
    )
    point = choice_field(
        _("Point de vente"), help_text=_("Pour un point de vente."), required=False
    )


class EndForm(DeedForm):
    """Nothing to fill in: one confirms."""


def listing(request: HttpRequest) -> HttpResponse:
    """Every account with its roles."""
    search = request.GET.get("q", "")[:100]
    context = {"accounts": all_accounts(search=search), "words": WORDS, "search": search}
    return render(request, "office/accounts.html", context)


class GiveRole(OfficeDeed):
    """An account is opened where there is none, and gets a role."""

    form_class = AccountForm
    title = _("Donner un rôle")
    lead = _("La personne entre avec un code envoyé à cette adresse. Il n’y a pas de mot de passe.")
    button = _("Donner ce rôle")

    def back(self) -> str:
        """The accounts."""
        return reverse("office:accounts")

    def offer(self, form: DeedForm) -> None:
        """The points of sale."""
        field = form.fields["point"]
        assert isinstance(field, forms.ChoiceField), "a list of points of sale"
        rows = [(str(row.point_of_sale_id), row.name) for row in points_of_sale()]
        field.choices = [("", gettext("aucun")), *rows]

    def first_values(self) -> Mapping[str, object]:
        """The role that is asked most."""
        return {"role": str(Role.HOUSEHOLD)}

    def deed(self, act: Act, said: Said) -> object:
        """Open the account if need be, and appoint."""
        user = actions.open_account(act, email=said.text("email"), name=said.text("name"))
        if isinstance(user, Refused):
            return user
        role = Role(said.text("role"))
        return actions.appoint(act, user_id=user.pk, role=role, acts_for=_acts_for(role, said))

    def told(self, done: object) -> str:
        """It is given."""
        assert isinstance(done, Appointment), "a refusal was answered before"
        words = gettext("{who} a maintenant le rôle « {role} ».")
        return words.format(who=done.user, role=gettext(WORDS[Role(done.role)]))


def _acts_for(role: Role, said: Said) -> str:
    if role in {Role.HOUSEHOLD, Role.HELPER} and said.text("household"):
        return references.household(said.identity("household"))
    if role is Role.POINT_OF_SALE and said.text("point"):
        return references.point_of_sale(UUID(said.text("point")))
    return ""


class EndRole(OfficeDeed):
    """A role ends."""

    form_class = EndForm
    title = _("Retirer ce rôle ?")
    button = _("Retirer")
    appointment: Appointment

    def prepare(self) -> None:
        """The appointment must be open."""
        rows = Appointment.objects.filter(pk=self.kwargs["appointment_id"], until_at=None)
        found = rows.select_related("user").first()
        if found is None:
            raise Http404
        self.appointment = found

    def surroundings(self) -> dict[str, object]:
        """Whose."""
        role = gettext(WORDS[Role(self.appointment.role)])
        return {"about": f"{self.appointment.user} · {role}"}

    def back(self) -> str:
        """The accounts."""
        return reverse("office:accounts")

    def deed(self, act: Act, said: Said) -> object:
        """End it."""
        return actions.end_appointment(act, appointment_id=self.appointment.pk)

    def told(self, done: object) -> str:
        """It has ended."""
        return gettext("Le rôle est retiré.")


class CloseSessions(OfficeDeed):
    """Every open session of an account closes at once."""

    form_class = EndForm
    title = _("Fermer toutes ses sessions ?")
    lead = _("Pour un téléphone perdu, par exemple. La personne pourra entrer à nouveau.")
    button = _("Fermer ses sessions")
    person: User

    def prepare(self) -> None:
        """The account must exist."""
        found = User.objects.filter(pk=self.kwargs["user_id"]).first()
        if found is None:
            raise Http404
        self.person = found

    def surroundings(self) -> dict[str, object]:
        """Whose."""
        return {"about": str(self.person)}

    def back(self) -> str:
        """The accounts."""
        return reverse("office:accounts")

    def deed(self, act: Act, said: Said) -> object:
        """Close them."""
        return actions.close_sessions(act, user_id=self.person.pk)

    def told(self, done: object) -> str:
        """They are closed."""
        return gettext("Ses sessions sont fermées.")
