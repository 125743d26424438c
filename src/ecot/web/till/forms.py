"""Forms of the till. The amounts are one field per coverage rate: one, nearly always."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.values.money import format_rate
from ecot.web.deeds import DeedForm
from ecot.web.fields import AmountField, choice_field

Amounts = tuple[tuple[int, int], ...]


def add_amounts(form: forms.Form, rates_bp: Sequence[int]) -> None:
    """Ask one amount per rate."""
    for rate in rates_bp:
        alone = len(rates_bp) == 1
        words = gettext("Montant") if alone else gettext("Pris en charge à {rate}")
        field = AmountField(label=words.format(rate=format_rate(rate)), required=alone)
        field.widget.attrs |= {"class": "money amount-entry", "placeholder": "0,00"}
        form.fields[f"amount_{rate}"] = field


def amounts_of(form: forms.Form, rates_bp: Sequence[int]) -> Amounts:
    """The pairs (rate, cents) that were typed, without those left empty."""
    typed = [(rate, form.cleaned_data.get(f"amount_{rate}")) for rate in rates_bp]
    return tuple((rate, cents) for rate, cents in typed if cents)


class AmountForm(forms.Form):
    """How much, before anything else."""

    def __init__(self, rates_bp: Sequence[int], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # Django types its own arguments loosely
        self.label_suffix = ""
        self.rates_bp = rates_bp
        add_amounts(self, rates_bp)

    def clean(self) -> dict[str, object]:
        """At least one amount above zero."""
        if not self.errors and not amounts_of(self, self.rates_bp):
            raise ValidationError(_("Écrivez le montant, par exemple 12,50."))
        return self.cleaned_data

    @property
    def amounts(self) -> Amounts:
        """The amounts typed."""
        return amounts_of(self, self.rates_bp)


class PayForm(DeedForm):
    """The card, or the number with its code."""

    secret = frozenset({"code"})
    with_card = forms.BooleanField(required=False, widget=forms.HiddenInput)
    card = forms.CharField(
        label=_("Scannez la carte"),
        help_text=_("La douchette écrit ici toute seule."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    number = forms.CharField(
        label=_("Numéro du foyer"),
        required=False,
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "numeric", "class": "code"}
        ),
    )
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=12,
        widget=forms.PasswordInput(
            render_value=False,
            attrs={"autocomplete": "off", "inputmode": "numeric", "class": "code"},
        ),
    )

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        for name in ("card", "number", "code"):
            self.fields[name].label = str(type(self).base_fields[name].label)


class CorrectForm(DeedForm):
    """The right amount, or nothing at all."""

    what = choice_field(
        _("Que faire"),
        [("again", _("Mettre le bon montant")), ("cancel", _("Annuler toute la vente"))],
    )


class RefundForm(DeedForm):
    """How much goes back."""

    amount = AmountField(label=_("Combien rendre"))
