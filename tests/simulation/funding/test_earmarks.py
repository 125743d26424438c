"""Money with strings is used first, the oldest first; what is left at year end is a debt."""

from __future__ import annotations

import numpy as np

from ecot.simulation.funding.earmarks import dedicated_funds, restricted_stock, stock_by_source
from ecot.simulation.funding.luck import Horizon
from ecot.simulation.scenario.sources import AmountLaw
from tests.simulation.funding.written import received, source

COSTS = np.array([[30, 90, 40]])
RECEIVED = np.array([[[100, 0], [0, 50], [0, 0]]])


def test_the_worked_table_of_the_page() -> None:
    assert restricted_stock(RECEIVED.sum(axis=2), COSTS).tolist() == [[70, 30, 0]]
    assert stock_by_source(RECEIVED, COSTS).tolist() == [[[70, 0], [0, 30], [0, 0]]]


def test_the_oldest_money_goes_first_whatever_its_source() -> None:
    """15 of B's first 20; then its last 5, and 5 of A, which came with B's second sum but stands first."""
    came = np.array([[[0, 20], [50, 10], [0, 0]]])
    found = stock_by_source(came, np.array([[0, 15, 10]]))
    assert found.tolist() == [[[0, 20], [50, 15], [45, 10]]]


def test_the_stock_by_source_sums_to_the_stock() -> None:
    rng = np.arange(3 * 14 * 2).reshape(3, 14, 2) * 7919 % 101
    costs = np.arange(3 * 14).reshape(3, 14) * 104729 % 173
    by_source = stock_by_source(rng, costs)
    assert np.array_equal(by_source.sum(axis=2), restricted_stock(rng.sum(axis=2), costs))
    assert (by_source >= 0).all()
    assert by_source.sum() > 0


def test_dedicated_funds_are_counted_on_31_december() -> None:
    came = np.zeros((1, 24, 1), dtype=np.int64)
    came[0, :, 0] = 10
    costs = np.full((1, 24), 4)
    horizon = Horizon(start_number=7, months=24, seed=1, draws=range(1))
    assert dedicated_funds(came, costs, horizon)[0, :, 0].tolist() == [36, 108]


def test_receipts_say_what_may_not_back_food() -> None:
    free = source("ville", AmountLaw.FIXED, month_cents=100)
    tied = source("animation", AmountLaw.FIXED, month_cents=30, may_back_food=False)
    assert received(free, tied, months=2).restricted_cents.tolist() == [[30, 30]]
