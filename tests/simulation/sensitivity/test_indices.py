"""docs/algorithms/sensitivity.md: Morris and Sobol on functions whose answer is known (MODEL §17 A16)."""

import numpy as np
import pytest

from ecot.simulation.sensitivity.morris import morris
from ecot.simulation.sensitivity.plans import GENERATORS, lattice, resampled, trajectories
from ecot.simulation.sensitivity.sobol import sobol

THREE = ("a", "b", "c")


def ishigami(point):
    a, b, c = 2 * np.pi * point - np.pi
    return float(np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a))


@pytest.mark.parametrize("seed", [1, 42])
def test_ishigami_is_found_within_two_hundredths(seed):
    found = {each.key: each for each in sobol(THREE, ishigami, seed=seed)}
    first = [found[key].first.value for key in THREE]
    total = [found[key].total.value for key in THREE]
    assert first == pytest.approx([0.3139, 0.4424, 0], abs=0.02)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    assert list(found) == ["a", "b", "c"]


def test_every_index_is_inside_its_interval_and_the_sums_hold():
    found = sobol(THREE, ishigami, seed=7)
    for each in found:
        assert each.first.low <= each.first.value <= each.first.high
        assert each.total.low <= each.total.value <= each.total.high
        assert each.first.low <= each.total.high
    assert sum(each.first.value for each in found) <= 1.02


def test_a_sum_has_no_interactions():
    """Var(3a) = 9/12, Var(b) = 1/12: shares 0.9 and 0.1."""
    found = sobol(("a", "b"), lambda point: float(3 * point[0] + point[1]), seed=1)
    assert [each.total.value for each in found] == pytest.approx([0.9, 0.1], abs=0.01)
    assert [each.first.value for each in found] == pytest.approx([0.9, 0.1], abs=0.01)


def test_a_figure_that_never_moves_has_no_index():
    assert sobol(("a", "b"), lambda point: 5.0, seed=1, points=127) == []


def test_morris_on_a_line_and_a_curve():
    found = {
        each.key: each
        for each in morris(("a", "b", "c"), lambda x: float(3 * x[0] + x[1] ** 2), seed=3)
    }
    assert found["a"].mean_size == pytest.approx(3)
    assert found["a"].deviation == pytest.approx(0, abs=1e-12)
    assert found["b"].mean_size == pytest.approx(1, abs=0.2)
    assert found["b"].deviation == pytest.approx(1 / 3, abs=0.1)
    assert found["c"].mean_size == 0
    assert list(found) == ["a", "b", "c"]
    for each in found.values():
        assert each.low <= each.mean_size + 1e-12
        assert each.mean_size <= each.high + 1e-12


def test_the_number_of_runs_is_the_one_announced():
    told: list[tuple[int, int]] = []
    morris(THREE, ishigami, seed=1, trajectories_count=5, told=lambda *each: told.append(each))
    assert told == [(rank, 20) for rank in range(1, 21)]
    told.clear()
    sobol(THREE, ishigami, seed=1, points=127, told=lambda *each: told.append(each))
    assert told == [(rank, 635) for rank in range(1, 636)]


def test_trajectories_move_one_factor_at_a_time():
    paths = trajectories(20, 7, seed=5)
    moves = np.abs(np.diff(paths, axis=1))
    assert np.count_nonzero(moves > 1e-9, axis=2).tolist() == [[1] * 7] * 20
    assert moves.max(axis=2) == pytest.approx(2 / 3)
    assert np.unique(np.round(paths * 3)).tolist() == [0, 1, 2, 3]
    assert (moves.max(axis=1) > 0).all(), "each factor moves once"


@pytest.mark.parametrize("points", GENERATORS)
def test_a_lattice_spreads_each_column(points):
    cube = np.sort(lattice(points, 40, seed=1), axis=0)
    gaps = np.diff(cube, axis=0)
    assert np.allclose(gaps, 1 / points), "every column has one point in each of N intervals"


@pytest.mark.parametrize(("points", "generator"), [(127, 12), (1_021, 228)])
def test_a_generator_is_the_best_of_the_roots(points, generator):
    """The figure of merit of the page, against ten other primitive roots."""

    def merit(root):
        product = np.ones(points)
        for column in range(40):
            x = np.arange(points) * pow(root, column, points) % points / points
            product *= 1 + 2 * np.pi**2 * (x * x - x + 1 / 6) / (column + 1) ** 2
        return product.mean()

    others = [root for root in range(2, 60) if is_primitive(root, points)][:10]
    assert is_primitive(generator, points)
    assert merit(generator) <= min(merit(root) for root in others)


def is_primitive(root, prime):
    return len({pow(root, power, prime) for power in range(prime - 1)}) == prime - 1


def test_another_seed_asks_elsewhere_and_the_same_one_does_not():
    assert np.array_equal(lattice(127, 4, seed=1), lattice(127, 4, seed=1))
    assert not np.array_equal(lattice(127, 4, seed=1), lattice(127, 4, seed=2))
    ranks = resampled(10, 1_000, seed=1)
    assert (int(ranks.min()), int(ranks.max())) == (0, 9)
