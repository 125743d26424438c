"""Months one after the other: households alone where nothing answers a shortage, else hand in hand.

`running` calls it with the chunks of seats of one chunk of draws. Sums of chunks are whole numbers:
their order and their size change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.month.books import check_books
from ecot.simulation.month.caisse import Accounts, Caisse
from ecot.simulation.month.households import Households
from ecot.simulation.month.inputs import Inputs, Sum, Whole


def play_households(inputs: Inputs) -> Households:
    """All months of a chunk whose allocations are all granted: its `sums` and `thirds` are filled."""
    households = Households(inputs)
    for month in range(len(inputs.seats)):
        households.open_month(month)
        households.close_month(month)
    return households


def settle(sums: Whole, thirds: Whole, accounts: Accounts) -> Caisse:
    """The caisse's months on the sums of all households, [draws × months × …]; its books checked."""
    draws, months = sums.shape[:2]
    caisse = Caisse(accounts, draws=draws, months=months)
    for month in range(months):
        caisse.open_month(month, sums[:, month], thirds[:, month])
        caisse.close_month(month, sums[:, month])
    check_books(caisse.flows, accounts.opening)
    return caisse


def play_together(chunks: Sequence[Inputs], accounts: Accounts) -> Caisse:
    """The voted answer to a shortage is asked each month, so all chunks of seats go month by month."""
    parts = [Households(inputs) for inputs in chunks]
    draws, months = parts[0].sums.shape[:2]
    caisse = Caisse(accounts, draws=draws, months=months)
    frozen: NDArray[np.bool_] = np.zeros(draws, dtype=np.bool_)
    for month in range(months):
        for part in parts:
            part.open_month(month, frozen=frozen)
        opened = _total([part.sums[:, month] for part in parts])
        caisse.open_month(month, opened, _total([part.thirds[:, month] for part in parts]))
        granted_bp, frozen = caisse.granted(
            month,
            intended_cents=opened[:, Sum.INTENDED],
            wallets_cents=_total([part.wallets_cents() for part in parts]),
        )
        for part in parts:
            part.close_month(month, granted_bp)
        caisse.close_month(month, _total([part.sums[:, month] for part in parts]))
    check_books(caisse.flows, accounts.opening)
    return caisse


def _total(arrays: Sequence[Whole]) -> Whole:
    total: Whole = np.add.reduce(arrays)
    return total
