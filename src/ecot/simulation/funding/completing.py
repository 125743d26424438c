"""Where each number of a mechanism comes from: given, the dated reference, a prudent end, our default.

`catalogue` calls it for each need of a switch. Unknown stays unknown: what none of these say is `None`,
and the switch is refused with whom to ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecot.reference.entry import Entry
from ecot.simulation.funding.dated import Figure, changes, figure
from ecot.simulation.funding.forms import Form, Known
from ecot.simulation.funding.needs import Need, needs_of
from ecot.simulation.scenario.sources import LawStatus
from ecot.simulation.scenario.status import Status
from ecot.values.money import BASIS_POINTS, round_half_up
from ecot.values.month import Month, months_between

_SHORTEST = "le plus court de la fiche, qui ne dit pas le plus long"
_LONGEST = "le plus long de la fiche, par prudence"
_LOWEST = "le bas de la fourchette de la fiche, par prudence"
_CHOSEN = "découle de la nature du mécanisme"
DEFAULT = "choisi par nous ; à remplacer par ce que vous savez"
_GIVEN = "donné dans le scénario"
_FROM_MONTH = "le scénario dit à partir de quel mois la loi apporterait de l'argent"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one need is answered with; `figure` is nothing where it must be given.

    `later`: (month of the scenario, value) where the law changes it during the source's life.
    """

    need: Need
    figure: Figure | None
    later: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """When a source lives: from a month of the scenario to another, excluded."""

    start: Month
    from_month: int
    until_month: int

    @property
    def first(self) -> Month:
        """The month of the calendar when it starts."""
        return self.start.plus(self.from_month)


def answers(
    sheet: Entry, form: Form, *, given: Mapping[str, int], life: Life
) -> tuple[Answer, ...]:
    """Each need of a mechanism with its answer, in the order of the table of needs."""
    law = LawStatus(str(sheet.value("law_status")))
    return tuple(_answer(sheet, form, each, given=given, life=life) for each in asked_of(form, law))


def asked_of(form: Form, law_status: LawStatus) -> tuple[Need, ...]:
    """The needs of a mechanism; a law that is not voted is never drawn, so it has no chances."""
    needs = needs_of(form.law)
    if law_status is LawStatus.NEEDS_LAW:
        return tuple(each for each in needs if each.name not in CHANCES)
    return needs


CHANCES = ("obtain_bp", "renew_bp", "correlation_bp")


def bounds(sheet: Entry, form: Form, need: Need, *, month: Month) -> tuple[int, int]:
    """The lowest and highest value of a need, tightened where the law has its own limit."""
    low = _limit(sheet, form.least.get(need.name), need, month=month)
    high = _limit(sheet, form.most.get(need.name), need, month=month)
    return (need.low if low is None else low), (need.high if high is None else high)


def _limit(sheet: Entry, known: Known | None, need: Need, *, month: Month) -> int | None:
    found = None if known is None else figure(sheet, need.name, known, month=month)
    return None if found is None else found.value


def _answer(
    sheet: Entry, form: Form, need: Need, *, given: Mapping[str, int], life: Life
) -> Answer:
    if need.name in given:
        return Answer(need, Figure(given[need.name], Status.ASSUMED, "", _GIVEN))
    if need.name in form.known:
        found, later = _through_time(sheet, need, form.known[need.name], life=life)
        if found is not None:
            return Answer(need, found, later)
    if need.name in form.chosen:
        return Answer(need, Figure(form.chosen[need.name], Status.ASSUMED, "", _CHOSEN))
    if need.name in _SHEET:
        found = _SHEET[need.name](sheet)
        if found is not None or need.default is None:
            return Answer(need, found)
    if need.default is None or need.name in form.asked or need.name in form.known:
        return Answer(need, None)
    return Answer(need, Figure(need.default, Status.ASSUMED, "", DEFAULT))


def _through_time(
    sheet: Entry, need: Need, known: Known, *, life: Life
) -> tuple[Figure | None, tuple[tuple[int, int], ...]]:
    """The value at the start and its later ones; unknown if it is at any month of the life."""
    first = figure(sheet, need.name, known, month=life.first)
    later = []
    for month in changes(sheet, known):
        rank = months_between(life.start, month)
        if life.from_month < rank < life.until_month:
            found = figure(sheet, need.name, known, month=month)
            if found is None:
                return None, ()
            later.append((rank, found.value))
    return first, tuple(later)


def _obtain(sheet: Entry) -> Figure | None:
    match sheet.value("probability", "kind"):
        case "not_applicable":
            return Figure(BASIS_POINTS, Status.ASSUMED, "", _CHOSEN)
        case "beta":
            hits, misses = (sheet.number("probability", each) for each in ("a", "b"))
            assert hits is not None, "a beta law has its two numbers"
            assert misses is not None, "a beta law has its two numbers"
            tenths, total = round(hits * 10), round((hits + misses) * 10)
            value = round_half_up(tenths * BASIS_POINTS, total)
            return Figure(value, Status.ASSUMED, "", "dossiers retenus, appels passés")
        case _:
            return None


def _renew(sheet: Entry) -> Figure | None:
    renewal = sheet.value("renewal")
    assert isinstance(renewal, Mapping), "the form was checked"
    if renewal["kind"] in ("one_off", "none"):
        return Figure(0, Status.ASSUMED, "", "une seule fois, selon la fiche")
    if renewal["value"] is not None:
        return Figure(_bp(renewal["value"]), Status.ASSUMED, "", "selon la fiche")
    least = renewal.get("min")
    return None if least is None else Figure(_bp(least), Status.ASSUMED, "", _LOWEST)


def _lag(sheet: Entry) -> Figure | None:
    if sheet.value("law_status") == LawStatus.NEEDS_LAW:
        return Figure(0, Status.ASSUMED, "", _FROM_MONTH)
    for end, note in (("typical", "selon la fiche"), ("max", _LONGEST), ("min", _SHORTEST)):
        months = sheet.number("lag_months", end)
        if months is not None:
            return Figure(int(months), Status.ASSUMED, "", note)
    return None


def _cost(sheet: Entry) -> Figure | None:
    ratio = sheet.number("cost_ratio", "value")
    if ratio is None:
        return None
    note = sheet.content["cost_ratio"]
    words = str(note.get("note") or "") if isinstance(note, Mapping) else ""
    key = sheet.text("cost_ratio", "source")
    source = f"{sheet.id}:{key}" if key in sheet.sources else ""
    return Figure(_bp(ratio), Status.ASSUMED, source, words)


def _bp(ratio: object) -> int:
    assert isinstance(ratio, int | float), "the form was checked"
    return round(ratio * BASIS_POINTS)


_SHEET = {"obtain_bp": _obtain, "renew_bp": _renew, "lag_months": _lag, "cost_bp": _cost}
