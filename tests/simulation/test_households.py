"""docs/algorithms/synthetic-households.md, parts 4 and 7, and the national figures of MODEL §21.1."""

import os
from dataclasses import fields, replace

import numpy as np
import pytest

from ecot.simulation.population.budgets import food_cents, tax_due_year_cents
from ecot.simulation.population.households import CHUNK, Drawn, described, households
from ecot.simulation.population.territory import territory_of
from ecot.simulation.population.types import TYPE_NAMES
from ecot.simulation.scenario.parts import Population

DRILL = os.environ.get("DRILL") == "1"
MANY = 2_000_000 if DRILL else 200_000
COMMUNE = Population()
FRANCE = Population(territory="france", area="country")


def drawn(population, *, start=0, count=MANY, seed=21, **more):
    return households(
        territory_of(population), population, seed=seed, start=start, count=count, **more
    )


def persons(found):
    return found.adults.astype(int) + found.children


def yearly(found):
    """Income per consumption unit, euros a year."""
    return found.income_cents * 10.0 / found.unit_tenths * 12 / 100


def weighted_quantiles(values, weights, ranks):
    order = np.argsort(values)
    below = np.cumsum(weights[order]) - weights[order] / 2
    return np.interp(ranks, below / weights.sum(), values[order])


def gini(values, weights):
    order = np.argsort(values)
    people = np.concatenate(([0.0], np.cumsum(weights[order]))) / weights.sum()
    held = np.concatenate(([0.0], np.cumsum((weights * values)[order])))
    return 1 - np.sum(np.diff(people) * (held[1:] + held[:-1])) / held[-1]


@pytest.mark.parametrize("size", [4, 64, 1_000])
def test_a_household_is_the_same_whatever_the_chunks(size):
    count = CHUNK + 1_000 if size == 1_000 else 2_000
    whole = drawn(COMMUNE, count=count)
    parts = [drawn(COMMUNE, start=at, count=min(size, count - at)) for at in range(0, count, size)]
    for each in fields(whole):
        pieces = np.concatenate([getattr(part, each.name) for part in parts])
        assert np.array_equal(getattr(whole, each.name), pieces), each.name


def test_a_chunk_may_start_anywhere():
    whole, later = drawn(COMMUNE, count=100), drawn(COMMUNE, start=37, count=10)
    assert np.array_equal(whole.income_cents[37:47], later.income_cents)


def test_another_seed_is_another_population():
    one, other = drawn(COMMUNE, count=100, seed=1), drawn(COMMUNE, count=100, seed=2)
    assert not np.array_equal(one.income_cents, other.income_cents)


def test_each_margin_of_the_commune_is_within_half_a_point():
    territory, found = territory_of(COMMUNE), drawn(COMMUNE)
    people = persons(found)
    ages = np.bincount(found.age_band) / len(found)
    assert np.allclose(ages, territory.table.sum(axis=(0, 2)), atol=0.005)
    assert np.mean(people == 1) == pytest.approx(80_869 / 153_661, abs=0.005)
    assert np.average(found.is_poor, weights=people) == pytest.approx(0.28, abs=0.005)
    tenths = np.bincount(found.decile, weights=people) / people.sum()
    assert np.allclose(tenths, 0.1, atol=0.005)
    assert people.mean() == pytest.approx(1.87, abs=0.03)


@pytest.mark.parametrize(
    ("population", "published"),
    [(COMMUNE, [9_440, 19_670, 38_800]), (FRANCE, [12_290, 23_160, 41_870])],
)
def test_first_fifth_and_ninth_tenths_within_one_per_cent(population, published):
    found = drawn(population)
    got = weighted_quantiles(yearly(found), persons(found).astype(float), [0.1, 0.5, 0.9])
    assert np.allclose(got, published, rtol=0.01)


def test_poor_is_below_the_line_of_the_year():
    found = drawn(COMMUNE, count=20_000)
    line = territory_of(COMMUNE).line_month_cents
    assert line == 115_800
    below = yearly(found) / 12 * 100 < line
    assert np.mean(below == found.is_poor) > 0.9999


def test_the_nation_of_the_model():
    """MODEL §21.1: 1 207 bn ± 2 %, 9.7 % ± 0.2 point, Gini 0.298 → 0.268 ± 0.005."""
    found = drawn(FRANCE)
    people, units = persons(found), found.unit_tenths / 10.0
    income = found.income_cents * 12 / 100
    base = income.mean() * territory_of(FRANCE).households_count
    assert base == pytest.approx(1_207e9, rel=0.02)
    cost = 150 * 12 * people.mean() * territory_of(FRANCE).households_count
    rate = cost / base
    assert rate == pytest.approx(0.097, abs=0.002)
    weights = people.astype(float)
    assert gini(income / units, weights) == pytest.approx(0.298, abs=0.005)
    after = income * (1 - rate) + 150 * 12 * people
    assert gini(after / units, weights) == pytest.approx(0.268, abs=0.005)


