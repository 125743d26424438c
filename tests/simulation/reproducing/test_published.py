"""Every published check is found again, and says by what."""

from fractions import Fraction

import pytest

from ecot.reference.loading import published_checks
from ecot.simulation.reproducing import How, checking, reproduce
from ecot.simulation.reproducing.checking import near, published
from ecot.simulation.reproducing.formula import exact
from ecot.simulation.reproducing.pots import POTS

HALF = Fraction(1, 2)
CHECKS = {check.id: check for check in published()}


def test_every_check_of_the_reference_is_there():
    assert list(CHECKS) == list(published_checks())
    assert set(CHECKS) <= {check.id for check in reproduce()}


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.id)
def test_each_holds_and_names_its_sources(check):
    assert check.ok, (check.expected, check.found)
    assert check.must_hold
    assert check.sources
    assert check.found.keys() == check.expected.keys()


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("F-1a", "pot_per_year"),
        ("F-6a", "credit_per_month"),
        ("F-8a", "cost_per_month"),
        ("F-12a", "contribution_equals_allocation_at_income"),
        ("F-16", "mean_contribution"),
        ("F-17a", "cost_per_year"),
        ("F-8b", "contributions_per_month"),
        ("F-11b", "top_up_max"),
        ("M-19", "yields"),
        ("M-24", "first_count_above"),
        ("M-26", "income"),
        ("M-06", "cap_per_employee_year"),
        ("M-08", "per_year"),
        ("M-12", "yearly_min"),
        ("M-20", "one_point_bn"),
        ("M-23", "first_count_above"),
        ("M-25", "above_threshold"),
        ("M-27", "income_per_year"),
        ("M-28", "interest_per_year"),
        ("M-29", "cap"),
        ("M-30", "means"),
    ],
)
def test_what_the_code_computes_is_found_by_the_code(name, figure):
    assert CHECKS[name].how is How.MODEL
    assert figure in CHECKS[name].by_model


def test_what_is_only_arithmetic_says_so():
    assert CHECKS["F-9b"].how is How.ARITHMETIC
    assert CHECKS["F-9b"].by_model == ()


def test_a_rule_that_gives_another_sum_is_found_out(monkeypatch):
    """The control: the model's figure is judged, not the formula's."""
    wrong = {**POTS, "F-1a": lambda given: {"pot_per_year": exact(480_001)}}
    monkeypatch.setattr(checking, "MODELLED", (wrong,))
    found = {check.id: check for check in published()}
    assert not found["F-1a"].ok
    assert found["F-1a"].found == {"pot_per_year": 480_001}


def test_an_arithmetic_on_a_figure_of_the_model_follows_it(monkeypatch):
    """F-5a: the margin is the grant less what the rule gives."""
    wrong = {**POTS, "F-5a": lambda given: {"cost_per_year": exact(59_500)}}
    monkeypatch.setattr(checking, "MODELLED", (wrong,))
    found = {check.id: check for check in published()}
    assert found["F-5a"].found["margin"] == 500


@pytest.mark.parametrize(
    ("found", "expected", "close"),
    [
        (1, 1, True),
        (1, 2, False),
        ([1, 2], [1, 2], True),
        ([1], [1, 2], False),
        (True, True, True),
        (1, True, False),
        (None, 1, False),
    ],
)
def test_nearness(found, expected, close):
    assert near(exact(found), exact(expected), HALF) is close


def test_a_tolerance_is_an_absolute_gap():
    assert near(exact(2.5), exact(2), HALF)
    assert not near(exact(2.51), exact(2), HALF)


def test_the_answer_has_the_keys_of_the_contract():
    answer = CHECKS["F-12b"].to_json()
    assert {"id", "expected", "found", "ok", "sources"} <= answer.keys()
    assert CHECKS["F-12b"].found["mean_contribution"] == 16.67
