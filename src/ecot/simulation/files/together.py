"""What no key shows alone: a growth in order, somebody in it, shares that add up, ends after starts."""

from __future__ import annotations

from collections.abc import Iterator

from ecot.reference.loading import territories
from ecot.simulation.files import faults as say
from ecot.simulation.files.document import Path
from ecot.simulation.files.faults import nearest
from ecot.simulation.scenario.scenario import Scenario
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


def _population(scenario: Scenario) -> Iterator[tuple[Path, Refused]]:
    territory = scenario.population.territory
    if territory not in territories():
        known = territories()
        facts = {"label": "Territoire", "given": territory, "known": ", ".join(known)}
        refused = Refused(say.UNKNOWN_WORD, {**facts, "nearest": nearest(territory, known)})
        yield ("population", "territory"), refused
    points = scenario.growth.households
    months = [month for month, _ in points]
    if not points or months[0] != 0 or sorted(set(months)) != months:
        yield ("growth", "households"), Refused(say.GROWTH_ORDER)
    elif not any(households for _, households in points):
        yield ("growth", "households"), Refused(say.EMPTY_POPULATION)
