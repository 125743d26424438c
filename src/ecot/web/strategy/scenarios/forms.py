"""The form of a scenario: its levers as fields, filled with what they are now."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.rules.parameters import Unit
from ecot.simulation.scenario.scenario import Scenario
from ecot.strategy.scenarios.levers import GROWTH, Lever, households_at_target
from ecot.values.money import BASIS_POINTS, format_euros
from ecot.web.deeds import DeedForm
from ecot.web.fields import AmountField, RateField, text_field
from ecot.web.said import Said

WHOLE_MOST = 40_000_000
MOST_CENTS = 10_000_000_000_000_00
"""The largest that a nation may pay; the scenario's own bounds are tighter and say so."""


class ScenarioForm(DeedForm):
    """A name; the levers are added by the page."""

    name = text_field(_("Nom de ce scénario"), longest=160)

    def add(self, levers: Iterable[Lever]) -> None:
        """One field for each lever; what is unknown must be given."""
        for lever in levers:
            self.fields[lever.key] = _field(lever)


def changes_of(said: Said, levers: Iterable[Lever], scenario: Scenario) -> dict[str, object]:
    """What was moved: a lever left as it was changes nothing."""
    found: dict[str, object] = {}
    for lever in levers:
        value = said.values.get(lever.key)
        if value is None or value == lever.value:
            continue
        if lever.key == GROWTH:
            assert isinstance(value, int), "a number of households"
            found[lever.key] = households_at_target(scenario, value)
        else:
            found[lever.key] = value
    return found


def _field(lever: Lever) -> forms.Field:
    label, words = gettext(lever.label), gettext(lever.help) if lever.help else ""
    now = lever.value
    if lever.unit is Unit.CENTS:
        amount = AmountField(label=label, help_text=words, most_cents=MOST_CENTS)
        amount.initial = None if now is None else _typed_euros(now)
        return amount
    if lever.unit is Unit.BASIS_POINTS:
        rate = RateField(label=label, help_text=words)
        rate.initial = None if now is None else _typed_rate(now)
        return rate
    widget = forms.NumberInput(attrs={"class": "short"})
    return forms.IntegerField(
        label=label,
        help_text=words,
        min_value=0,
        max_value=WHOLE_MOST,
        widget=widget,
        initial=now,
    )


def _typed_euros(cents: int) -> str:
    return format_euros(cents).rpartition("\u00a0")[0].removesuffix(",00")


def _typed_rate(basis_points: int) -> str:
    whole, rest = divmod(basis_points * 100, BASIS_POINTS)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") if rest else str(whole)
