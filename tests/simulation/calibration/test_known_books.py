"""Two hundred books made with known rates: forecasts cover what they promise, true rates lie evenly."""

import os
from functools import cache

import numpy as np
import pytest

from ecot.simulation.calibration.drawing import drawn
from ecot.simulation.calibration.forecasting import DRAWS, covered, forecast
from ecot.simulation.calibration.posterior import fit, prior
from ecot.simulation.scenario.parts import Behaviour
from ecot.simulation.streams import uniforms, words
from tests.simulation.calibration.books import AHEAD, HABITS, a_book

BOOKS = 200
RANKED = 99
BEFORE = prior(Behaviour())
RATES = ("leaving", "unpaid", "slow", "chosen_mean", "chosen_spread")


@cache
def fitted():
    """Each book with what was learnt from it."""
    books = [a_book(number, BEFORE) for number in range(BOOKS)]
    return [(book, fit(book.observed, BEFORE)) for book in books]


def placed(values, fact, luck):
    """Where a fact lies among its draws, from 0 to 1; a tie is broken by luck."""
    less, same = (values < fact).sum(axis=0), (values == fact).sum(axis=0)
    return (less + luck * (same + 1)) / (len(values) + 1)


def test_intervals_of_four_in_five_hold_four_facts_in_five():
    names = ("paid_cents", "spent_cents", "wallets_cents")
    inside: dict[str, list] = {name: [] for name in names}
    evenly: dict[str, list] = {name: [] for name in names}
    for number, (book, known) in enumerate(fitted()):
        rates = drawn(known, seed=number, draws=range(DRAWS))
        found = forecast(book.seats, rates, HABITS, months=AHEAD, seed=number)
        facts = {name: book.facts[name] for name in names}
        for rank, (name, hits) in enumerate(covered(found, facts).items()):
            luck = uniforms(words(1_990 + rank, seed=number, count=AHEAD))
            standing = placed(found.values[name], facts[name], luck)
            inside[name].append(hits)
            evenly[name].append((standing > 0.1) & (standing < 0.9))
    assert 0.75 <= float(np.mean(list(inside.values()))) <= 0.85
    shares = {name: float(np.mean(hits)) for name, hits in evenly.items()}
    assert all(0.75 <= share <= 0.85 for share in shares.values()), shares


@pytest.mark.parametrize("rate", RATES)
def test_a_true_rate_lies_anywhere_among_those_that_were_learnt(rate):
    ranks = []
    for number, (book, known) in enumerate(fitted()):
        values = getattr(drawn(known, seed=10_000 + number, draws=range(RANKED)), rate)
        ranks.append(int((values < getattr(book.truth, rate)[0]).sum()))
    seen = np.bincount(np.array(ranks) // 10, minlength=10)
    spread = float(((seen - BOOKS / 10) ** 2 / (BOOKS / 10)).sum())
    assert spread < 27.88, (seen.tolist(), spread)  # the 99.9th centile of χ² with nine degrees


def test_a_forecast_that_forgets_its_doubt_is_seen():
    """The control: with the mean rate in every draw the intervals are too narrow."""
    few = fitted()[:60] if os.environ.get("DRILL") != "1" else fitted()
    inside = []
    for number, (book, known) in enumerate(few):
        rates = drawn(known, seed=number, draws=range(DRAWS))
        wrong = type(rates)(
            **{name: getattr(rates, name) * (0.5 if name == "slow" else 1) for name in RATES}
        )
        found = forecast(book.seats, wrong, HABITS, months=AHEAD, seed=number)
        inside.append(
            covered(found, {"wallets_cents": book.facts["wallets_cents"]})["wallets_cents"]
        )
    assert np.mean(inside) < 0.5
