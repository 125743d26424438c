"""Form fields that speak the product's values: amounts, days, months, keys. No deed enters here."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from ecot.values.money import MAX_CENTS, parse_amount
from ecot.values.month import YEARS_TYPED, Month
from ecot.values.refusal import Refused
from ecot.web.design.tags import sentence
from ecot.web.wording import Words

Choices = Sequence[tuple[str, Words]]


class AmountField(forms.CharField):
    """An amount as people write it; gives cents. Its refusals are those of `parse_amount`."""

    def __init__(
        self,
        *,
        label: Words,
        help_text: Words = "",
        required: bool = True,
        most_cents: int = MAX_CENTS,
    ) -> None:
        shape = {"inputmode": "decimal", "autocomplete": "off", "class": "money"}
        widget = forms.TextInput(attrs=shape)
        self.most_cents = most_cents
        super().__init__(
            label=label, help_text=help_text, required=required, widget=widget, max_length=30
        )

    def to_python(self, value: object) -> int | None:  # type: ignore[override]  # Django fields answer their own type
        """Cents, or nothing where nothing was typed."""
        typed = str(value or "").strip()
        if not typed:
            return None
        cents = parse_amount(typed, most_cents=self.most_cents)
        if isinstance(cents, Refused):
            raise ValidationError(sentence(cents))
        return cents

    def run_validators(self, value: object) -> None:
        """The bounds of an amount are those of `parse_amount`."""

    def validate(self, value: object) -> None:
        """An amount may be zero: only its absence is refused."""
        if value is None and self.required:
            raise ValidationError(gettext_lazy("Écrivez un montant, par exemple 12,50."))


class SignedAmountField(AmountField):
    """An amount that may be below zero: a bank balance."""

    def to_python(self, value: object) -> int | None:  # type: ignore[override]  # Django fields answer their own type
        """Cents, negative where a minus sign was typed."""
        typed = str(value or "").strip()
        if typed[:1] in {"-", "−"}:
            cents = super().to_python(typed[1:])
            return None if cents is None else -cents
        return super().to_python(typed)


class RateField(forms.CharField):
    """A part of a hundred as people write it, `2,5` or `2,5 %`; gives basis points."""

    def __init__(self, *, label: Words, help_text: Words = "", required: bool = True) -> None:
        shape = {"inputmode": "decimal", "autocomplete": "off", "class": "short"}
        widget = forms.TextInput(attrs=shape)
        super().__init__(
            label=label, help_text=help_text, required=required, widget=widget, max_length=12
        )

    def to_python(self, value: object) -> int | None:  # type: ignore[override]  # Django fields answer their own type
        """Basis points, or nothing where nothing was typed."""
        typed = str(value or "").replace("%", "").strip()
        if not typed:
            return None
        points = parse_amount(typed)
        if isinstance(points, Refused):
            raise ValidationError(
                gettext_lazy("Écrivez une part de cent, par exemple 2,5 pour 2,5 %.")
            )
        return points

    def run_validators(self, value: object) -> None:
        """The bounds of a rate are those of what it is a rate of."""

    def validate(self, value: object) -> None:
        """A rate may be zero: only its absence is refused."""
        if value is None and self.required:
            raise ValidationError(gettext_lazy("Écrivez une part de cent, par exemple 2,5."))


class DayField(forms.DateField):
    """A civil day, from the browser's own calendar."""

    def __init__(self, *, label: Words, help_text: Words = "", required: bool = True) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
        super().__init__(label=label, help_text=help_text, required=required, widget=widget)
        self.input_formats = ["%Y-%m-%d", "%d/%m/%Y"]

    def validate(self, value: date | None) -> None:
        """A day of the years that people may type: a year of two digits is a slip of the finger."""
        super().validate(value)
        if value is not None and value.year not in YEARS_TYPED:
            raise ValidationError(gettext_lazy("Écrivez l’année en quatre chiffres, comme 2026."))


class MonthField(forms.ChoiceField):
    """One month among a few; gives a `Month`."""

    def __init__(self, *, label: Words, help_text: Words = "", required: bool = True) -> None:
        super().__init__(label=label, help_text=help_text, required=required)

    def offer(self, first: Month, last: Month) -> None:
        """Set the months among which one chooses."""
        self.choices = [(str(month), month.words) for month in first.through(last)]

    def clean(self, value: object) -> Month | None:
        """The month, once it is known to be one of those offered."""
        chosen = super().clean(value)
        month = Month.parse(str(chosen)) if chosen else None
        return None if isinstance(month, Refused) else month


class KeyField(forms.UUIDField):
    """The operation's key, made when the form is shown: the same form sent twice is known again."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, initial=uuid.uuid4)


def text_field(
    label: Words,
    *,
    help_text: Words = "",
    required: bool = True,
    longest: int = 200,
    lines: bool = False,
    attributes: dict[str, str] | None = None,
) -> forms.CharField:
    """A text of one line, or of several."""
    widget = forms.Textarea(attrs={"rows": "3"}) if lines else forms.TextInput()
    widget.attrs.update(attributes or {})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, widget=widget
    )


def choice_field(
    label: Words, choices: Choices = (), *, help_text: Words = "", required: bool = True
) -> forms.ChoiceField:
    """One among a list."""
    return forms.ChoiceField(label=label, choices=choices, help_text=help_text, required=required)


def initial_day(day: date) -> str:
    """How a day stands in a form's initial values."""
    return day.isoformat()
