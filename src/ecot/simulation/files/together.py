"""What no key shows alone: a growth in order, somebody in it, shares that add up, interest once."""

from __future__ import annotations

from collections.abc import Iterator

from ecot.simulation.files import faults as say
from ecot.simulation.files.document import Path
from ecot.simulation.files.faults import nearest
from ecot.simulation.funding.catalogue import refusals
from ecot.simulation.funding.forms import FORMS
from ecot.simulation.population.territory import AREAS
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw
from ecot.values.money import BASIS_POINTS, format_rate
from ecot.values.refusal import Refused


def faults_together(scenario: Scenario) -> Iterator[tuple[Path, Refused]]:
    """Each fault of a whole scenario with the path that it is about."""
    yield from _population(scenario)
    total_bp = sum(shop.share_bp for shop in scenario.shops)
    if scenario.shops and total_bp != BASIS_POINTS:
        yield ("shops",), Refused(say.SHARES_OF_SHOPS, {"given": format_rate(total_bp)})
    rows = [(("sources", each.id), each.from_month, each.until_month) for each in scenario.sources]
    rows += [
        (("mechanisms", each.mechanism), each.from_month, each.until_month)
        for each in scenario.mechanisms
    ]
    for path, first, until in rows:
        if until is not None and until <= first:
            yield (*path, "until_month"), Refused(say.ENDS_BEFORE, {"until": until, "first": first})
    yield from _interest(scenario)
    for refused in refusals(scenario):
        yield tuple(str(refused.facts["key"]).split(".")), refused


def _interest(scenario: Scenario) -> Iterator[tuple[Path, Refused]]:
    """The same cash bears interest once: by the economy's rate, or by a payer of its own."""
    payers = [each.id for each in scenario.sources if each.law is AmountLaw.FLOAT]
    switched = (each.mechanism for each in scenario.mechanisms if each.mechanism in FORMS)
    payers += [name for name in switched if FORMS[name].law is AmountLaw.FLOAT]
    if payers and scenario.economy.interest_bp:
        yield ("economy", "interest_bp"), Refused(say.INTEREST_TWICE, {"name": payers[0]})


def _population(scenario: Scenario) -> Iterator[tuple[Path, Refused]]:
    asked = scenario.population
    known = {
        name: [
            f'"{area}", {year}'
            for (called, area), years in AREAS.items()
            for year in years
            if called == name
        ]
        for name in dict.fromkeys(called for called, _ in AREAS)
    }
    if asked.territory not in known:
        facts = {"label": "Territoire", "given": asked.territory, "known": ", ".join(known)}
        refused = Refused(say.UNKNOWN_WORD, {**facts, "nearest": nearest(asked.territory, known)})
        yield ("population", "territory"), refused
    elif asked.vintage not in AREAS.get((asked.territory, asked.area), ()):
        facts = {
            "given": f"{asked.vintage} ({asked.area})",
            "known": " ; ".join(known[asked.territory]),
        }
        yield ("population", "vintage"), Refused(say.NOT_PUBLISHED, facts)
    points = scenario.growth.households
    months = [month for month, _ in points]
    if not points or months[0] != 0 or sorted(set(months)) != months:
        yield ("growth", "households"), Refused(say.GROWTH_ORDER)
    elif not any(households for _, households in points):
        yield ("growth", "households"), Refused(say.EMPTY_POPULATION)
