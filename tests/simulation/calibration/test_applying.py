"""What was learnt stands in the scenario: rates, spending, and the mean contribution."""

from dataclasses import replace

import pytest

from ecot.simulation.behaviour.choosing import chosen_cents
from ecot.simulation.behaviour.members import members
from ecot.simulation.calibration.applying import applied
from ecot.simulation.calibration.posterior import Beta, prior
from ecot.simulation.files.reading import read_scenario

SCENARIO = read_scenario("montpellier-2026")


@pytest.mark.parametrize("mean_cents", [40_00, 70_00, 95_00])
def test_members_of_the_scenario_pledge_what_the_book_pledges_on_average(mean_cents) -> None:
    found = applied(SCENARIO, prior(SCENARIO.behaviour), mean_cents=mean_cents)
    seated = members(found, start=0, count=400)
    assert chosen_cents(seated, found, 0).mean() == pytest.approx(mean_cents, abs=50)


def test_rates_are_the_means_of_what_was_learnt() -> None:
    known = replace(
        prior(SCENARIO.behaviour), leaving=Beta(3, 97), unpaid=Beta(5, 495), slow=Beta(25, 75)
    )
    found = applied(SCENARIO, known, mean_cents=None).behaviour
    assert (found.exit_bp, found.unpaid_bp, found.unpaid_weight) == (300, 100, 500)
    assert found.spend_bp == 9_000  # 25 % of months spend 60 %: 1 − 0.25 × 0.4
