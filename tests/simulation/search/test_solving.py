"""docs/algorithms/search.md, its worked table and its promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.simulation.search import Goal, Range, Trial, solve
from ecot.simulation.search.solving import Side

HUNDRED = Range(low=0, high=100)


def at_least(threshold):
    return Goal(name="coverage", part="", how=">=", threshold=threshold)


def test_an_increasing_figure_gives_the_least_value():
    found = solve(at_least(37), HUNDRED, float)
    assert (found.side, found.answer.lever, found.neighbour.lever) == (Side.LEAST, 37, 36)
    assert found.answer.reached
    assert not found.neighbour.reached
    assert [trial.lever for trial in found.trials] == [0, 25, 31, 34, 35, 36, 37, 50, 75, 100]
    assert (found.monotone, found.exact, found.warning) == (True, True, "")


def test_a_decreasing_figure_gives_the_most():
    found = solve(at_least(37), HUNDRED, lambda lever: 100.0 - lever)
    assert (found.side, found.answer.lever, found.neighbour.lever) == (Side.MOST, 63, 64)


def test_what_nothing_reaches_and_what_all_reach():
    never = solve(at_least(37), HUNDRED, lambda lever: 5.0)
    assert (never.side, never.answer, len(never.trials)) == (Side.NONE, None, 5)
    assert "Élargissez" in never.warning
    always = solve(at_least(37), HUNDRED, lambda lever: 50.0)
    assert (always.side, always.answer.lever, always.neighbour) == (Side.ANY, 0, None)


def test_a_hill_is_searched_on_a_grid_with_a_warning():
    found = solve(at_least(45), HUNDRED, lambda lever: 50.0 - abs(lever - 30))
    assert (found.side, found.answer.lever, found.neighbour.lever) == (Side.LEAST, 25, 24)
    assert not found.monotone
    assert "une autre valeur peut convenir" in found.warning


def test_a_figure_that_turns_back_between_the_first_five_is_seen_on_the_way():
    """Rising at the five, with a hole at 37: the bisection falls on it."""
    found = solve(
        at_least(37), HUNDRED, lambda lever: 0.0 if 35 <= lever <= 40 else float(lever + 1)
    )
    assert not found.monotone
    assert found.answer.reached
    assert not found.neighbour.reached
    assert abs(found.answer.lever - found.neighbour.lever) == 1


def test_values_follow_the_step():
    found = solve(at_least(37), Range(low=0, high=105, step=10), float)
    assert (found.answer.lever, found.neighbour.lever) == (40, 30)
    assert max(trial.lever for trial in found.trials) == 100


def test_an_unknown_figure_does_not_reach_the_goal():
    found = solve(at_least(37), HUNDRED, lambda lever: float(lever) if lever > 10 else None)
    assert (found.answer.lever, found.neighbour.lever) == (37, 36)
    assert not found.monotone


def test_a_spent_budget_says_so():
    told: list[Trial] = []
    found = solve(at_least(371), Range(low=0, high=10_000), float, budget=7, told=told.append)
    assert len(found.trials) == len(told) == 7
    assert not found.exact
    assert "permis est atteint" in found.warning
    assert found.neighbour.lever < 371 <= found.answer.lever


def test_no_value_is_run_twice():
    seen: list[int] = []

    def measure(lever: int) -> float:
        seen.append(lever)
        return float(lever)

    solve(at_least(3), Range(low=0, high=4), measure)
    assert sorted(seen) == [0, 1, 2, 3, 4]
    seen.clear()
    solve(at_least(3), Range(low=3, high=3), measure)
    assert seen == [3]


@given(st.integers(-1_000, 1_000), st.integers(1, 10_000), st.integers(1, 7), st.data())
def test_the_neighbour_fails_and_the_answer_does_not(low, width, step, data):
    within = Range(low=low, high=low + width, step=step)
    threshold = data.draw(st.integers(low - 5, low + width + 5))
    found = solve(at_least(threshold), within, float)
    expected = [lever for lever in range(low, low + width + 1, step) if lever >= threshold]
    assert (None if found.answer is None else found.answer.lever) == min(expected, default=None)
    if found.neighbour is not None:
        assert found.answer.lever - found.neighbour.lever == step


@pytest.mark.parametrize("broken", [{"low": 2, "high": 1}, {"low": 0, "high": 1, "step": 0}])
def test_our_own_mistakes_stop_at_once(broken):
    with pytest.raises(AssertionError):
        solve(at_least(1), Range(**broken), float)
