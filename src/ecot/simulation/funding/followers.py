"""What follows the caisse's own month, asked month by month: the two questions that a run puts to sources.

`month` calls `top_ups` when contributions are known and `following` when shops are paid; both answer
with a column per source of `Receipts`, so that the sums go where the other receipts stand.
"""

from __future__ import annotations

import numpy as np

from ecot.simulation.funding.following import MonthSums, following_cents
from ecot.simulation.funding.luck import Horizon
from ecot.simulation.funding.receipts import FOLLOWING, Receipts
from ecot.simulation.funding.rights import Cents
from ecot.simulation.funding.top_ups import within_envelope
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw


class Followers:
    """The sources that follow the month, in a chunk of draws; months are asked in order, once each."""

    def __init__(self, receipts: Receipts, scenario: Scenario) -> None:
        """Envelopes are full and nothing waits."""
        draws, _, columns = receipts.cents.shape
        self._receipts = receipts
        self._horizon = Horizon.of(scenario, first_draw=0, draws=draws)
        self._basket_cents = scenario.costs.basket_cents
        self._cash = np.full(draws, scenario.opening.cash_cents, dtype=np.int64)
        self._last: Cents | None = None
        self._paid_in_year = np.zeros((draws, columns), dtype=np.int64)
        self._waiting = np.zeros((draws, columns), dtype=np.int64)
        named = list(enumerate(receipts.sources))
        self._thirds = [(column, each) for column, each in named if each.law is AmountLaw.TOP_UP]
        self._following = [(column, each) for column, each in named if each.law in FOLLOWING]

    def top_ups(self, month: int, thirds_cents: Cents, flows: Cents) -> Cents:
        """What third parties pay in a month under their yearly envelopes, int64 [draws, sources].

        `thirds_cents`: what each would pay, int64 [draws, third parties], in the order of
        `Receipts.top_ups()`. `flows`, the month's row, is not read.
        """
        del flows
        if self._horizon.calendar_month(month) == 0:
            self._paid_in_year[:] = 0
        found = np.zeros_like(self._paid_in_year)
        for rank, (column, source) in enumerate(self._thirds):
            is_open = self._receipts.is_open[:, month, column]
            paid, waits = within_envelope(
                source,
                asked_cents=thirds_cents[:, rank] * is_open,
                paid_in_year_cents=self._paid_in_year[:, column],
                waiting_cents=self._waiting[:, column] * is_open,
            )
            found[:, column], self._waiting[:, column] = paid, waits
        self._paid_in_year += found
        return found

    def following(self, month: int, flows: Cents) -> Cents:
        """What the others pay for a month, int64 [draws, sources]; `flows`: the month's row [draws, Flow].

        The row is kept: once the month is closed it holds the cash with which the next one opens.
        """
        opening = self._cash if self._last is None else self._last[:, Flow.CASH]
        sums = MonthSums(
            households=flows[:, Flow.HOUSEHOLDS],
            allocated_cents=flows[:, Flow.ALLOCATED],
            spent_cents=flows[:, Flow.SPENT],
            reimbursed_cents=flows[:, Flow.REIMBURSED],
            cash_cents=opening,
        )
        found = np.zeros_like(self._paid_in_year)
        for column, source in self._following:
            amounts = following_cents(source, sums, basket_cents=self._basket_cents, month=month)
            found[:, column] = amounts * self._receipts.is_open[:, month, column]
        self._last = flows
        return found
