"""Books made with known rates, by the very month of the model: what a calibration must find again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ecot.rules.wallet import WalletRule
from ecot.simulation.calibration.drawing import LEAVING, SLOW, UNPAID, Drawn, rates
from ecot.simulation.calibration.forecasting import Habits, told
from ecot.simulation.calibration.observed import Observed, Pledges, Seats
from ecot.simulation.calibration.posterior import Known
from ecot.simulation.month.households import Households
from ecot.simulation.month.inputs import Exits, Inputs, Spending, Sum, Terms
from ecot.simulation.streams import coin_thresholds, normals, words

MONTHS, AHEAD, SEATS = 24, 6, 400
HABITS = Habits(
    slow_bp=6_000,
    first_month_bp=5_000,
    wallet=WalletRule(carry_over_months=2, transfers_allowed=False),
)
STEP, LEAST, MOST = 100, 100, 25_000
TRUTH_SEED = 7_001


@dataclass(frozen=True, slots=True)
class Book:
    """A book with the rates that made it, what was counted in its months, and what came after."""

    truth: Drawn
    observed: Observed
    seats: Seats
    facts: dict[str, NDArray[np.int64]]


def a_book(number: int, before: Known, *, months: int = MONTHS) -> Book:
    """Book `number`: rates drawn from what is believed before, then played."""
    one = range(number, number + 1)
    truth = Drawn(
        leaving=rates(before.leaving, LEAVING, seed=TRUTH_SEED, draws=one),
        unpaid=rates(before.unpaid, UNPAID, seed=TRUTH_SEED, draws=one),
        slow=rates(before.slow, SLOW, seed=TRUTH_SEED, draws=one),
        chosen_mean=before.chosen.mean
        + np.sqrt(before.chosen.covariance[0][0]) * _normal(number, 1),
        chosen_spread=np.exp(
            before.chosen.log_spread + np.sqrt(before.chosen.covariance[1][1]) * _normal(number, 2)
        ),
    )
    pledges = _pledges(truth, number)
    allocation = np.full(SEATS, 140_00, dtype=np.int64)
    played = Households(_inputs(truth, pledges, allocation, months=months + AHEAD, seed=number))
    counted = {
        name: np.zeros(months, dtype=np.int64)
        for name in ("here", "left", "owing", "unpaid", "available", "spent")
    }
    squares = np.zeros(months)
    for month in range(months):
        played.open_month(month)
        before_spending = played.wallets + allocation
        newcomers = played._newcomers
        left = int(played.sums[0, month, Sum.EXITS])
        unpaid = played._fallen(1, played.inputs.unpaid_thresholds[:, None]).copy()
        played.close_month(month)
        settled = np.ones(SEATS, dtype=bool)
        settled[newcomers] = False
        spent = (before_spending - played.wallets)[0]
        available = before_spending[0].astype(np.int64)
        counted["here"][month], counted["left"][month] = SEATS, left
        counted["owing"][month], counted["unpaid"][month] = SEATS, int(unpaid.sum())
        counted["available"][month] = int(available[settled].sum())
        counted["spent"][month] = int(spent[settled].sum())
        squares[month] = float((available[settled].astype(float) ** 2).sum())
    wallets = played.wallets[0].astype(np.int64)
    for month in range(months, months + AHEAD):
        played.open_month(month)
        played.close_month(month)
    facts = {name: values[0, months:] for name, values in told(played.sums).items()}
    observed = Observed(
        here=counted["here"],
        left=counted["left"],
        owing=counted["owing"],
        unpaid=counted["unpaid"],
        available_cents=counted["available"],
        spent_cents=counted["spent"],
        available_squares=squares,
        arrived=counted["left"],
        pledges=Pledges(
            amounts_cents=pledges, minimum_cents=LEAST, most_cents=MOST, step_cents=STEP
        ),
    )
    seats = Seats(
        contribution_cents=pledges,
        allocation_cents=allocation,
        persons=np.ones(SEATS, dtype=np.int64),
        wallet_cents=wallets,
    )
    return Book(truth, observed, seats, facts)


def _normal(number: int, which: int) -> NDArray[np.float64]:
    return normals(
        words(1_900 + which, seed=TRUTH_SEED, draws=range(number, number + 1), count=1)[:, 0]
    )


def _pledges(truth: Drawn, number: int) -> NDArray[np.int64]:
    luck = normals(words(1_900, seed=TRUTH_SEED, draws=number, count=SEATS))
    wish = np.exp(truth.chosen_mean[0] + truth.chosen_spread[0] * luck)
    stepped = (STEP * np.floor(wish / STEP)).astype(np.int64)
    return np.asarray(np.clip(stepped, LEAST, MOST))


def _inputs(truth, pledges, allocation, *, months, seed) -> Inputs:
    def threshold(rate):
        return coin_thresholds(rate)

    terms = Terms(
        from_month=0,
        contribution_cents=pledges,
        allocation_cents=allocation,
        exits=Exits(settled=np.repeat(threshold(truth.leaving)[:, None], SEATS, axis=1)),
        wallet=HABITS.wallet,
        third_cents=np.zeros((0, SEATS), dtype=np.int64),
    )
    return Inputs(
        seed=900_000 + seed,
        first_draw=0,
        draws=1,
        start=0,
        seats=np.full(months, SEATS, dtype=np.int64),
        persons=np.ones(SEATS, dtype=np.int64),
        opening_wallet_cents=np.full(SEATS, 50_00, dtype=np.int64),
        terms=(terms,),
        unpaid_thresholds=threshold(truth.unpaid),
        spending=Spending(
            low_bp=np.full(1, HABITS.slow_bp, dtype=np.int64),
            low_thresholds=threshold(truth.slow),
            first_month_bp=HABITS.first_month_bp,
        ),
    )


def cut(book: Book, months: int) -> Observed:
    """What was known after so many months."""
    return replace(book.observed.first(months))
