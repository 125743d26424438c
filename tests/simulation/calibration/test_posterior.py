"""The worked table of docs/algorithms/calibration.md, line by line."""

import numpy as np
import pytest

from ecot.simulation.calibration.chosen import Chosen, chosen_law
from ecot.simulation.calibration.observed import Observed, Pledges
from ecot.simulation.calibration.posterior import Beta, fit, prior, slow_share
from ecot.simulation.scenario.parts import Behaviour, FreeChoice


def counted(**said):
    months = len(next(iter(said.values())))

    def column(name: str) -> np.ndarray:
        return np.array(said.get(name, [0] * months), dtype=np.int64)

    return Observed(
        here=column("here"),
        left=column("left"),
        owing=column("owing"),
        unpaid=column("unpaid"),
        available_cents=column("available_cents"),
        spent_cents=column("spent_cents"),
        arrived=column("arrived"),
        available_squares=np.array(said.get("squares", [1] * months), dtype=np.float64),
    )


def test_who_leaves() -> None:
    found = fit(counted(here=[200, 200], left=[5, 7]), prior(Behaviour()))
    assert (found.leaving.hits, found.leaving.misses) == pytest.approx((12.4, 407.6))
    assert round(found.leaving.mean * 100, 3) == 2.952


def test_nobody_late_in_eighty_is_not_never() -> None:
    found = fit(counted(owing=[80], unpaid=[0]), prior(Behaviour()))
    assert found.unpaid.mean == pytest.approx(0.004)


def test_who_spends_little() -> None:
    seen = counted(available_cents=[400], spent_cents=[340], squares=[60_000])
    assert slow_share(seen, slow_bp=6_000) == pytest.approx((0.375, 160_000 / 60_000))
    found = fit(seen, prior(Behaviour()))
    assert found.slow.hits == pytest.approx(5)
    assert round(found.slow.misses, 3) == 17.667
    assert round(found.slow.mean * 100, 2) == 22.06


def test_arrivals() -> None:
    found = fit(counted(arrived=[6, 6, 6, 6, 6]), prior(Behaviour()))
    assert (found.arrivals.events, found.arrivals.months) == (38, 6)
    assert round(found.arrivals.mean, 2) == 6.33


def test_an_empty_book_teaches_nothing() -> None:
    before = prior(Behaviour())
    found = fit(counted(here=[0]), before)
    assert (found.leaving, found.unpaid, found.slow) == (before.leaving, before.unpaid, before.slow)
    assert found.chosen == before.chosen


def test_a_belief_is_worth_twenty_households() -> None:
    assert Beta.worth(0.02) == Beta(0.4, 19.6)


def test_pledges_at_the_least_say_only_that_the_wish_was_below() -> None:
    """Half of a thousand wishes lie under the least: the middle of the law is the least itself."""
    law = Chosen.believed(FreeChoice(level=4.0, spread=1.0), households=0.001)
    amounts = np.array([10_00] * 500 + [27_18] * 500, dtype=np.int64)
    found = chosen_law(
        Pledges(amounts_cents=amounts, minimum_cents=10_00, most_cents=27_18, step_cents=1), law
    )
    # half below 10 euros, half above 27.18: symmetric around ln of their geometric mean
    assert found.mean == pytest.approx((np.log(10_01) + np.log(27_18)) / 2, abs=2e-3)


def test_without_limits_the_law_is_the_mean_and_the_spread() -> None:
    luck = np.random.Generator(np.random.Philox(5)).normal(size=4_000)
    amounts = np.exp(8.0 + 0.5 * luck).astype(np.int64)
    law = Chosen.believed(FreeChoice(level=3.4, spread=0.5), households=0.001)
    found = chosen_law(
        Pledges(amounts_cents=amounts, minimum_cents=0, most_cents=10**9, step_cents=1), law
    )
    assert found.mean == pytest.approx(np.log(amounts + 0.5).mean(), abs=1e-3)
    assert found.spread == pytest.approx(np.log(amounts + 0.5).std(), abs=1e-3)
    assert found.covariance[0][0] == pytest.approx(0.25 / 4_000, rel=0.05)
