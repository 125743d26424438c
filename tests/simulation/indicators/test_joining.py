"""docs/algorithms/indicators.md, « Who comes »."""

from dataclasses import replace

import pytest

from ecot.simulation.indicators.joining import joining
from ecot.simulation.indicators.people import line_cents
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Attendance, Population
from tests.simulation.outcomes import outcome, scenario
from tests.simulation.people import future


def attended(of, attendance):
    return outcome({Flow.CASH: [[0]]}, of=replace(of, population=Population(attendance=attendance)))


def test_a_given_composition_says_nothing_of_who_would_come():
    found = joining(attended(scenario(), Attendance.COMPOSITION))
    assert {each.value for each in found.values()} == {None}
    assert "n'y est pas simulé" in found["take_up_share"].why


def test_compulsion_loses_nothing():
    found = joining(attended(future(), Attendance.COMPULSORY))
    assert (found["take_up_share"].value, found["voluntary_price_cents"].value) == (1, 0)
    assert found["adverse_selection_index"].value == 1


def test_freedom_costs_a_part_of_the_yield():
    found = joining(attended(future(), Attendance.VOLUNTARY))
    assert found["take_up_share"].value == pytest.approx(0.2, abs=0.01)
    lost = found["contribution_offered_cents"].number - found["contribution_joined_cents"].number
    assert found["voluntary_price_cents"].value == pytest.approx(lost, abs=1)
    share = lost / found["contribution_offered_cents"].number
    assert found["voluntary_price_share"].value == pytest.approx(share, abs=0.001)


def test_the_poverty_line_is_that_of_the_incomes():
    assert line_cents(outcome({Flow.CASH: [[0]]})) == 1_158_00  # 60 % of 23 160 a year, 2021
