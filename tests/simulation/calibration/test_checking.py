"""A law that fits is left in peace; one that does not is named."""

from dataclasses import replace

import numpy as np
import pytest

from ecot.simulation.calibration.checking import checks
from ecot.simulation.calibration.drawing import drawn
from ecot.simulation.calibration.posterior import fit, prior
from ecot.simulation.scenario.parts import Behaviour
from tests.simulation.calibration.books import a_book

BEFORE = prior(Behaviour())


def found_for(observed):
    known = fit(observed, BEFORE)
    rates = drawn(known, seed=3, draws=range(199))
    return {each.name: each for each in checks(observed, rates, slow_bp=known.slow_bp, seed=3)}


def test_a_book_made_by_the_law_is_seldom_flagged() -> None:
    flags = [
        each.is_flagged
        for number in range(20)
        for each in found_for(a_book(number, BEFORE).observed).values()
    ]
    assert len(flags) == 20 * 7
    assert np.mean(flags) <= 0.1


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("left_most", lambda seen: replace(seen, left=_burst(seen.left))),
        ("unpaid_most", lambda seen: replace(seen, unpaid=_burst(seen.unpaid))),
        ("spent_spread", lambda seen: replace(seen, spent_cents=_wave(seen.spent_cents))),
        ("pledge_least_share", lambda seen: replace(seen, pledges=_all_or_least(seen.pledges))),
    ],
)
def test_what_the_law_does_not_do_is_flagged(name, spoil) -> None:
    observed = spoil(a_book(4, BEFORE).observed)
    assert found_for(observed)[name].is_flagged


def _burst(counts):
    """All of a year in one month."""
    moved = np.zeros_like(counts)
    moved[5] = min(int(counts.sum()) + 40, 400)
    return moved


def _wave(cents):
    """A month out of two spends a fifth less."""
    factor = np.where(np.arange(len(cents)) % 2 == 0, 0.8, 1.0)
    return (cents * factor).astype(np.int64)


def _all_or_least(pledges):
    """Half give the least, the others as before: no bell has such a foot."""
    amounts = pledges.amounts_cents.copy()
    amounts[: len(amounts) // 2] = pledges.minimum_cents
    amounts[len(amounts) // 2 :] = np.maximum(amounts[len(amounts) // 2 :], 40_00)
    return replace(pledges, amounts_cents=amounts)
