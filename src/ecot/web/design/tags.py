"""Filters and tags of every template: amounts, days, icons, refusals. No figure is worked out here."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from ecot.access.roles import WORDS, Role
from ecot.governance import sources
from ecot.values import money
from ecot.values.clock import HERE, civil_day
from ecot.values.month import day_in_words
from ecot.values.refusal import Refused
from ecot.web.actors import actor_words
from ecot.web.wording import of_month

register = template.Library()

_ICONS: Final = Path(__file__).parent / "icons"
_INSIDE: Final = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@register.filter
def euros(cents: int) -> str:
    """`1 234,50 €`."""
    return money.format_euros(cents)


@register.filter
def mona(cents: int) -> str:
    """`81,40 MonA`."""
    return money.format_mona(cents)


@register.filter
def short_euros(cents: int) -> str:
    """`35 €`."""
    return money.short_euros(cents)


@register.filter
def short_mona(cents: int) -> str:
    """`140 MonA`."""
    return money.short_mona(cents)


@register.filter
def rate(basis_points: int) -> str:
    """`70 %`."""
    return money.format_rate(basis_points)


@register.filter
def signed_mona(cents: int) -> str:
    """`+ 140,00 MonA`, `− 12,50 MonA`: a movement."""
    sign = "+" if cents > 0 else money.MINUS
    return f"{sign}{money.NARROW_NO_BREAK_SPACE}{money.format_mona(abs(cents))}"


@register.simple_tag
def amount(cents: int, unit: str = "MonA") -> SafeString:
    """The largest thing of a page: the figure, then its unit in small."""
    figure = money.format_mona(cents).rpartition(money.NO_BREAK_SPACE)[0]
    return format_html(
        '<span class="figure">{}</span>{}<small>{}</small>', figure, money.NO_BREAK_SPACE, unit
    )


@register.filter
def day(when: date | datetime | None) -> str:
    """`1er mars 2026`, whatever is given; nothing for nothing."""
    if when is None:
        return ""
    return day_in_words(civil_day(when) if isinstance(when, datetime) else when)


@register.filter
def short_day(when: date | datetime) -> str:
    """`1er mars`: where the year is plain from the page."""
    return day(when).rpartition(" ")[0]


@register.filter
def hour(when: datetime) -> str:
    """`14 h 05`, on the wall clock here."""
    local = when.astimezone(HERE)
    return f"{local.hour} h {local.minute:02d}"


@register.filter
def count(number: int) -> str:
    """`1 234`."""
    return f"{number:,}".replace(",", money.NARROW_NO_BREAK_SPACE)


@register.filter
def typeset(text: str) -> str:
    """The apostrophe of print, where a sentence comes from the rules."""
    return text.replace("'", "’")


def sentence(refused: Refused) -> str:
    """The words of a refusal in the visitor's language, with its facts."""
    return typeset(gettext(refused.reason.sentence).format(**refused.facts))


register.filter("sentence", sentence)


@cache
def _drawing(name: str) -> str:
    text = (_ICONS / f"{name}.svg").read_text(encoding="utf-8")
    found = _INSIDE.search(text)
    assert found is not None, f"not a drawing: {name}"
    return found[1].strip()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing that says nothing to a screen reader; the words stand beside it."""
    inside = mark_safe(_drawing(name))  # noqa: S308 (our own file, shipped with the package)
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        inside,
    )


@register.filter
def whole_euros(cents: int) -> str:
    """`1 412 300 €`: a large figure, to the euro below."""
    return money.short_euros(cents - cents % 100)


@register.filter
def whole_rate(basis_points: int) -> str:
    """`108 %`: a share, rounded half up to the point."""
    return money.format_rate(money.round_half_up(basis_points, 100) * 100)


@register.filter
def source_words(source: str) -> str:
    """The act from which a rule comes: `Acte fondateur du 1er février 2023`."""
    template, facts = sources.source_words(source)
    return gettext(template).format(**facts)


_CATEGORY_ICONS: Final = (
    ("pain", "croissant"),
    ("boulang", "croissant"),
    ("fournil", "croissant"),
    ("maraîch", "carrot"),
    ("légume", "carrot"),
    ("fruit", "apple"),
    ("fromag", "milk"),
    ("lait", "milk"),
    ("œuf", "egg"),
    ("poisson", "fish"),
    ("céréal", "wheat"),
    ("épicerie", "shopping-basket"),
    ("marché", "tent"),
    ("producteur", "carrot"),
    ("supermarché", "shopping-basket"),
)


@register.filter
def category_icon(category: str) -> SafeString:
    """The drawing of a shop's category; a shop front where none fits."""
    name = category.casefold()
    return icon(next((drawn for word, drawn in _CATEGORY_ICONS if word in name), "store"))


_WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@register.filter
def market_days(days: tuple[int, ...]) -> str:
    """`mercredi et samedi`, from ISO weekdays."""
    names = [gettext(_WEEKDAYS[number - 1]) for number in days]
    if len(names) < 2:  # noqa: PLR2004 (one day needs no « et »)
        return "".join(names)
    return gettext("{first} et {last}").format(first=", ".join(names[:-1]), last=names[-1])


@register.filter
def spaced_iban(iban: str) -> str:
    """`FR76 3000 6000 …`: to copy by hand."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


@register.filter
def masked_iban(iban: str) -> str:
    """`FR76 …… 0189`: enough to recognise, too little to copy."""
    return f"{iban[:4]} …… {iban[-4:]}" if iban else ""


_MEANS: Final = {
    "transfer": "virement",
    "cash": "espèces",
    "debit": "prélèvement",
    "payer": "payé par quelqu’un d’autre",
}
_CAUSES: Final = {
    "debit_returned": "revenu de la banque",
    "given_back": "rendu",
    "error": "annulé, saisi par erreur",
}
_LINES: Final = {
    "prepared": "préparé",
    "set_aside": "mis de côté",
    "called_off": "abandonné",
    "ordered": "ordonné, la banque l’exécute",
    "executed": "exécuté",
    "returned": "revenu de la banque",
}


@register.filter
def means_words(means: str) -> str:
    """How money came."""
    return gettext(_MEANS[str(means)])


@register.filter
def cause_words(cause: str) -> str:
    """Why a contribution went back."""
    return gettext(_CAUSES[str(cause)])


@register.filter
def line_words(state: str) -> str:
    """Where a transfer to a shop stands."""
    return gettext(_LINES[str(state)])


_IN_THE_WAY: Final = {
    "owes_us": "il nous doit",
    "below_minimum": "moins que le minimum voté",
    "in_preparation": "déjà dans une remise",
    "paid_this_period": "déjà payé pour cette période",
    "no_usable_iban": "pas de compte bancaire utilisable",
}
_HELD: Final = {
    "waiting": "une personne doit décider",
    "answered": "quelqu’un s’en occupe",
    "freed": "c’est réglé, à verser",
    "frozen": "la réserve ne suffit pas pour les nouveaux",
    "allocated": "versé depuis",
    "gone": "n’est plus là",
}


@register.filter
def in_the_way_words(reason: str) -> str:
    """Why a shop is not paid now."""
    return gettext(_IN_THE_WAY[str(reason)])


@register.filter
def held_words(state: str) -> str:
    """Where a household that was held stands."""
    return gettext(_HELD[str(state)])


@register.simple_tag
def actor(name: str, names: dict[int, str]) -> str:
    """Who acted, in words."""
    return actor_words(name, names)


@register.filter
def role_words(role: str) -> str:
    """What a role is called."""
    return gettext(WORDS[Role(role)])


@register.filter
def typed(cents: int) -> str:
    """`12,50`: an amount as one would have typed it, for an address."""
    return money.format_euros(cents).rpartition(money.NO_BREAK_SPACE)[0]


@register.filter
def first_sentence(text: str) -> str:
    """A text up to its first full stop that ends a sentence."""
    first, stop, _ = text.partition(". ")
    return f"{first}." if stop else text


register.filter("of_month", of_month)
