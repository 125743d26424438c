"""A year of a caisse, in any order, from a few seeds: identities hold at each step.

The seed is in the test's name: `pytest tests/worlds/test_year.py -k seed-3` replays it. `DRILL=1`
plays a hundred seeds, twenty years each, longer.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from ecot.operations.till.receipts import Receipt
from tests.worlds.year_of_a_caisse import YearOfACaisse

DRILL = os.environ.get("DRILL") == "1"
SEEDS = 100 if DRILL else 1
SETTINGS = settings(
    max_examples=20 if DRILL else 4,
    stateful_step_count=80 if DRILL else 25,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)

pytestmark = pytest.mark.django_db


def played(world: type[RuleBasedStateMachine], number: int, how: settings) -> None:
    """Play a world from a seed: a class of its own, because the seed is written on it."""
    run_state_machine_as_test(seed(number)(type("World", (world,), {})), settings=how)


@pytest.mark.parametrize("number", range(SEEDS), ids="seed-{}".format)
def test_a_year_in_any_order(number: int) -> None:
    played(YearOfACaisse, number, SETTINGS)


QUICKLY_FOUND = 4
"""A seed whose first worlds sell something."""


class CentLost(YearOfACaisse):
    """The same year where the world loses a cent at each sale: the positive control of the identities."""

    promises_every = None

    def answered(self, result, before):
        if isinstance(result, Receipt) and not result.replayed:
            self.expected.shops_paid_cents += 1
        return super().answered(result, before)


def constants(whole: Iterable[int]) -> Constants:
    """What Hypothesis would know of the modules loaded, were these numbers written in them."""
    return Constants(integers=set(whole))


def test_a_planted_fault_is_found_and_its_seed_replays(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    quick = settings(
        SETTINGS,
        phases=[Phase.generate],
        max_examples=20,
        stateful_step_count=10,
        report_multiple_bugs=False,
    )
    for days_read_elsewhere in (range(1), range(1, 30)):
        monkeypatch.setattr(providers, "_local_constants", constants(days_read_elsewhere))
        providers.CONSTANTS_CACHE.cache.clear()
        with pytest.raises(AssertionError, match="what was granted") as caught:
            played(CentLost, QUICKLY_FOUND, quick)
        told.append("\n".join(getattr(caught.value, "__notes__", [])))
    assert told[0] == told[1]
    assert "state.pay(" in told[0]
