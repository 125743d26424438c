"""docs/algorithms/synthetic-households.md, part 2: the table by hand, and what does not move it."""

import numpy as np
import pytest

from ecot.simulation.population.raking import Margin, MarginsDisagreeError, rake

GUESS = np.array([[0.4, 0.2], [0.1, 0.3]])
PERSONS = np.array([[1.0], [2.0]])


def margins(low_persons: float = 0.7):
    return (
        Margin(name="one", weights=np.array([[1.0], [0.0]]), target=0.6),
        Margin(name="two", weights=np.array([[0.0], [1.0]]), target=0.4),
        Margin(name="low", weights=PERSONS * np.array([[1.0, 0.0]]), target=low_persons),
        Margin(name="high", weights=PERSONS * np.array([[0.0, 1.0]]), target=1.4 - low_persons),
    )


def test_the_table_worked_by_hand():
    raked = rake(GUESS, margins())
    assert np.allclose(raked.table, [[0.4279, 0.1721], [0.1360, 0.2640]], atol=1e-4)
    assert raked.gap < 1e-9
    assert 0 < raked.turns < 200


def test_the_order_of_the_margins_does_not_matter():
    forward, backward = rake(GUESS, margins()), rake(GUESS, margins()[::-1])
    assert np.abs(forward.table - backward.table).max() < 1e-9


def test_margins_of_households_alone_give_what_proportional_fitting_gives():
    rng = np.random.default_rng(7)
    guess = rng.uniform(0.5, 2.0, (4, 5))
    rows, columns = rng.uniform(0.5, 2.0, 4), rng.uniform(0.5, 2.0, 5)
    columns *= rows.sum() / columns.sum()
    fitted = guess.copy()
    for _ in range(500):
        fitted *= (rows / fitted.sum(axis=1))[:, None]
        fitted *= columns / fitted.sum(axis=0)
    needed = [
        Margin(name=f"row {i}", weights=np.eye(4)[i][:, None], target=float(rows[i]))
        for i in range(4)
    ] + [
        Margin(name=f"column {j}", weights=np.eye(5)[j][None, :], target=float(columns[j]))
        for j in range(5)
    ]
    assert np.abs(rake(guess, tuple(needed)).table - fitted).max() < 1e-9


def test_a_cell_at_zero_stays_at_zero_and_is_counted():
    guess = np.array([[0.4, 0.2], [0.0, 0.3]])
    needed = (margins()[0], margins()[1])
    raked = rake(guess, needed)
    assert raked.table[1, 0] == 0.0
    assert raked.zero_cells == 1


def test_efficiency_is_one_where_nothing_moves_and_less_where_something_does():
    same = (Margin(name="all", weights=np.ones((2, 2)), target=1.0),)
    assert rake(GUESS, same).efficiency == pytest.approx(1.0)
    assert rake(GUESS, margins()).efficiency < 0.999


def test_margins_that_contradict_each_other_are_refused():
    twice = (*margins(), Margin(name="again", weights=np.array([[1.0], [0.0]]), target=0.5))
    with pytest.raises(MarginsDisagreeError, match="disagree"):
        rake(GUESS, twice)
