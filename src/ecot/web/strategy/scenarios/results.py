"""A scenario that was run for a page, kept a while: the same file gives the same figures."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ecot.simulation.files.reading import read_text
from ecot.simulation.files.writing import write_scenario
from ecot.simulation.outcome import Outcome
from ecot.simulation.running import run
from ecot.simulation.scenario.scenario import Scenario

QUICK_DRAWS: Final = 100
"""Enough for a room that moves things; the page says how many."""
REPORT_DRAWS: Final = 1_000
_PAGES: Final = 24


def outcome(scenario: Scenario, *, draws: int = QUICK_DRAWS) -> Outcome:
    """The run of a scenario, with the same luck as any other of the same seed."""
    return _outcome(write_scenario(scenario), min(draws, scenario.draws))


@lru_cache(maxsize=_PAGES)
def _outcome(text: str, draws: int) -> Outcome:
    return run(read_text(text), draws=draws)
