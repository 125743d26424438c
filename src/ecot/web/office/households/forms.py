"""Forms about households."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.operations.members.directory import household_of_number
from ecot.operations.members.people import BAND_NAMES
from ecot.operations.members.states import FIRST_STATES, PREFERENCE_NAMES, STATE_NAMES
from ecot.values.numbers import parse_member_number
from ecot.values.refusal import Refused
from ecot.web.deeds import DeedForm
from ecot.web.design.tags import sentence
from ecot.web.fields import AmountField, DayField, MonthField, choice_field, text_field

_OLDEST = 1900
_LAST = 2200


class HouseholdNumberField(forms.CharField):
    """A household by the number on its card; gives its identifier."""

    def to_python(self, value: object) -> object:  # type: ignore[override]  # Django fields answer their own type
        """The identifier of the household that bears this number."""
        typed = str(value or "").strip()
        if not typed:
            return None
        number = parse_member_number(typed)
        if isinstance(number, Refused):
            raise ValidationError(sentence(number))
        found = household_of_number(number)
        if found is None:
            words = gettext("Aucun foyer ne porte le numéro {number}. Vérifiez la carte.")
            raise ValidationError(words.format(number=number))
        return found

    def run_validators(self, value: object) -> None:
        """The number was checked when it was read."""


class ContactForm(DeedForm):
    """How to reach a household."""

    email = text_field(
        _("Courriel"), required=False, longest=254, attributes={"inputmode": "email"}
    )
    phone = text_field(_("Téléphone"), required=False, attributes={"inputmode": "tel"})
    address = text_field(_("Adresse"), required=False, longest=500)
    prefers = choice_field(
        _("Comment lui écrire"), [(str(each), words) for each, words in PREFERENCE_NAMES.items()]
    )


class PersonForm(DeedForm):
    """One person."""

    given_name = text_field(_("Prénom"), longest=300)
    family_name = text_field(_("Nom"), longest=300, required=False)
    birth_year = forms.IntegerField(
        label=_("Année de naissance"),
        help_text=_("L’année suffit, par exemple 1985."),
        min_value=_OLDEST,
        max_value=_LAST,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    participates = forms.BooleanField(
        label=_("Participe à la caisse"), required=False, initial=True
    )


class PersonNamesForm(PersonForm):
    """The names and the year of a person."""

    participates = None  # type: ignore[assignment]  # how Django drops a field


class RegisterForm(ContactForm, PersonForm):
    """A new household, by its first person and how to reach it; the others are added next."""

    state = choice_field(
        _("Pour commencer"),
        [(str(each), STATE_NAMES[each]) for each in STATE_NAMES if each in FIRST_STATES],
    )
    band = choice_field(
        _("Où le foyer se situe"),
        [("", _("ne souhaite pas le dire"))]
        + [(str(each), words) for each, words in BAND_NAMES.items()],
        help_text=_("Par personne et par mois. Rien n’est demandé ni prouvé."),
        required=False,
    )
    field_order = (
        "given_name",
        "family_name",
        "birth_year",
        "participates",
        "email",
        "phone",
        "address",
        "prefers",
        "band",
        "state",
    )


class StateForm(DeedForm):
    """Where the household goes from here, and why."""

    to = choice_field(_("Nouvel état"))
    since_on = DayField(label=_("À partir du"))
    reason = text_field(_("Pourquoi"), help_text=_("Quelques mots, gardés dans le dossier."))


class ReasonForm(DeedForm):
    """Just why."""

    reason = text_field(_("Pourquoi"), help_text=_("Quelques mots, gardés dans le dossier."))


class LabelForm(DeedForm):
    """For whom a card is."""

    label = text_field(
        _("Pour qui"), required=False, longest=80, help_text=_("Par exemple : Fatou, l’aînée.")
    )


class ConfirmForm(DeedForm):
    """Nothing to fill in: one confirms."""


class PeopleForm(DeedForm):
    """Who leaves for another household."""

    people = forms.MultipleChoiceField(
        label=_("Qui part dans un autre foyer"), widget=forms.CheckboxSelectMultiple
    )
    email = text_field(_("Courriel du nouveau foyer"), required=False, longest=254)
    address = text_field(_("Adresse du nouveau foyer"), required=False, longest=500)


class MergeForm(DeedForm):
    """The household that joins this one."""

    joined = HouseholdNumberField(label=_("Numéro du foyer qui rejoint celui-ci"))
    reason = text_field(_("Pourquoi"))


class LeavingForm(DeedForm):
    """Why a household leaves, and where its MonA go."""

    because = choice_field(
        _("Raison"), [("left", _("Le foyer quitte la caisse")), ("deceased", _("Décès"))]
    )
    to = HouseholdNumberField(
        label=_("Donner le reste au foyer"),
        help_text=_("Son numéro. Vide : le reste revient au pot commun."),
        required=False,
    )


class MonthForm(DeedForm):
    """One month."""

    month = MonthField(label=_("Mois"))


class CorrectForm(MonthForm):
    """One month, and why."""

    reason = text_field(_("Pourquoi"))


class AllocateForm(MonthForm):
    """One month, and why it is done for one household."""

    why = choice_field(
        _("Pourquoi maintenant"),
        [
            ("arrived", _("Le foyer vient d’arriver")),
            ("unblocked", _("On l’attendait, c’est réglé")),
            ("separated", _("Il vient d’une séparation")),
            ("merged", _("Il vient d’une réunion")),
        ],
    )


class MoveForm(DeedForm):
    """How much goes to whom, and why."""

    to = HouseholdNumberField(label=_("Numéro de l’autre foyer"))
    amount = AmountField(label=_("Combien de MonA"))
    why = choice_field(
        _("Pourquoi"),
        [
            ("separation", _("Séparation")),
            ("merger", _("Réunion")),
            ("given", _("Don d’un foyer à l’autre")),
        ],
    )


class OfficePledgeForm(DeedForm):
    """A part, said at the desk or by phone."""

    amount = AmountField(label=_("Chaque mois, le foyer donne"))


class ArrearsForm(DeedForm):
    """What was decided with the household."""

    kind = choice_field(
        _("Ce qui a été décidé avec le foyer"),
        [
            ("continue", _("Le versement continue")),
            ("talk", _("On se reparle, le versement continue d’ici là")),
            ("pause", _("Le foyer fait une pause")),
            ("let_go", _("Les mois passés sont oubliés")),
        ],
    )
    until_month = MonthField(label=_("Jusqu’à"))
    note = text_field(_("Note"), required=False, longest=300)
