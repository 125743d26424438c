"""Published margins are met, and what is not published is refused or said (synthetic-households.md)."""

from dataclasses import replace

import numpy as np
import pytest

from ecot.simulation.population.households import households
from ecot.simulation.population.territory import TerritoryError, assumptions_of, territory_of
from ecot.simulation.population.types import PERSONS, DependantAges
from ecot.simulation.scenario.parts import Population
from ecot.simulation.scenario.status import Status

COMMUNE = Population()
METROPOLIS = Population(area="metropolis")
FRANCE = Population(territory="france", area="country")
HALF_POINT = 0.005


def persons(territory):
    return territory.table * PERSONS[:, None, None]


@pytest.mark.parametrize("population", [COMMUNE, METROPOLIS, FRANCE, replace(FRANCE, vintage=2022)])
def test_a_territory_is_raked_to_nothing_left(population):
    territory = territory_of(population)
    assert territory.raked.gap < 1e-9
    assert territory.raked.efficiency > 0.8
    assert territory.raked.zero_cells == 0
    assert territory.table.sum() == pytest.approx(1.0)
    by_band = persons(territory).sum(axis=(0, 1)) / persons(territory).sum()
    assert np.allclose(by_band, territory.bands.widths, atol=1e-9)


def test_the_commune_has_its_types_its_poverty_and_its_poverty_by_age():
    """Insee 2019: 80 869 alone of 153 661; Filosofi 2021: 28 %, and 38, 28, 29.33, 22, 16 % by age."""
    territory = territory_of(COMMUNE)
    types = territory.table.sum(axis=(1, 2))
    assert types[0] == pytest.approx(80_869 / 153_661, abs=1e-9)
    assert types[5:].sum() == pytest.approx(15_429 / 153_661, abs=1e-9)
    assert territory.mean_size == pytest.approx(1.87, abs=0.03)
    assert territory.poverty == pytest.approx(0.28, abs=1e-9)
    people = persons(territory)
    poor = people[:, :, territory.poor_bands].sum(axis=(0, 2)) / people.sum(axis=(0, 2))
    assert np.allclose(poor, [0.38, 0.28, 0.88 / 3, 0.22, 0.16], atol=1e-9)


def test_the_metropolis_is_near_what_is_published():
    territory = territory_of(METROPOLIS)
    assert territory.poverty == pytest.approx(0.205, abs=HALF_POINT)
    published = [10_220, 14_630, 22_270, 32_940, 43_200]
    found = territory.curve.at(np.array([0.1, 0.25, 0.5, 0.75, 0.9]))
    assert np.allclose(found, published, rtol=0.03)
    assert found[2] == pytest.approx(22_270, rel=0.01)


def test_france_has_the_published_inequality():
    """Insee 2021: Gini 0.294, mean 26 610; the poorest fifth has 8.6 %, the richest 38.3 %."""
    curve = territory_of(FRANCE).curve
    assert curve.gini() == pytest.approx(0.294, abs=0.02)
    assert curve.mean() == pytest.approx(26_610, abs=1)
    assert curve.mean(0.0, 0.1) == pytest.approx(8_820, rel=0.01)
    assert curve.mean(0.9, 1.0) == pytest.approx(64_840, rel=0.01)
    assert 0.2 * curve.mean(0.0, 0.2) / curve.mean() == pytest.approx(0.086, abs=HALF_POINT)
    assert 0.2 * curve.mean(0.8, 1.0) / curve.mean() == pytest.approx(0.383, abs=HALF_POINT)


def test_the_poor_share_of_participants_is_met_and_moves_nothing_else():
    plain, composed = territory_of(COMMUNE), territory_of(replace(COMMUNE, poor_share_bp=4_800))
    people = persons(composed)
    poor = composed.poor_bands
    assert people[:, :, poor].sum() / people.sum() == pytest.approx(0.48)
    for side in (poor, ~poor):
        before, after = plain.table[:, :, side], composed.table[:, :, side]
        assert np.allclose(before / before.sum(), after / after.sum())


def test_households_drawn_one_by_one_have_that_poor_share():
    composed = replace(COMMUNE, poor_share_bp=4_800)
    found = households(territory_of(composed), composed, seed=1, start=0, count=50_000)
    people = found.adults.astype(int) + found.children
    assert np.average(found.is_poor, weights=people) == pytest.approx(0.48, abs=HALF_POINT)


@pytest.mark.parametrize(
    ("population", "said"),
    [
        (replace(COMMUNE, territory="lyon"), "lyon"),
        (replace(COMMUNE, area="quartier"), "quartier"),
        (replace(COMMUNE, vintage=2023), "2023"),
        (replace(COMMUNE, poor_share_bp=10_001), "10001"),
    ],
)
def test_what_is_not_published_is_refused_in_a_sentence(population, said):
    with pytest.raises(TerritoryError, match=said):
        territory_of(population)


def test_what_was_supposed_is_said_with_its_status():
    plain = assumptions_of(COMMUNE)
    assert {each.status for each in plain} == {Status.ASSUMED}
    keys = {each.key for each in plain}
    assert {"territory.age", "territory.tails", "territory.tax", "territory.food"} <= keys
    moved = replace(COMMUNE, poor_share_bp=4_800, income_growth_bp=1_200)
    more = {each.key for each in assumptions_of(moved)} - keys
    assert more == {"population.poor_share_bp", "population.income_growth_bp"}


def test_ages_are_spread_evenly_inside_a_published_step():
    ages = DependantAges(((0, 10, 30), (10, 20, 70)))
    assert [ages.share_below(age) for age in (0, 5, 10, 15, 20, 30)] == [0, 0.15, 0.3, 0.65, 1, 1]


def test_dependants_of_france_and_of_montpellier():
    """Children of couples, 2014: 63.3 and 80.0 % below 14 and 18; 67.3 and 85.0 % without those of 25."""
    shares = [
        [territory_of(each).dependants.share_below(age) for age in (14, 18)]
        for each in (FRANCE, COMMUNE)
    ]
    assert np.allclose(shares, [[0.633, 0.800], [0.673, 0.850]], atol=5e-4)
