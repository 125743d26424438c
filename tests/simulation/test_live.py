"""A lever moved in a meeting shows what the long run would show, the same each time."""

import pytest

from ecot.simulation.files.faults import ScenarioError
from ecot.simulation.files.reading import read_scenario
from ecot.simulation.indicators import indicators
from ecot.simulation.live import preview
from ecot.simulation.running import run


@pytest.fixture(scope="module")
def montpellier():
    return read_scenario("montpellier-2026")


def values(found):
    return {name: each.value for name, each in found.items()}


def test_a_preview_is_a_short_run(montpellier):
    assert values(preview(montpellier, {}, draws=20)) == values(
        indicators(run(montpellier, draws=20))
    )


def test_a_lever_moves_the_same_way_each_time_and_only_what_it_touches(montpellier):
    levers = {"costs.fixed_month_cents": montpellier.costs.fixed_month_cents + 1_000_00}
    plain, moved, again = (
        values(preview(montpellier, each, draws=20)) for each in ({}, levers, levers)
    )
    assert moved == again
    assert moved["p_deficit"] >= plain["p_deficit"]
    assert moved["coverage"] == plain["coverage"]
    assert moved["required_mean_contribution_cents"] > plain["required_mean_contribution_cents"]


def test_an_unknown_lever_is_refused(montpellier):
    with pytest.raises(ScenarioError):
        preview(montpellier, {"costs.fixed_moth_cents": 1})
