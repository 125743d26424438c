"""How figures of the reference are written on the strategy pages: value, unit, day, delay. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django import template
from django.utils.translation import gettext

from ecot.simulation.scenario.sources import LawStatus
from ecot.strategy.leads.states import LEAD_STATE_NAMES, LeadState
from ecot.strategy.mechanisms import DatedValue, Mechanism, Parameter
from ecot.values.money import NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE
from ecot.values.month import day_in_words

register = template.Library()

_PER: Final[Mapping[str, str]] = {
    "year": "par an",
    "month": "par mois",
    "day": "par jour",
    "quarter": "par trimestre",
    "3 years": "sur trois ans",
    "12 months": "sur douze mois",
    "title": "par titre",
    "gift": "par don",
    "holder": "par porteur",
    "EUR": "pour un euro",
}
_COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    "years": ("an", "ans"),
    "months": ("mois", "mois"),
    "days": ("jour", "jours"),
    "files": ("dossier", "dossiers"),
    "households": ("foyer", "foyers"),
    "employees": ("salarié", "salariés"),
    "points": ("point", "points"),
    "calendar_year": ("année civile", "années civiles"),
    "PSS": ("plafond annuel de la sécurité sociale", "plafonds annuels de la sécurité sociale"),
    "firms_or_more": ("entreprise au moins", "entreprises au moins"),
    "count": ("", ""),
}
_BILLION: Final = 1_000_000_000


def _decimal(value: float) -> str:
    whole = f"{value:,.2f}" if value != int(value) else f"{int(value):,}"
    text = whole.replace(",", NARROW_NO_BREAK_SPACE).replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text


def _one(value: float, unit: str) -> str:
    name, _, per = unit.partition("/")
    after = f" {gettext(_PER[per])}" if per in _PER else ""
    if name == "share":
        return f"{_decimal(round(100 * value, 4))}{NO_BREAK_SPACE}%{after}"
    if name.startswith("EUR"):
        if abs(value) >= _BILLION:
            billions = gettext("milliards d’euros")
            return f"{_decimal(value / _BILLION)}{NO_BREAK_SPACE}{billions}{after}"
        return f"{_decimal(value)}{NO_BREAK_SPACE}€{after}"
    one, many = _COUNTED.get(name, ("", ""))
    word = one if abs(value) <= 1 else many
    return f"{_decimal(value)}{NO_BREAK_SPACE}{gettext(word)}{after}" if word else _decimal(value)


@register.filter
def value_words(found: DatedValue) -> str:
    """A figure of the reference with its unit; « inconnu » where it was looked for and not found."""
    if found.value is None:
        return gettext("inconnu")
    if isinstance(found.value, tuple):
        return gettext(" à ").join(_one(each, found.unit) for each in found.value)
    return _one(found.value, found.unit)


@register.filter
def about_words(found: Parameter) -> str:
    """From when a parameter holds, and what is noted of it."""
    return " · ".join(part for part in (since_words(found.latest), found.note) if part)


def since_words(found: DatedValue) -> str:
    """From when a figure holds: a day, a month or a year as the source tells it."""
    try:
        return gettext("depuis le {day}").format(
            day=day_in_words(date.fromisoformat(found.from_on))
        )
    except ValueError:
        year, _, month = found.from_on.partition("-")
        if month:
            return gettext("depuis {month}/{year}").format(month=month, year=year)
        return gettext("depuis {year}").format(year=year) if year else ""


@register.filter
def law_words(status: str) -> str:
    """What the law says of a mechanism today."""
    return gettext(LawStatus(status).label)


@register.filter
def lead_words(state: str) -> str:
    """Where a lead stands."""
    return gettext(LEAD_STATE_NAMES[LeadState(state)])


@register.filter
def lag_words(mechanism: Mechanism) -> str:
    """How long before the first euro, or « inconnu »."""
    least, typical, most = mechanism.lag_months
    if least is not None and most is not None and least != most:
        return gettext("{least} à {most} mois").format(least=least, most=most)
    known = next((each for each in (typical, least, most) if each is not None), None)
    if known is None:
        return gettext("inconnu")
    return gettext("{known} mois environ").format(known=known)


@register.filter
def out_of_five(effort: int | None) -> str:
    """An effort from 1 (light) to 5 (heavy)."""
    return gettext("inconnu") if effort is None else f"{effort}/5"


_INDEPENDENCE: Final = {
    -2: "affaiblit beaucoup",
    -1: "affaiblit un peu",
    0: "ne change rien",
    1: "renforce un peu",
    2: "renforce beaucoup",
}


@register.filter
def independence_words(found: int | None) -> str:
    """What a payer does to the caisse's independence: our judgement."""
    return gettext("inconnu") if found is None else gettext(_INDEPENDENCE[found])
