"""docs/algorithms/synthetic-households.md, part 3."""

import numpy as np
import pytest

from ecot.simulation.population.quantiles import bent, from_anchors, mixture, standard_ranks

MONTPELLIER = ((0.10, 9_440.0), (0.28, 13_896.0), (0.50, 19_670.0), (0.90, 38_800.0))
SLOPES = {"low_slope": 0.393, "top_alpha": 2.823}


@pytest.mark.parametrize(
    ("rank", "income"),
    [
        (0.05, 7_189),
        (0.10, 9_440),
        (0.19, 11_453),
        (0.28, 13_896),
        (0.39, 16_533),
        (0.70, 27_626),
        (0.95, 49_598),
    ],
)
def test_incomes_by_rank(rank, income):
    curve = from_anchors(MONTPELLIER, **SLOPES)
    assert curve.at(np.array([rank]))[0] == pytest.approx(income, abs=0.5)
    assert curve.rank_of(income) == pytest.approx(rank, abs=1e-4)


def test_the_tails_have_the_published_means_of_france():
    """Insee 2021: D1 12 290 with 8 820 below on average, D9 41 870 with 64 840 above."""
    curve = from_anchors(((0.1, 12_290.0), (0.9, 41_870.0)), **SLOPES)
    assert curve.mean(0.0, 0.1) == pytest.approx(8_820, rel=1e-3)
    assert curve.mean(0.9, 1.0) == pytest.approx(64_840, rel=1e-3)


def test_a_bent_curve_keeps_its_anchors_and_meets_its_mean():
    anchors = ((0.1, 12_290.0), (0.5, 23_160.0), (0.9, 41_870.0))
    curve = bent(anchors, mean=26_610.0, **SLOPES)
    assert curve.mean() == pytest.approx(26_610, abs=0.01)
    for rank, income in anchors:
        assert curve.at(np.array([rank]))[0] == pytest.approx(income)
    assert np.all(np.diff(curve.incomes) > 0)


def test_anchors_out_of_order_are_our_own_mistake():
    with pytest.raises(AssertionError):
        from_anchors(((0.1, 12_000.0), (0.5, 11_000.0)), **SLOPES)


def test_a_mixture_of_one_population_with_itself_is_that_population():
    curve = from_anchors(MONTPELLIER, **SLOPES)
    mixed = mixture(((3.0, curve), (5.0, curve)))
    ranks = np.linspace(0.01, 0.999, 500)
    assert np.allclose(mixed.at(ranks), curve.at(ranks), rtol=1e-3)


def test_a_mixture_of_two_halves_has_the_part_of_each_below_an_income():
    poor = from_anchors(((0.1, 5_000.0), (0.9, 10_000.0)), **SLOPES)
    rich = from_anchors(((0.1, 50_000.0), (0.9, 90_000.0)), **SLOPES)
    mixed = mixture(((1.0, poor), (3.0, rich)))
    expected = 0.25 * poor.rank_of(20_000.0) + 0.75 * rich.rank_of(20_000.0)
    assert mixed.rank_of(20_000.0) == pytest.approx(expected, abs=1e-3)


def test_gini_of_a_straight_line_is_one_third():
    ranks = standard_ranks()
    from ecot.simulation.population.quantiles import Quantiles

    assert Quantiles(ranks, ranks * 1_000).gini() == pytest.approx(1 / 3, abs=1e-4)
