"""docs/algorithms/synthetic-households.md, part 5: a small fund keeps the margins to one household."""

from dataclasses import fields

import numpy as np
import pytest

from ecot.simulation.population.households import households
from ecot.simulation.population.seating import _block, seated_households
from ecot.simulation.population.territory import territory_of
from ecot.simulation.scenario.parts import Population

MONTPELLIER = Population(poor_share_bp=4_800)


@pytest.mark.parametrize("sizes", [(37,), (400,), (400, 1_200), (47, 370, 400)])
@pytest.mark.parametrize("seed", [1, 42])
def test_margins_hold_within_one_household_at_each_size(sizes, seed):
    territory = territory_of(MONTPELLIER)
    cell, rank = _block(MONTPELLIER, seed=seed, sizes=sizes, number=0)
    assert rank.min() > 0
    assert rank.max() < 1
    for size in sizes:
        counts = np.bincount(cell[:size], minlength=territory.table.size)
        off = counts.reshape(territory.table.shape) - territory.table * size
        for axes in ((1, 2), (0, 2), (0, 1)):
            assert np.abs(off.sum(axis=axes)).max() < 1.0
        assert abs(off[:, :, territory.poor_bands].sum()) < 1.0
    whole = np.bincount(cell, minlength=territory.table.size)
    assert np.abs(whole - territory.table.ravel() * sizes[-1]).max() <= 1.0


def test_ranks_are_spread_inside_each_band():
    territory = territory_of(MONTPELLIER)
    cell, rank = _block(MONTPELLIER, seed=3, sizes=(400,), number=0)
    band = cell % territory.table.shape[2]
    for each in np.unique(band):
        inside = np.sort(rank[band == each])
        steps = np.floor(inside * len(inside)).astype(int)
        assert steps.tolist() == list(range(len(inside)))


def test_a_seat_is_the_same_whatever_the_chunks():

    def seats(start, count):
        return seated_households(MONTPELLIER, seed=1, sizes=(37, 100), start=start, count=count)

    whole = seats(0, 250)
    for size in (3, 64, 249):
        parts = [seats(at, min(size, 250 - at)) for at in range(0, 250, size)]
        for each in fields(whole):
            pieces = np.concatenate([getattr(part, each.name) for part in parts])
            assert np.array_equal(getattr(whole, each.name), pieces), (each.name, size)


def test_the_seats_are_shuffled():
    """The first tenth of the seats is not the poorest tenth."""
    found = seated_households(MONTPELLIER, seed=1, sizes=(400,), start=0, count=400)
    assert 0.2 < found.is_poor[:40].mean() < 0.8


def test_a_large_fund_is_drawn_household_by_household():
    large = seated_households(MONTPELLIER, seed=1, sizes=(30_000,), start=100, count=50)
    plain = households(territory_of(MONTPELLIER), MONTPELLIER, seed=1, start=100, count=50)
    assert np.array_equal(large.income_cents, plain.income_cents)
