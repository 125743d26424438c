"""The caisse's month on the sums of its households: what comes in, what is sent, what is left.

`running` settles month after month, all draws of a chunk at once. It keeps the two books of MODEL
§11; `books.check_books` recomputes them from the flows, to the cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ecot.rules.reimbursement import ReimbursementRule, remit_many
from ecot.rules.reserve import ReserveRule, judge_many
from ecot.simulation.month.inputs import Sum, Whole
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Delays, Opening
from ecot.values.money import BASIS_POINTS
from ecot.values.money_arrays import share_many

_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Money from outside the households, as far as the caisse's own month does not change it.

    `received_cents` is [draws × months × sources], loans 0 there; the others are [draws × months].
    `is_restricted` [sources]: may not back food credit.
    """

    received_cents: Whole
    costs_cents: Whole
    lent_cents: Whole
    repaid_cents: Whole
    is_restricted: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """What it costs to run the caisse, [months] of cents but for the basket; interest in basis points."""

    fixed_cents: Whole
    household_cents: Whole
    transaction_cents: Whole
    basket_cents: int
    interest_bp: int = 0
    overdraft_bp: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """All that the caisse needs besides its households: rules by month, delays, outside money, costs."""

    opening: Opening
    delays: Delays
    arrears_bp: int
    reimbursement: Sequence[ReimbursementRule | None]
    reserve: Sequence[ReserveRule | None]
    outside: Outside
    living: Living
    followers: Followers | None = None


class Followers(Protocol):
    """Sources whose money follows the caisse's month; both answer int64 cents [draws × sources]."""

    def top_ups(self, month: int, thirds_cents: Whole, flows: Whole, /) -> Whole:
        """What third parties pay of what they would for each household, [draws × third parties]."""

    def following(self, month: int, flows: Whole, /) -> Whole:
        """What the others bring, once shops were reimbursed, from the month's row [draws × Flow]."""


