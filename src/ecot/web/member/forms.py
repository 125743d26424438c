"""Forms of the purse."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ecot.web.deeds import DeedForm
from ecot.web.fields import AmountField

MOST_PEOPLE = 20


class PledgeForm(DeedForm):
    """How much a household gives each month."""

    amount = AmountField(
        label=_("Chaque mois, nous donnons"),
        help_text=_("En euros. Vous pourrez changer d’avis chaque mois."),
    )


class GuidanceForm(forms.Form):
    """What one says to find a mark; nothing of it is kept."""

    income = AmountField(label=_("Ce qui entre chaque mois dans le foyer, en euros"))
    adults = forms.IntegerField(
        label=_("Adultes"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    children = forms.IntegerField(
        label=_("Enfants"),
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    food_budget = AmountField(
        label=_("Ce que vous dépensez chaque mois pour manger (facultatif)"), required=False
    )

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # Django types its own arguments loosely
        self.label_suffix = ""


class CardLostForm(DeedForm):
    """Nothing to fill in: one confirms."""
