"""Goal seek on a scenario of the shelf, with a run that is worked out by hand."""

from dataclasses import replace

import pytest

from ecot.simulation.files.faults import ScenarioError
from ecot.simulation.files.reading import read_scenario
from ecot.simulation.files.shelf import shipped
from ecot.simulation.outcome import Flow
from ecot.simulation.search.goal import Goal, read_goal
from ecot.simulation.search.levers import Asked, StoppedError, current, interval, solve_lever
from ecot.simulation.search.solving import Trial
from ecot.simulation.sensitivity.studying import study_of
from ecot.values.refusal import Refused
from tests.simulation.outcomes import outcome

SHIPPED = read_scenario("montpellier-2026")
COSTS = "costs.fixed_month_cents"


def played(scenario):
    """Twelve months: 1 000 000 cents in the till, fixed costs taken every month."""
    left = [1_000_000 - scenario.costs.fixed_month_cents * month for month in range(1, 13)]
    return outcome({Flow.CASH: [left]}, of=scenario)


def test_the_most_that_the_till_bears():
    asked = Asked(lever=COSTS, until="p_deficit_12 <= 0", between="0,200000")
    found = solve_lever(SHIPPED, asked, played)
    assert (found.answer.lever, found.neighbour.lever) == (83_333, 83_334)  # 1 000 000 / 12


def test_a_step_may_be_given():
    asked = Asked(lever=COSTS, until="p_deficit_12 <= 0", between="0,200000,1000")
    found = solve_lever(SHIPPED, asked, played)
    assert (found.answer.lever, found.neighbour.lever) == (83_000, 84_000)


def test_without_a_range_one_looks_up_to_three_times_the_present_value():
    told: list[Trial] = []
    solve_lever(SHIPPED, Asked(lever=COSTS, until="p_deficit_12 <= 0"), played, told=told.append)
    assert max(trial.lever for trial in told) == 3 * SHIPPED.costs.fixed_month_cents
    rate = Asked(lever="behaviour.spend_bp", until="p_deficit_12 <= 0")
    found = solve_lever(SHIPPED, rate, played)
    assert max(trial.lever for trial in found.trials) == 10_000


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"lever": "costs.fixed_mont_cents"}, "UNKNOWN_KEY"),
        ({"lever": "population.territory"}, "LEVER_NOT_A_NUMBER"),
        ({"lever": "growth.refill"}, "LEVER_NOT_A_NUMBER"),
        ({"lever": "behaviour.free_choice.slope"}, "LEVER_NOT_A_NUMBER"),
        ({"lever": "economy.wage_bp"}, "RANGE_NEEDED"),
        ({"between": "0"}, "RANGE_UNREADABLE"),
        ({"between": "9,1"}, "RANGE_UNREADABLE"),
        ({"between": "0,9,0"}, "RANGE_UNREADABLE"),
        ({"between": "0,9,1,1"}, "RANGE_UNREADABLE"),
        ({"between": "0,x"}, "RANGE_UNREADABLE"),
        ({"until": "p_deficit <= 0"}, "GOAL_NOT_ONE_NUMBER"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(said, code):
    usual = {"lever": COSTS, "until": "p_deficit_12 <= 0"}
    refused = solve_lever(SHIPPED, Asked(**{**usual, **said}), played)
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_a_value_that_the_scenario_may_not_have_is_said_before_any_run():
    asked = Asked(lever="behaviour.spend_bp", until="p_deficit_12 <= 0", between="0,20000")
    with pytest.raises(ScenarioError, match=r"10.000"):
        solve_lever(SHIPPED, asked, lambda scenario: pytest.fail("nothing is run"))


def test_a_run_that_is_stopped_concludes_nothing():
    asked = Asked(lever=COSTS, until="p_deficit_12 <= 0", between="0,200000")
    with pytest.raises(StoppedError):
        solve_lever(SHIPPED, asked, lambda scenario: replace(played(scenario), complete=False))


def test_the_present_value_of_a_lever():
    assert current(SHIPPED, "growth.households[0][1]") == SHIPPED.growth.households[0][1]
    assert current(SHIPPED, COSTS) == SHIPPED.costs.fixed_month_cents


def test_a_chance_has_its_interval():
    chance = Goal(name="p_deficit_12", part="", how="<=", threshold=0.05)
    assert interval(chance, 0.05, 1_000) == pytest.approx((0.0382, 0.0653), abs=1e-4)
    share = Goal(name="coverage", part="", how=">", threshold=0.5)
    assert interval(share, 0.5, 1_000) is None


@pytest.mark.parametrize("name", shipped())
def test_the_question_of_a_shipped_scenario_can_be_asked(name):
    scenario = read_scenario(name)
    if scenario.question is not None:
        assert isinstance(read_goal(scenario.question.goal), Goal)
        assert isinstance(current(scenario, scenario.question.lever), int)
    assert study_of(scenario, played).factors
