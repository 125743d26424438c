"""A goal is one figure, one comparison, one number; anything else is told in French."""

import pytest

from ecot.simulation.indicators import indicators
from ecot.simulation.outcome import Flow
from ecot.simulation.search import Goal, read_goal
from ecot.values.refusal import Refused
from tests.simulation.outcomes import outcome


@pytest.mark.parametrize(
    ("written", "name", "part", "how", "threshold"),
    [
        ("p_deficit_12 <= 0.05", "p_deficit_12", "", "<=", 0.05),
        ("p_deficit_36<=5 %", "p_deficit_36", "", "<=", 0.05),
        (" coverage > 0,5 ", "coverage", "", ">", 0.5),
        (
            "required_mean_contribution_cents < 6000",
            "required_mean_contribution_cents",
            "",
            "<",
            6000,
        ),
        ("cash_min_cents.p05 >= -100000", "cash_min_cents", "p05", ">=", -100_000),
    ],
)
def test_goals_are_read(written, name, part, how, threshold):
    assert read_goal(written) == Goal(name=name, part=part, how=how, threshold=threshold)


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ("", "GOAL_UNREADABLE", "par exemple"),
        ("p_deficit_12 = 0.05", "GOAL_UNREADABLE", "p_deficit_12 = 0.05"),
        ("p_deficit_12 <= 0.05 or 1", "GOAL_UNREADABLE", "comparaison"),
        ("p_deficit_12 <= 1e-2", "GOAL_UNREADABLE", "nombre"),
        ("p_defict_12 <= 0.05", "GOAL_UNKNOWN", "Vouliez-vous dire « p_deficit_12 »"),
        ("zzz <= 1", "GOAL_UNKNOWN", "« zzz »"),
        ("p_deficit <= 0.05", "GOAL_NOT_ONE_NUMBER", "p_deficit_12, p_deficit_36"),
        ("cash_min_cents >= 0", "GOAL_NOT_ONE_NUMBER", "cash_min_cents.p05"),
        ("coverage.p05 >= 0", "GOAL_NOT_ONE_NUMBER", "Écrivez coverage seul"),
        ("cash_cents.p05 >= 0", "GOAL_NOT_ONE_NUMBER", "autre chiffre"),
        ("p_deficit_12 <= 5", "GOAL_SHARE", "5 %"),
        ("coverage >= -0.1", "GOAL_SHARE", "de 0 à 1"),
        ("runway_months >= 5 %", "GOAL_UNREADABLE", "nombre"),
    ],
)
def test_what_is_not_a_goal_is_refused_with_its_sentence(written, code, says):
    refused = read_goal(written)
    assert isinstance(refused, Refused)
    assert refused.code == code
    assert says in refused.sentence


def test_a_goal_is_compared_with_a_run():
    figures = indicators(outcome({Flow.CASH: [[5] * 12, [-5] * 12]}))
    goal = read_goal("p_deficit_12 <= 0.5")
    assert goal.value(figures) == 0.5
    assert goal.reached(0.5)
    assert not goal.reached(0.51)
    assert not goal.reached(None)
    assert read_goal("p_deficit_60 <= 1").value(figures) is None
    assert read_goal("cash_min_cents.p05 > 0").value(figures) == -5
    assert str(goal) == "p_deficit_12 <= 0.5"