def one(kind, *, rank, ages=17, population=COMMUNE, seed=5, count=3_000):
    """Many households of one type at one rank of income."""
    territory = territory_of(population)
    band = int(np.searchsorted(territory.bands.edges, rank, side="right")) - 1
    inside = (rank - territory.bands.edges[band]) / territory.bands.widths[band]
    kinds, old, bands = territory.table.shape
    cell = TYPE_NAMES.index(kind) * old * bands + band
    place = Drawn(
        cell=np.full(count, cell, dtype=np.int16),
        rank=np.full(count, inside),
        start=0,
        child_age_max=ages,
    )
    assert kinds == len(TYPE_NAMES)
    return described(territory, population, place, seed=seed)


def test_units_and_counts_of_two_adults_with_two_dependants():
    found = one("a2c2", rank=0.7)
    rows = set(
        zip(
            found.adults.tolist(),
            found.children.tolist(),
            found.unit_tenths.tolist(),
            found.half_parts.tolist(),
            strict=True,
        )
    )
    assert (2, 2, 23, 6) in rows  # 9 and 15 years old
    assert (3, 1, 23, 5) in rows  # 9 and 20
    assert (2, 2, 21, 6) in rows  # both below 14
    assert (4, 0, 25, 4) in rows  # both grown
    assert {adults + children for adults, children, _, _ in rows} == {4}


def test_income_of_a_month_at_a_rank():
    found = one("a2c2", rank=0.7)
    of_23 = found.income_cents[found.unit_tenths == 23]
    assert set(of_23.tolist()) == {529_498}  # 27 626 × 2.3 / 12


def test_the_age_of_a_child_is_that_of_the_rule():
    assert one("a2c1", rank=0.5, ages=0).children.mean() < 0.1
    young, older = one("a2c1", rank=0.5, ages=13), one("a2c1", rank=0.5, ages=17)
    assert young.children.mean() == pytest.approx(0.673, abs=0.03)
    assert older.children.mean() == pytest.approx(0.850, abs=0.03)
    assert np.array_equal(young.income_cents, older.income_cents)


def test_growth_multiplies_incomes_and_leaves_who_is_poor():
    now, later = (
        drawn(replace(COMMUNE, income_growth_bp=growth), count=5_000) for growth in (0, 1_000)
    )
    assert np.abs(later.income_cents - now.income_cents * 1.1).max() <= 0.51
    assert np.array_equal(now.is_poor, later.is_poor)


@pytest.mark.parametrize(
    ("kind", "month_cents", "year_euros"),
    [
        ("a1c0", 183_358, 877),  # by hand: docs/algorithms/synthetic-households.md, 7
        ("a1c0", 100_000, 0),
        ("a2c2", 300_000, 0),
        ("a1c0", 0, 0),
    ],
)
def test_tax_due(kind, month_cents, year_euros):
    got = tax_due_year_cents(
        np.array([month_cents]), np.array([TYPE_NAMES.index(kind)], dtype=np.int8)
    )
    assert got.tolist() == [year_euros * 100]


def test_tax_never_falls_as_the_income_rises_and_goes_on_beyond_the_table():
    incomes = np.arange(0, 6_000_000, 777, dtype=np.int64)
    for kind in range(len(TYPE_NAMES)):
        due = tax_due_year_cents(incomes, np.full(len(incomes), kind, dtype=np.int8))
        assert np.all(np.diff(due) >= 0)
        assert due[-1] > due[-100] > 0


def test_the_part_of_the_commune_that_pays_income_tax():
    """Filosofi 2021: 46 % of tax households."""
    assert np.mean(drawn(COMMUNE).tax_due_year_cents > 0) == pytest.approx(0.46, abs=0.03)


@pytest.mark.parametrize(
    ("income", "tenth", "people", "food"),
    [(90_000, 1, 1, 16_200), (150_000, 0, 4, 42_580), (0, 0, 1, 10_645), (300_000, 9, 1, 34_500)],
)
def test_food_spending(income, tenth, people, food):
    got = food_cents(
        np.array([income]),
        tenth=np.array([tenth], dtype=np.int8),
        persons=np.array([people], dtype=np.int8),
    )
    assert got.tolist() == [food]


def test_the_largest_income_fits_its_storage():
    territory = territory_of(FRANCE)
    highest = territory.curve.incomes[-1] * 30 / 120 * 100
    assert highest < 2**31
