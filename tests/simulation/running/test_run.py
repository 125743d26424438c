"""A run gives the same integers however it is cut and wherever it is played; stopped, its draws are whole."""

import os
from dataclasses import replace

import numpy as np
import pytest

from ecot.simulation.outcome import Flow
from ecot.simulation.running import Pace, estimate, run, studied
from ecot.simulation.running.growing import grown, seats_by_month
from ecot.simulation.scenario.parts import Growth
from tests.simulation.running.futures import BANK, CITY, FAMILY_FUND, future

DRILL = os.environ.get("DRILL") == "1"
WIDE = 10_000
"""Seats or draws at once, more than there are: everything in one chunk."""


def arrays(outcome):
    return [outcome.flows.tolist(), outcome.receipts.tolist(), outcome.signed.tolist()]


@pytest.mark.parametrize("overdraft", [True, False])
def test_chunks_of_seats_and_draws_change_nothing(overdraft):
    scenario = future(overdraft=overdraft)
    whole = arrays(run(scenario, study=studied(scenario, pace=Pace(seats=WIDE, draws=WIDE))))
    for seats, draws in [(4, 1), (4, WIDE), (64, 4), (16, 2), (WIDE, 1)]:
        study = studied(scenario, pace=Pace(seats=seats, draws=draws))
        assert arrays(run(scenario, study=study)) == whole


@pytest.mark.parametrize("overdraft", [True, False] if DRILL else [True])
def test_processes_change_nothing(overdraft):
    """Two processes, started fresh: some seconds each."""
    scenario = future(overdraft=overdraft)
    assert arrays(run(scenario, workers=2)) == arrays(run(scenario))


@pytest.mark.skipif(not DRILL, reason="the whole matrix takes minutes: DRILL=1")
def test_the_whole_matrix_of_chunks_and_workers():
    scenario = future(draws=70, growth=Growth(households=((0, 1_100), (6, 1_203))))
    whole = arrays(run(scenario))
    for size in (4, 64, 1_000, 32_768, 10**6):
        for workers in (1, 2, 4):
            study = studied(scenario, pace=Pace(seats=size, draws=max(1, size // 64)))
            assert arrays(run(scenario, workers=workers, study=study)) == whole


def test_large_populations_pass_by_spans_that_add_up(monkeypatch):
    scenario = future()
    whole = arrays(run(scenario))
    monkeypatch.setattr("ecot.simulation.running.pieces._SPAN_SEATS", 16)
    monkeypatch.setattr("ecot.simulation.running.pieces._PIECE_HOUSEHOLD_MONTHS", 16 * 8 * 4)
    assert arrays(run(scenario)) == whole


def test_more_draws_and_more_months_only_append():
    scenario = future()
    short = run(replace(scenario, months=5), draws=2)
    long = run(scenario, draws=6)
    assert long.flows[:2, :5].tolist() == short.flows.tolist()


def test_a_source_more_moves_no_other_and_no_household():
    alone, beside = run(future(sources=(CITY,))), run(future(sources=(FAMILY_FUND, BANK, CITY)))
    assert beside.receipts[:, :, 2].tolist() == alone.receipts[:, :, 0].tolist()
    households = [Flow.EXITS, Flow.DUE, Flow.COLLECTED, Flow.SPENT, Flow.WALLETS]
    assert beside.flows[:, :, households].tolist() == alone.flows[:, :, households].tolist()


def test_a_run_that_is_stopped_keeps_its_whole_draws(monkeypatch):
    monkeypatch.setattr("ecot.simulation.running.pieces._PIECE_HOUSEHOLD_MONTHS", 61 * 8 * 2)
    scenario = future()
    told = []

    def stop(done, of):
        told.append((done, of))
        if len(told) == 2:
            raise KeyboardInterrupt

    stopped, whole = run(scenario, told=stop), run(scenario)
    assert told == [(61 * 8 * 2, 61 * 8 * 6), (61 * 8 * 4, 61 * 8 * 6)]
    assert not stopped.complete
    assert whole.complete
    assert stopped.flows.tolist() == whole.flows[:4].tolist()
    assert stopped.receipts.tolist() == whole.receipts[:4].tolist()


def test_a_run_that_is_stopped_at_once_has_no_draw_and_its_participants():
    def stop(done, of):
        raise KeyboardInterrupt

    monthly = future()
    stopped = run(monthly, told=stop)
    assert stopped.flows.shape[1:] == (8, len(Flow))
    assert len(stopped.participants.adults) == 40


def test_the_books_of_the_run_are_those_of_the_scenario():
    outcome = run(future())
    cash, received = outcome.flow(Flow.CASH), outcome.receipts.sum(axis=2)
    assert outcome.source_ids == ("ville", "caf", "placement")
    assert outcome.flow(Flow.RECEIVED).tolist() == received.tolist()
    assert outcome.flow(Flow.TOP_UPS).tolist() == outcome.receipts[:, :, 1].tolist()
    assert outcome.flow(Flow.HOUSEHOLDS)[0].tolist() == [40, 44, 47, 51, 54, 58, 61, 61]
    moved = (
        outcome.flow(Flow.COLLECTED)
        + received
        - outcome.flow(Flow.REIMBURSED)
        - outcome.flow(Flow.COSTS)
    )
    assert cash[:, -1].tolist() == (8_000_00 + moved.sum(axis=1)).tolist()


def test_participants_are_those_of_month_0_and_their_sums_are_those_of_the_run():
    outcome = run(future())
    who = outcome.participants
    assert (who.adults + who.children).sum() == outcome.flow(Flow.PARTICIPANTS)[0, 0]
    assert who.contribution_cents.sum() == outcome.flow(Flow.DUE)[0, 0]
    assert who.allocation_cents.sum() == outcome.flow(Flow.ALLOCATED)[0, 0]
    assert who.top_up_cents.sum() == outcome.flow(Flow.TOP_UPS)[0, 0]
    assert who.weight.sum() == 40


def test_behaviours_by_draw_are_those_of_the_draw():
    scenario = future(draws=4)
    law = scenario.behaviour
    other = replace(
        law, unpaid_bp=5_000, spend_bp=8_000, free_choice=replace(law.free_choice, level=2.0)
    )
    mixed = run(scenario, study=studied(scenario, behaviours=[law, other, other, law]))
    plain, changed = run(scenario), run(replace(scenario, behaviour=other))
    for draw, source in enumerate([plain, changed, changed, plain]):
        assert mixed.flows[draw].tolist() == source.flows[draw].tolist()


@pytest.mark.parametrize(
    ("points", "seats"),
    [
        (((0, 400), (36, 1_200)), {0: 400, 1: 422, 18: 800, 36: 1_200, 59: 1_200}),
        (((6, 100),), {0: 100, 6: 100, 59: 100}),
        (((0, 10), (4, 0), (8, 3)), {0: 10, 1: 8, 3: 3, 4: 0, 6: 2, 8: 3, 59: 3}),
    ],
)
def test_the_growth_path_is_linear_between_its_points(points, seats):
    path = seats_by_month(Growth(households=points), 60)
    assert {month: path[month] for month in seats} == seats


def test_amounts_grow_by_one_fraction_rounded_once():
    assert grown(100_00, 140, 3) == 104_26  # 100 · 1.014³ = 104.2591
    assert grown(100_00, -100, 1) == 99_00


def test_an_estimate_counts_household_months_exactly():
    found = estimate(future(), draws=50)
    assert found.household_months == 61 * 8 * 50
    assert found.seconds > 0
    assert np.isfinite(found.seconds)
