"""Every figure of a run, by name, each with its status and the assumptions on which it rests."""

from __future__ import annotations

from collections.abc import Mapping

from ecot.simulation.indicators.cash import cash
from ecot.simulation.indicators.catalogue import CATALOGUE, Definition
from ecot.simulation.indicators.closing import closing
from ecot.simulation.indicators.figure import Found, Indicator
from ecot.simulation.indicators.joining import joining
from ecot.simulation.indicators.limits import limits
from ecot.simulation.indicators.payers import payers
from ecot.simulation.indicators.people import line_cents, people
from ecot.simulation.indicators.spending import spending
from ecot.simulation.outcome import Outcome
from ecot.simulation.scenario.status import Assumption, Status


def indicators(outcome: Outcome) -> Mapping[str, Indicator]:
    """State what a run says, by name with its unit, in the order of the catalogue (MODEL §12).

    Values are whole cents, counts, shares from 0 to 1, lists by month, or null with its reason.
    """
    found: dict[str, Found] = {
        **cash(outcome),
        **payers(outcome),
        **closing(outcome),
        **people(outcome, line_cents=line_cents(outcome)),
        **joining(outcome),
        **spending(outcome),
        **limits(outcome),
    }
    assert found.keys() == CATALOGUE.keys(), "a figure and its words go together"
    assumptions = outcome.scenario.assumptions
    return {
        name: _named(name, definition, found=found[name], assumptions=assumptions)
        for name, definition in CATALOGUE.items()
    }


def _named(
    name: str, definition: Definition, *, found: Found, assumptions: tuple[Assumption, ...]
) -> Indicator:
    return Indicator(
        name=name,
        label=definition.label,
        unit=definition.unit,
        value=found.value,
        status=Status.UNKNOWN if found.value is None else Status.CALCULATED,
        rests_on=tuple(
            each.key
            for each in assumptions
            if each.status in (Status.ASSUMED, Status.UNKNOWN)
            and any(_under(each.key, part) for part in definition.rests_on)
        ),
        why=found.why,
    )


def _under(key: str, part: str) -> bool:
    return not part or key == part or key.startswith((f"{part}.", f"{part}[", f"{part}@"))
