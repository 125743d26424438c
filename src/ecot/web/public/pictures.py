"""The pictures of a rule and of the figures: values of the product in, drawings out.

Called by the public pages. The rule's own functions give every point: no formula is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from ecot.figures.indicators import Indicators
from ecot.formats.drawings.ground import Markup, Share, Tick
from ecot.formats.drawings.shapes import bars, curve, flow, months
from ecot.rules.allocation import AllocationRule, allocate
from ecot.rules.contribution import ContributionRule
from ecot.rules.scale import household_contribution
from ecot.values.money import format_rate, round_half_up, short_euros, short_mona

MOST_INCOME_CENTS: Final = 400_000
_SHOWN_INCOMES: Final = (0, 200_000, 400_000)
_INCOME_STEP_CENTS: Final = 2_500
_MARKED_INCOMES: Final = (120_000, 200_000, 350_000)
_HOUSEHOLDS: Final = (
    ("Une personne seule", 1, 0),
    ("Une personne, un enfant", 1, 1),
    ("Deux adultes", 2, 0),
    ("Deux adultes, deux enfants", 2, 2),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and its table twin."""

    drawing: Markup
    caption: str
    headings: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


def contribution_picture(rule: ContributionRule) -> Picture | None:
    """The contribution of a person alone by monthly income; nothing without a scale or guidance."""
    scale = rule.scale
    if scale is None:
        return None

    def at(income_cents: int) -> int:
        return household_contribution(scale, income_cents=income_cents, adults=1, children=0)

    incomes = range(0, MOST_INCOME_CENTS + 1, _INCOME_STEP_CENTS)
    points = [(income, at(income)) for income in incomes]
    caption = gettext("Pour une personne seule, la cotisation proposée selon le revenu du mois.")
    drawing = curve(
        points,
        title=caption,
        across=[Tick(cents, short_euros(cents)) for cents in _SHOWN_INCOMES],
        up=_ticks(max(amount for _, amount in points)),
        marks=[(income, at(income), short_euros(at(income))) for income in _MARKED_INCOMES],
    )
    rows = tuple(
        (short_euros(income), short_euros(at(income)))
        for income in range(50_000, MOST_INCOME_CENTS + 1, 50_000)
    )
    headings = (gettext("Revenu du mois"), gettext("Cotisation proposée"))
    return Picture(drawing, caption, headings, rows)


def allocation_picture(rule: AllocationRule) -> Picture:
    """What a few households receive each month."""
    caption = gettext("Ce que reçoit un foyer chaque mois, selon qui participe.")
    shares = [
        Share(gettext(name), cents, short_mona(cents))
        for name, adults, children in _HOUSEHOLDS
        for cents in [allocate(rule, adults=adults, children=children)]
    ]
    rows = tuple((each.name, each.words) for each in shares)
    headings = (gettext("Foyer"), gettext("Chaque mois"))
    return Picture(bars(shares, title=caption), caption, headings, rows)


def months_picture(found: Indicators) -> Picture | None:
    """What was distributed and contributed, month by month."""
    if not found.months:
        return None
    caption = gettext("Chaque mois, ce qui est distribué ; dedans, la part venue des cotisations.")
    columns = [
        (
            each.month.words,
            each.distributed_cents,
            min(each.contributed_cents, each.distributed_cents),
        )
        for each in found.months
    ]
    drawing = months(
        columns,
        title=caption,
        up=_ticks(max(outer for _, outer, _ in columns)),
        names=(gettext("distribué"), gettext("dont cotisations")),
    )
    rows = tuple(
        (each.month.words, short_mona(each.distributed_cents)) for each in reversed(found.months)
    )
    return Picture(drawing, caption, (gettext("Mois"), gettext("Distribué")), rows)


def flow_picture(found: Indicators) -> Picture | None:
    """Where the money came from since the beginning, and where it went."""
    came = [
        (gettext("cotisations"), found.contributed_cents),
        (gettext("subventions"), found.total("public_cents")),
        (gettext("dons et autres"), found.total("other_cents")),
    ]
    went = [
        (gettext("aux foyers"), found.distributed_cents),
        (gettext("fonctionnement"), found.total("running_cents")),
    ]
    came_cents, went_cents = (sum(cents for _, cents in side) for side in (came, went))
    if came_cents <= 0:
        return None
    if came_cents > went_cents:
        went.append((gettext("en réserve"), came_cents - went_cents))
    elif went_cents > came_cents:
        came.append((gettext("pris en réserve"), went_cents - came_cents))
    whole = max(came_cents, went_cents)
    caption = gettext("D’où vient l’argent depuis le début, et où il va.")
    left, right = ([_part(*each, whole) for each in side if each[1] > 0] for side in (came, went))
    rows = tuple((each.name, each.words) for each in (*left, *right))
    headings = (gettext("D’où il vient, où il va"), gettext("Part"))
    return Picture(flow(left, right, title=caption), caption, headings, rows)


def _part(name: str, cents: int, whole_cents: int) -> Share:
    return Share(name, cents, format_rate(round_half_up(100 * cents, whole_cents) * 100))


def _ticks(most_cents: int) -> list[Tick]:
    """Four or five round values from zero to just above the highest."""
    step = 100
    while step * 5 < most_cents:
        step = _next_round(step)
    count = -(-most_cents // step)
    return [Tick(step * rank, short_euros(step * rank)) for rank in range(max(count, 1) + 1)]


def _next_round(step: int) -> int:
    leading = str(step)[0]
    return step * 5 // 2 if leading == "2" else step * 2