class Caisse:
    """The books of a chunk of draws: `flows` is int64 [draws × months × Flow]."""

    def __init__(self, accounts: Accounts, *, draws: int, months: int) -> None:
        """The caisse as it stands before month 0."""
        opening = accounts.opening
        self.accounts = accounts
        self.flows = np.zeros((draws, months, len(Flow)), dtype=np.int64)
        self.receipts = accounts.outside.received_cents.copy()
        self._unpaid = np.zeros((draws, months), dtype=np.int64)
        self._cash = np.full(draws, opening.cash_cents)
        self._restricted = np.full(draws, opening.restricted_cents)
        self._owed = np.full(draws, opening.owed_to_shops_cents)

    def open_month(self, month: int, sums: Whole, thirds: Whole) -> None:
        """Steps 5 and 6 on the sums of households, [draws × Sum]: what is due, collected, topped up."""
        row = self.flows[:, month]
        for flow, column in _COPIED:
            row[:, flow] = sums[:, column]
        self._unpaid[:, month] = sums[:, Sum.UNPAID]
        row[:, Flow.COLLECTED] = self._collected(month)
        if self.accounts.followers is not None:
            paid = self.accounts.followers.top_ups(month, thirds, row)
            self.receipts[:, month] += paid
            row[:, Flow.TOP_UPS] = paid.sum(axis=1)

    def granted(
        self, month: int, *, intended_cents: Whole, wallets_cents: Whole
    ) -> tuple[Whole, NDArray[np.bool_]]:
        """The voted answer to a shortage: the part of allocations in basis points, and where no one enters.

        The law is `rules.reserve.judge_many`, asked with free cash, what was collected and topped up this
        month, and what is outstanding before the credit. All arrays are [draws].
        """
        rule, row = self.accounts.reserve[month], self.flows[:, month]
        if rule is None:
            draws = len(self._cash)
            return np.full(draws, BASIS_POINTS), np.zeros(draws, dtype=np.bool_)
        verdicts = judge_many(
            rule,
            reserve_cents=self._cash
            - self._restricted
            + row[:, Flow.COLLECTED]
            + row[:, Flow.TOP_UPS],
            outstanding_cents=self._owed + wallets_cents,
            intended_cents=intended_cents,
        )
        return verdicts.theta_bp, verdicts.is_frozen

    def close_month(self, month: int, sums: Whole) -> None:
        """Steps 9 to 12: shops, outside money, costs, interest; the month's stocks."""
        accounts, row = self.accounts, self.flows[:, month]
        row[:, Flow.ALLOCATED] = sums[:, Sum.ALLOCATED]
        row[:, Flow.SPENT] = sums[:, Sum.SPENT]
        row[:, Flow.WALLETS] = sums[:, Sum.WALLETS]
        row[:, Flow.HELD] = sums[:, Sum.INTENDED] - sums[:, Sum.ALLOCATED]
        self._reimburse(month)
        outside = accounts.outside
        row[:, Flow.LENT] = outside.lent_cents[:, month]
        row[:, Flow.REPAID] = outside.repaid_cents[:, month]
        if accounts.followers is not None:
            self.receipts[:, month] += accounts.followers.following(month, row)
        row[:, Flow.RECEIVED] = self.receipts[:, month].sum(axis=1)
        row[:, Flow.COSTS] = self._costs(month)
        self._use_restricted(month)
        moved = row[:, _IN].sum(axis=1) - row[:, _OUT].sum(axis=1)
        row[:, Flow.INTEREST] = _interest(self._cash + moved, accounts.living)
        self._cash = self._cash + moved + row[:, Flow.INTEREST]
        row[:, Flow.CASH] = self._cash

    def _collected(self, month: int) -> Whole:
        """Paid after the delay, and the part of unpaid that comes one month later still, half up once."""
        paid_in = month - self.accounts.delays.collect_months
        total = np.zeros(len(self._cash), dtype=np.int64)
        if paid_in >= 0:
            total += self.flows[:, paid_in, Flow.DUE] - self._unpaid[:, paid_in]
        if paid_in >= 1:
            total += share_many(self._unpaid[:, paid_in - 1], self.accounts.arrears_bp)
        return total

    def _reimburse(self, month: int) -> None:
        """Shops are sent what is older than the delay; what is owed at the opening is due at once."""
        row, late = self.flows[:, month], self.accounts.delays.reimburse_months
        self._owed = self._owed + row[:, Flow.SPENT]
        since = max(0, month + 1 - late)
        recent = self.flows[:, since : month + 1, Flow.SPENT].sum(axis=1)
        due = self._owed - recent if late else self._owed
        rule = self.accounts.reimbursement[month]
        paid, fees = due, np.zeros_like(due)
        if rule is not None:
            sent = remit_many(rule, due)
            paid, fees = sent.paid_cents, sent.fee_cents
        row[:, Flow.REIMBURSED], row[:, Flow.FEES] = paid, fees
        self._owed = self._owed - paid - fees
        row[:, Flow.OWED_TO_SHOPS] = self._owed

    def _costs(self, month: int) -> Whole:
        living, row = self.accounts.living, self.flows[:, month]
        total: Whole = self.accounts.outside.costs_cents[:, month] + living.fixed_cents[month]
        total += living.household_cents[month] * row[:, Flow.HOUSEHOLDS]
        if living.transaction_cents[month]:
            baskets = (2 * row[:, Flow.SPENT] + living.basket_cents) // (2 * living.basket_cents)
            total += living.transaction_cents[month] * baskets
        return total

    def _use_restricted(self, month: int) -> None:
        """Restricted money pays the costs before free money does; the rest of it is kept."""
        row, kinds = self.flows[:, month], self.accounts.outside.is_restricted
        self._restricted = self._restricted + self.receipts[:, month][:, kinds].sum(axis=1)
        self._restricted -= np.minimum(self._restricted, row[:, Flow.COSTS])
        row[:, Flow.RESTRICTED] = self._restricted


_COPIED = (
    (Flow.HOUSEHOLDS, Sum.HOUSEHOLDS),
    (Flow.PARTICIPANTS, Sum.PARTICIPANTS),
    (Flow.EXITS, Sum.EXITS),
    (Flow.ENTRIES, Sum.ENTRIES),
    (Flow.DUE, Sum.DUE),
    (Flow.BROKEN, Sum.BROKEN),
)
_IN = [Flow.COLLECTED, Flow.RECEIVED, Flow.LENT]
_OUT = [Flow.REIMBURSED, Flow.COSTS, Flow.REPAID]


def _interest(cash: Whole, living: Living) -> Whole:
    """A twelfth of the yearly rate on cash at hand, or of the overdraft's on what is missing; half up."""
    if not living.interest_bp and not living.overdraft_bp:
        return np.zeros_like(cash)
    earned = _twelfth(np.maximum(cash, 0), living.interest_bp)
    return earned - _twelfth(np.maximum(-cash, 0), living.overdraft_bp)


def _twelfth(amounts: Whole, rate_bp: int) -> Whole:
    year = _MONTHS_OF_YEAR * BASIS_POINTS
    return (2 * amounts * rate_bp + year) // (2 * year)
