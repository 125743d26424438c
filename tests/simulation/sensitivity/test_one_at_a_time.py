"""docs/algorithms/sensitivity.md, « One at a time »."""

from dataclasses import replace

import numpy as np
import pytest

from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Costs
from ecot.simulation.scenario.sources import PayerClass, Switch
from ecot.simulation.scenario.status import Assumption, Status
from ecot.simulation.sensitivity.factors import Factor, factors_of
from ecot.simulation.sensitivity.one_at_a_time import (
    gap,
    one_at_a_time,
    result_year_cents,
    tornado,
)
from tests.simulation.outcomes import outcome, scenario, source

EXITS = Factor(key="behaviour.exit_bp", label="départs", low=100, high=400, reason="")
COSTS = Factor(key="costs.fixed_month_cents", label="frais", low=80_00, high=120_00, reason="")


def test_the_worked_table():
    results = {(): [100, 200], 100: [80, 190], 400: [130, 220]}

    def measured(changes):
        return np.array(results[changes.get(EXITS.key, ())], dtype=float)

    (bar,) = one_at_a_time([EXITS], measured)
    assert (bar.at_low.mean_cents, bar.at_low.low_cents, bar.at_low.high_cents) == (-15, -25, -5)
    assert (bar.at_high.mean_cents, bar.at_high.low_cents, bar.at_high.high_cents) == (25, 15, 35)
    assert bar.per_unit_cents == 13  # 40 cents over three points
    assert bar.is_visible


def test_a_tornado_without_intervals_is_refused():
    with pytest.raises(ValueError, match="never shown without its interval"):
        one_at_a_time([EXITS], lambda changes: np.array([1.0]))


def test_an_effect_lost_in_chance_says_so():
    noise = {(): [0, 0], 100: [-100, 130], 400: [90, -110]}
    (bar,) = one_at_a_time(
        [EXITS], lambda changes: np.array(noise[changes.get(EXITS.key, ())]) * 1.0
    )
    assert not bar.is_visible
    assert "sans effet visible" in bar.sentence()


def test_one_unit_is_told_in_euros_a_year():
    def measured(changes):
        return np.array([1.0, 2.0]) - 70_000 * changes.get(EXITS.key, 200) / 100

    (bar,) = one_at_a_time([EXITS], measured)
    assert bar.sentence() == "départs, 1 point de plus : −700\u00a0€ par an"


def test_the_longest_bar_comes_first():
    def measured(changes):
        moved = 3 * (changes.get(EXITS.key, 200) - 200) + changes.get(COSTS.key, 100_00) - 100_00
        return np.array([0.0, 0.0]) + moved

    told: list[tuple[int, int]] = []
    bars = one_at_a_time([EXITS, COSTS], measured, told=lambda *each: told.append(each))
    assert [bar.factor.key for bar in tornado(bars)] == [COSTS.key, EXITS.key]
    assert told[-1] == (5, 5)


def test_the_yearly_result_is_what_the_cash_gained():
    run = outcome(
        {Flow.CASH: [[0] * 23 + [3_000], [0] * 23 + [800]]}, of=scenario(cash_cents=1_000)
    )
    assert result_year_cents(run).tolist() == [1_000, -100]


def test_equal_differences_are_certain():
    assert gap(np.array([5.0, 5.0])) == gap(np.array([5.0, 5.0, 5.0]))


CITY = source(
    "ville", PayerClass.PUBLIC, amounts={"month_cents": 10_000, "since_month": 3}, renew_bp=9_500
)


def test_factors_are_what_is_assumed_and_moves_something():
    known = [
        Assumption(key=key, label="", value="", status=status)
        for key, status in (
            ("behaviour.spend_bp", Status.FACT),
            ("behaviour.free_choice.slope", Status.CALCULATED),
            ("costs.fixed_month_cents", Status.CALCULATED),
        )
    ]
    found = {each.key: each for each in factors_of(scenario(sources=[CITY], assumptions=known))}
    assert "behaviour.free_choice.slope" in found, "a law that was fitted stays uncertain"
    assert "costs.fixed_month_cents" not in found
    assert "behaviour.exit_bp" in found
    assert "behaviour.spend_bp" not in found, "a fact is not uncertain"
    assert "population.poor_share_bp" not in found, "the territory's own"
    city = found["sources.ville.month_cents"]
    assert (city.low, city.high) == (8_000, 12_000)
    renewal = found["sources.ville.renew_bp"]
    assert (renewal.low, renewal.high) == (8_500, 10_000)
    assert "sources.ville.since_month" not in found


def test_what_a_mechanism_brings_is_uncertain_too():
    switch = Switch(mechanism="caf_msa_cpam", values={"target_cents": 90_00, "queue": 1})
    found = {each.key: each for each in factors_of(replace(scenario(), mechanisms=(switch,)))}
    target = found["mechanisms.caf_msa_cpam.target_cents"]
    assert (target.low, target.high) == (72_00, 108_00)
    assert "mechanisms.caf_msa_cpam.queue" not in found


def test_a_cost_of_nothing_is_no_factor():
    found = factors_of(scenario(costs=Costs(fixed_month_cents=0, household_month_cents=0)))
    assert not [each for each in found if each.key.startswith("costs")]


def test_a_share_of_the_range_is_a_value_of_the_figure():
    assert [EXITS.at(share) for share in (0, 1 / 3, 0.5, 1)] == [100, 200, 250, 400]
    slope = Factor(key="behaviour.free_choice.slope", label="", low=1.5, high=2.5, reason="")
    assert slope.at(0.5) == 2.0
    assert not slope.is_whole
    assert (EXITS.unit, slope.unit, COSTS.unit_label) == (100, 1, "1 €")


def test_every_range_has_its_reason():
    assert all(each.reason for each in factors_of(scenario(sources=[CITY])))
