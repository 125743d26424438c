"""Forms about shops."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ecot.operations.shops.files import PointOfSaleKind
from ecot.web.deeds import DeedForm
from ecot.web.fields import AmountField, DayField, choice_field, text_field

KIND_WORDS = {
    PointOfSaleKind.SHOP: _("magasin"),
    PointOfSaleKind.MARKET: _("marché"),
    PointOfSaleKind.FARM: _("ferme"),
    PointOfSaleKind.PICKUP: _("point de retrait"),
    PointOfSaleKind.DELIVERY: _("livraison"),
}
WEEKDAYS = [
    ("1", _("lundi")),
    ("2", _("mardi")),
    ("3", _("mercredi")),
    ("4", _("jeudi")),
    ("5", _("vendredi")),
    ("6", _("samedi")),
    ("7", _("dimanche")),
]
_LAST_HOUR = 23


class ShopForm(DeedForm):
    """A shop as it presents itself."""

    name = text_field(_("Nom"))
    category = text_field(
        _("Catégorie"), longest=60, help_text=_("Par exemple : producteur, boulangerie.")
    )
    legal_name = text_field(_("Raison sociale"), required=False)
    siret = text_field(_("SIRET"), required=False, longest=20, attributes={"inputmode": "numeric"})
    contact_name = text_field(_("Personne à joindre"), required=False)
    email = text_field(_("Courriel"), required=False, longest=254)
    phone = text_field(_("Téléphone"), required=False, longest=40)


class AgreementForm(DeedForm):
    """The days of a convention."""

    starts_on = DayField(label=_("Premier jour de la convention"))
    ends_on = DayField(label=_("Dernier jour"))


class ShopStateForm(DeedForm):
    """Where a shop goes, and why."""

    to = choice_field(_("Nouvel état"))
    since_on = DayField(label=_("À partir du"))
    reason = text_field(_("Pourquoi"))


class BankForm(DeedForm):
    """Another account."""

    iban = text_field(_("IBAN"), longest=45, attributes={"autocomplete": "off"})
    holder = text_field(_("Titulaire"), longest=140)
    bic = text_field(_("BIC"), longest=11, required=False)


class CallbackForm(DeedForm):
    """What was heard when the shop was called back."""

    callback_note = text_field(
        _("Qui avez-vous rappelé, à quel numéro, qu’a-t-on confirmé ?"), longest=500, lines=True
    )


class ShopReasonForm(DeedForm):
    """Just why."""

    reason = text_field(_("Pourquoi"))


class PointForm(DeedForm):
    """A point of sale."""

    name = text_field(_("Nom du lieu"))
    kind = choice_field(_("Sorte"), [(str(kind), words) for kind, words in KIND_WORDS.items()])
    address = text_field(_("Adresse"), required=False, longest=300)
    hours = text_field(_("Horaires"), required=False, longest=300)
    market_days = forms.MultipleChoiceField(
        label=_("Jours de marché"),
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class CloseForm(DeedForm):
    """From which day one no longer pays here."""

    closed_on = DayField(label=_("À partir du"))


class DisputeForm(forms.Form):
    """When, and perhaps how much."""

    on = DayField(label=_("Jour"))
    hour = forms.IntegerField(
        label=_("Heure, à peu près"),
        min_value=0,
        max_value=_LAST_HOUR,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    amount = AmountField(label=_("Montant (facultatif)"), required=False)

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # Django types its own arguments loosely
        self.label_suffix = ""
