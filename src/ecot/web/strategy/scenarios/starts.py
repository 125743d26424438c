"""From where a scenario may start: the book, a scenario that was kept, one that ships."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext

from ecot.figures.queries import calibrated_book
from ecot.simulation.files.reading import read_scenario
from ecot.simulation.files.shelf import shipped
from ecot.simulation.scenario.scenario import Scenario
from ecot.strategy.scenarios.queries import kept_scenario, kept_scenarios
from ecot.values import clock
from ecot.values.refusal import Refused
from ecot.web.design.tags import sentence

BOOK: Final = "livre"


@dataclass(frozen=True, slots=True)
class Start:
    """A scenario with the name by which an address calls it."""

    reference: str
    scenario: Scenario


def choices() -> list[tuple[str, str]]:
    """Every start with its words, the book first."""
    kept = [(str(each.scenario_id), each.name) for each in kept_scenarios()]
    ours = [(slug, read_scenario(slug).name) for slug in shipped()]
    return [(BOOK, gettext("La caisse telle qu’elle est, d’après le livre")), *kept, *ours]


def start_of(reference: str) -> Start | str | None:
    """The start that an address names; a sentence where it is refused; nothing where it is unknown."""
    if reference == BOOK:
        found = calibrated_book(clock.today())
        return sentence(found) if isinstance(found, Refused) else Start(BOOK, found)
    if reference in shipped():
        return Start(reference, read_scenario(reference))
    kept = kept_scenario(_identity(reference))
    return None if kept is None else Start(reference, kept.scenario())


def _identity(reference: str) -> UUID:
    try:
        return UUID(reference)
    except ValueError:
        return UUID(int=0)
