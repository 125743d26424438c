"""A scale on a territory: the means are those of the scalar law on the very households drawn."""

from collections import Counter

import pytest

from ecot.rules.scale import ScaleBase, contribution_on_scale, household_contribution
from ecot.simulation.population import households, territory_of
from ecot.simulation.scales.applying import applied
from ecot.simulation.scenario.parts import Population
from tests.rules.examples import scale

POPULATION = Population()
COUNT, SEED = 3_000, 7
KNOTS, RATES = [0, 500, 1_200, 2_500], [0, 100, 250, 400]


@pytest.mark.parametrize("base", list(ScaleBase))
def test_means_and_deciles_are_the_law_s(base):
    on = scale(KNOTS, RATES, floor_cents=2_00, ceiling_cents=90_00, base=base)
    territory = territory_of(POPULATION)
    found = applied(on, territory, POPULATION, seed=SEED, count=COUNT)
    drawn = households(territory, POPULATION, seed=SEED, start=0, count=COUNT)
    rows = zip(
        drawn.income_cents.tolist(),
        drawn.adults.tolist(),
        drawn.children.tolist(),
        drawn.decile.tolist(),
        strict=True,
    )
    total = 0
    of_decile: Counter[int] = Counter()
    people: Counter[int] = Counter()
    for income, adults, children, decile in rows:
        paid = household_contribution(on, income_cents=income, adults=adults, children=children)
        total += paid
        of_decile[decile] += paid
        people[decile] += 1
    assert found.mean_contribution_cents == round(total / COUNT)
    assert [each.mean_contribution_cents for each in found.deciles] == [
        round(of_decile[each.decile - 1] / people[each.decile - 1]) for each in found.deciles
    ]
    assert len(found.deciles) == 10


def test_brackets_count_every_household_once():
    territory = territory_of(POPULATION)
    on = scale(KNOTS, RATES, ceiling_cents=39_50)
    found = applied(on, territory, POPULATION, seed=SEED, count=COUNT)
    drawn = households(territory, POPULATION, seed=SEED, start=0, count=COUNT)
    incomes = drawn.income_cents.tolist()
    within = [sum(50_000 <= income < 120_000 for income in incomes) / COUNT]
    assert found.brackets[1].share_bp == round(within[0] * 10_000)
    assert found.brackets[1].households == round(within[0] * territory.households_count)
    total = sum(each.households for each in found.brackets)
    assert abs(total - territory.households_count) <= len(KNOTS)
    assert (found.brackets[-1].until_cents, found.brackets[0].until_cents) == (None, 500_00)
    at_ceiling = [contribution_on_scale(on, income) == 39_50 for income in incomes]
    assert found.held.ceiling_share == pytest.approx(sum(at_ceiling) / COUNT)
