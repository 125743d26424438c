"""docs/algorithms/behaviour.md, part 1, and MODEL §21.2."""

from dataclasses import replace

import numpy as np
import pytest

from ecot.rules.contribution import ContributionRule, Mode
from ecot.rules.kinds import RuleKind
from ecot.simulation.behaviour import JoiningError, members, selection
from ecot.simulation.behaviour.joining import (
    fitted_level,
    join_chances,
    joining_level,
    mean_allocation_cents,
    offer_of,
)
from ecot.simulation.population import territory_of
from ecot.simulation.scenario.parts import Attendance, Behaviour, Population, TakeUp
from ecot.simulation.streams import Purpose, normals, words
from tests.simulation.people import always, flat, future, share

VOLUNTARY = Population(attendance=Attendance.VOLUNTARY)


@pytest.mark.parametrize(("cost", "chance"), [(38.80, 0.2737), (90.00, 0.1192), (140.00, 0.0474)])
def test_chances_worked_by_hand(cost, chance):
    got = join_chances(
        TakeUp(),
        gain=np.array([(0.9 * 100 - cost) / 100]),
        is_poor=np.array([False]),
        solidarity=np.zeros(1),
        level=-2.0,
    )
    assert got[0] == pytest.approx(chance, abs=5e-5)


def joined_of(rate: float, least: float):
    """Who joins in Montpellier by rank of persons: allocation 100, take-up 20 %, v = 0.9."""
    territory, count = territory_of(Population()), 100_000
    ranks = (np.arange(count) + 0.5) / count
    kappa = normals(words(Purpose.TAKE_UP, seed=31, count=count))
    income = territory.curve.at(ranks) / 12
    cost = np.maximum(least, income * rate)
    gain, poor = (90 - cost) / 100, ranks < territory.poverty
    level = fitted_level(TakeUp(), gain=gain, is_poor=poor, solidarity=kappa)
    chances = join_chances(TakeUp(), gain=gain, is_poor=poor, solidarity=kappa, level=level)
    assert chances.mean() == pytest.approx(0.20, abs=1e-6)

    def joined(values):
        return np.average(values, weights=chances)

    return {
        "offered": cost.mean(),
        "joined": joined(cost),
        "index": joined(income) / income.mean(),
        "poor": joined(poor),
    }


def test_adverse_selection_of_the_model():
    """MODEL §21.2: 49.4 offered, 38.8 joined, S = 10.6, index 0.79, 38 % poor; ± 3 %."""
    found = joined_of(0.025, 10)
    assert found["offered"] == pytest.approx(49.4, rel=0.03)
    assert found["joined"] == pytest.approx(38.8, rel=0.03)
    assert found["offered"] - found["joined"] == pytest.approx(10.6, rel=0.03)
    assert found["index"] == pytest.approx(0.79, rel=0.03)
    assert found["poor"] == pytest.approx(0.38, rel=0.03)


def test_a_milder_scale_is_fled_less():
    """MODEL §21.2: a share of 1 % gives S = 2.3 and 32 % poor; ± 3 %."""
    found = joined_of(0.01, 0)
    assert found["offered"] - found["joined"] == pytest.approx(2.3, rel=0.03)
    assert found["poor"] == pytest.approx(0.32, rel=0.03)


def on_scale(population, rate=250, **changed):
    rule = ContributionRule(
        mode=Mode.SCALE, minimum_cents=0, step_cents=1, scale=share(rate, floor=10_00)
    )
    rules = {RuleKind.CONTRIBUTION: always(rule), RuleKind.ALLOCATION: always(flat(100_00))}
    return future(rules=rules, population=population, **changed)


def test_the_price_of_voluntariness_of_a_scenario():
    found = selection(on_scale(VOLUNTARY))
    assert found.take_up == pytest.approx(0.20, abs=0.01)
    assert found.income_index < 0.9
    assert found.lost_cents > 0
    assert found.poor_joined > found.poor_offered
    assert found.lost_cents == pytest.approx(found.offered_cents - found.joined_cents)


def test_a_compulsory_fund_loses_nothing():
    found = selection(on_scale(Population(attendance=Attendance.COMPULSORY)))
    assert (found.take_up, found.income_index, found.lost_cents) == (1.0, 1.0, 0.0)


def test_a_steeper_scale_is_fled_more():
    mild, steep = selection(on_scale(VOLUNTARY, 100)), selection(on_scale(VOLUNTARY, 400))
    assert steep.lost_cents / steep.offered_cents > mild.lost_cents / mild.offered_cents
    assert steep.income_index < mild.income_index


def test_the_level_is_used_as_it_is_where_the_take_up_is_not_known():
    law = Behaviour(take_up=TakeUp(rate_bp=None, level=1.5))
    assert joining_level(offer_of(on_scale(VOLUNTARY, behaviour=law))) == 1.5


def test_the_mean_allocation_is_that_of_the_territory():
    """1.445 adults a household, 100 each."""
    assert mean_allocation_cents(offer_of(on_scale(VOLUNTARY))) == pytest.approx(144_50, rel=0.02)


@pytest.mark.parametrize("attendance", list(Attendance))
def test_a_seat_is_held_by_the_same_household_whatever_the_chunks(attendance):
    scenario = on_scale(Population(attendance=attendance))
    whole = members(scenario, start=0, count=400)
    for size in (64, 100):
        parts = [
            members(scenario, start=at, count=min(size, 400 - at)) for at in range(0, 400, size)
        ]
        for name in ("seats", "numbers", "solidarity", "inclination", "follows"):
            pieces = np.concatenate([getattr(part, name) for part in parts])
            assert np.array_equal(getattr(whole, name), pieces), name
        incomes = np.concatenate([part.households.income_cents for part in parts])
        assert np.array_equal(whole.households.income_cents, incomes)


def test_voluntary_seats_go_to_the_joiners_in_their_order_across_chunks():
    scenario = on_scale(VOLUNTARY)
    found = members(scenario, start=0, count=14_000)
    assert np.all(np.diff(found.numbers) > 0)
    assert found.numbers[-1] > 2 * 32_768
    later = members(scenario, start=13_000, count=1_000)
    assert np.array_equal(later.numbers, found.numbers[13_000:])
    compulsory = on_scale(Population(attendance=Attendance.COMPULSORY))
    everyone = members(compulsory, start=0, count=int(found.numbers[-1]) + 1)
    same = everyone.households.income_cents[found.numbers]
    assert np.array_equal(found.households.income_cents, same)
    assert np.array_equal(found.solidarity, everyone.solidarity[found.numbers])
    assert found.solidarity.mean() > 0.3


def test_too_few_joiners_are_said():
    nobody = Behaviour(take_up=TakeUp(rate_bp=None, level=-40.0))
    with pytest.raises(JoiningError, match="personne"):
        selection(on_scale(VOLUNTARY, behaviour=nobody))


def test_inclination_and_solidarity_have_their_correlation():
    for correlation in (0.0, 0.3, 0.9):
        law = Behaviour(take_up=replace(TakeUp(), correlation=correlation))
        scenario = on_scale(Population(attendance=Attendance.COMPULSORY), behaviour=law)
        found = members(scenario, start=0, count=40_000)
        measured = np.corrcoef(found.solidarity, found.inclination)[0, 1]
        assert measured == pytest.approx(correlation, abs=0.02)
        assert found.inclination.std() == pytest.approx(1.0, abs=0.02)
