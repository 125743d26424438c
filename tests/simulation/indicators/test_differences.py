"""The worked table of docs/algorithms/comparing.md."""

from dataclasses import replace

import numpy as np
import pytest

from ecot.simulation.files.reading import read_scenario
from ecot.simulation.indicators.differences import differences
from ecot.simulation.outcome import Flow
from ecot.simulation.running import run


@pytest.fixture(scope="module")
def outcome():
    return run(read_scenario("cadenet", changed=["draws=3", "months=12"]))


def with_cash(outcome, *euros: int):
    """The outcome with one cash in all months of each draw."""
    flows = np.zeros_like(outcome.flows[: len(euros)])
    flows[:, :, Flow.CASH] = 100 * np.array(euros)[:, None]
    return replace(outcome, flows=flows)


def test_the_worked_table(outcome):
    first, other = with_cash(outcome, 100, 300, 500), with_cash(outcome, 110, 314, 512)
    found = {each.name: each for each in differences(first, other)}["cash_end_cents"]
    assert found.mean == 12_00
    assert found.low == pytest.approx(12_00 - 226.32, abs=0.02)
    assert found.high == pytest.approx(12_00 + 226.32, abs=0.02)
    assert found.is_clear


def test_a_chance_is_compared_draw_by_draw(outcome):
    first, other = with_cash(outcome, -1, 5, 5), with_cash(outcome, -1, -5, 5)
    found = {each.name: each for each in differences(first, other)}["p_deficit_12"]
    assert found.mean == pytest.approx(1 / 3)
    assert not found.is_clear


def test_one_pair_has_no_interval(outcome):
    found = differences(with_cash(outcome, 1), with_cash(outcome, 2))[0]
    assert (found.mean, found.low, found.high, found.is_clear) == (1_00, None, None, False)


def test_another_luck_is_not_compared(outcome):
    other = replace(outcome, scenario=replace(outcome.scenario, seed=43))
    with pytest.raises(AssertionError, match="the same luck"):
        differences(outcome, other)
