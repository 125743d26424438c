"""The months that come, from the seats as they stand, with one value a draw of what is in doubt.

It runs the very month of `month/`, so that a forecast and a scenario can never disagree on the law.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.rules.wallet import WalletRule
from ecot.simulation.calibration.drawing import Drawn
from ecot.simulation.calibration.observed import Floats, Seats, Whole
from ecot.simulation.month.households import Households
from ecot.simulation.month.inputs import Exits, Inputs, Spending, Sum, Terms
from ecot.simulation.streams import coin_thresholds

FORECAST = ("paid_cents", "spent_cents", "wallets_cents", "left")
LOW_RANK, HIGH_RANK, DRAWS = 20, 180, 199
"""Between the 20th and the 180th of 199 values lie four in five, exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What holds besides the rates: parts of a wallet that are spent, and the rule on what is kept."""

    slow_bp: int
    first_month_bp: int
    wallet: WalletRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """By name of `FORECAST`, int64 [draws × months]: cents paid in, spent, kept; households that left."""

    values: dict[str, Whole]

    def between(self, name: str) -> tuple[Whole, Whole, Whole]:
        """The ends of the interval of four in five and the middle, [months] each."""
        ranked = np.sort(self.values[name], axis=0)
        last = len(ranked) + 1
        ranks = (LOW_RANK * last // 200, last // 2, HIGH_RANK * last // 200)
        low, middle, high = (ranked[max(rank - 1, 0)] for rank in ranks)
        return low, middle, high


def forecast(seats: Seats, rates: Drawn, habits: Habits, *, months: int, seed: int) -> Forecast:
    """Each seat keeps its contribution and its allocation; who leaves is replaced by one alike."""
    played = Households(_inputs(seats, rates, habits, months=months, seed=seed))
    for month in range(months):
        played.open_month(month)
        played.close_month(month)
    return Forecast(values=told(played.sums))


def told(sums: Whole) -> dict[str, Whole]:
    """What is forecast, from the sums of a run, [draws × months] each."""
    return {
        "paid_cents": sums[:, :, Sum.DUE] - sums[:, :, Sum.UNPAID],
        "spent_cents": sums[:, :, Sum.SPENT],
        "wallets_cents": sums[:, :, Sum.WALLETS],
        "left": sums[:, :, Sum.EXITS],
    }


def covered(found: Forecast, facts: dict[str, Whole]) -> dict[str, NDArray[np.bool_]]:
    """Whether each fact, [months] by name, lies in its interval of four in five, ends included."""
    inside = {}
    for name, values in facts.items():
        low, _, high = found.between(name)
        inside[name] = (low <= values) & (values <= high)
    return inside


def _inputs(seats: Seats, rates: Drawn, habits: Habits, *, months: int, seed: int) -> Inputs:
    count, draws = len(seats), len(rates.leaving)
    leaving = np.repeat(_thresholds(rates.leaving)[:, None], count, axis=1)
    terms = Terms(
        from_month=0,
        contribution_cents=seats.contribution_cents,
        allocation_cents=seats.allocation_cents,
        exits=Exits(settled=leaving),
        wallet=habits.wallet,
        third_cents=np.zeros((0, count), dtype=np.int64),
    )
    return Inputs(
        seed=seed,
        first_draw=0,
        draws=draws,
        start=0,
        seats=np.full(months, count, dtype=np.int64),
        persons=seats.persons,
        opening_wallet_cents=seats.wallet_cents,
        terms=(terms,),
        unpaid_thresholds=_thresholds(rates.unpaid),
        spending=Spending(
            low_bp=np.full(draws, habits.slow_bp, dtype=np.int64),
            low_thresholds=_thresholds(rates.slow),
            first_month_bp=habits.first_month_bp,
        ),
    )


def _thresholds(chances: Floats) -> Whole:
    return coin_thresholds(np.clip(chances, 0.0, 1.0))
