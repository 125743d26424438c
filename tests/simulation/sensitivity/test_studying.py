"""The three studies on a scenario of the shelf, with a run that is worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from ecot.simulation.files.reading import read_scenario
from ecot.simulation.outcome import Flow
from ecot.simulation.sensitivity.plans import GENERATORS
from ecot.simulation.sensitivity.studying import StoppedError, study_of
from ecot.values.refusal import Refused
from tests.simulation.outcomes import outcome

SHIPPED = read_scenario("montpellier-2026")
COSTS, EXITS = "costs.fixed_month_cents", "behaviour.exit_bp"
QUIET = lambda done, runs: None  # noqa: E731 - a bar that nobody looks at


def played(scenario):
    """Twelve months and two draws: the till pays the fixed costs, nothing else moves it."""
    spent = scenario.costs.fixed_month_cents * 12
    left = scenario.opening.cash_cents - spent
    return outcome({Flow.CASH: [[0] * 11 + [left], [0] * 11 + [left + 7]]}, of=scenario)


def test_a_euro_of_monthly_costs_is_twelve_a_year():
    study = study_of(SHIPPED, played, keys=[EXITS, COSTS])
    bars = study.bars(QUIET)
    assert [bar.factor.key for bar in bars] == [COSTS, EXITS]
    assert bars[0].per_unit_cents == -12_00
    assert (bars[1].at_low.mean_cents, bars[1].is_visible) == (0, False)


def test_morris_and_sobol_find_what_moves(monkeypatch):
    monkeypatch.setitem(GENERATORS, 7, 3)  # few points: each is a scenario that is read again
    study = study_of(SHIPPED, played, keys=[EXITS, COSTS])
    first, last = study.screening(QUIET, trajectories=4)
    reach = 12 * 0.4 * SHIPPED.costs.fixed_month_cents
    assert (first.key, last.mean_size) == (COSTS, 0)
    assert first.mean_size == pytest.approx(reach, rel=1e-4)
    assert study.noise.within_draws == pytest.approx(3.5**2)  # results 7 cents apart
    assert study.noise.between_points > 0
    shares = {each.key: each.total.value for each in study.indices(QUIET, points=7)}
    assert shares[COSTS] > 0.5
    assert shares[EXITS] == 0


def test_a_key_that_is_not_uncertain_is_refused_with_those_that_are():
    refused = study_of(SHIPPED, played, keys=["opening.cash_cents"])
    assert isinstance(refused, Refused)
    assert COSTS in refused.sentence


def test_every_factor_of_the_shelf_can_be_moved_to_both_ends():
    study = study_of(SHIPPED, played)
    for factor in study.factors:
        for end in (factor.low, factor.high):
            assert np.isfinite(study.results({factor.key: end})).all()


def test_a_run_that_is_stopped_concludes_nothing():
    study = study_of(SHIPPED, lambda scenario: replace(played(scenario), complete=False))
    with pytest.raises(StoppedError):
        study.bars(QUIET)
