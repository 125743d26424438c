"""The month of a chunk of households in every draw of a chunk, in integer cents, in place.

`running` opens a month (leave, enter, owe, pay, keep), asks for the answer to a shortage if there is
one, and closes it (receive, spend). Quick by small means: buffers that stay in cache, three coins a
word, the few that leave or do not pay found by their place instead of walked over.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ecot.rules.reserve import cut_many
from ecot.rules.wallet import WalletRule
from ecot.simulation.month.carrying import kept_at_most, widest_wallet
from ecot.simulation.month.inputs import Exits, Inputs, Sum, Terms, Whole
from ecot.simulation.month.standing import Standing
from ecot.simulation.streams import COIN_BITS, COIN_SIDES, Purpose, Stream
from ecot.values.money import BASIS_POINTS
from ecot.values.money_arrays import share_many

RECENT_MONTHS = 3
_COIN = COIN_SIDES - 1
_INT32_MAX = 2**31 - 1
_OWED = [Sum.HOUSEHOLDS, Sum.PARTICIPANTS, Sum.DUE, Sum.INTENDED]


class Households:
    """The state of a chunk: wallets, [draws × open seats], and what had to be remembered of last month.

    `sums` is int64 [draws × months × Sum] and `thirds` int64 [draws × months × third parties],
    written month after month.
    """

    def __init__(self, inputs: Inputs) -> None:
        """The chunk as it stands before month 0."""
        self.inputs = inputs
        draws, months = inputs.draws, len(inputs.seats)
        bound = widest_wallet(inputs)
        self._kind = np.int32 if bound * BASIS_POINTS < _INT32_MAX else np.int64
        self._bound = bound
        self._luck = Stream(Purpose.HOUSEHOLD_MONTH, seed=inputs.seed)
        self._count = 0 if inputs.is_opening else inputs.open_seats(0)
        opening = inputs.opening_wallet_cents[: self._count].astype(self._kind)
        self.wallets = np.tile(opening, (draws, 1))
        self.sums = np.zeros((draws, months, len(Sum)), dtype=np.int64)
        self.thirds = np.zeros((draws, months, len(inputs.terms[0].third_cents)), np.int64)
        self._low_bp = inputs.spending.low_bp.astype(self._kind)[:, None]
        self._last: Whole = inputs.terms[0].allocation_cents
        self._was_cut = np.zeros(draws, dtype=np.bool_)
        self._ages: NDArray[np.uint8] | None = None
        if any(each.exits.recent is not None for each in inputs.terms):
            self._ages = np.full((draws, self._count), RECENT_MONTHS + 1, dtype=np.uint8)
        needs_standing = inputs.may_freeze or not inputs.refill
        self._standing = Standing(draws, self._count) if needs_standing else None
        self._newcomers: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._new_from = self._count
        self._widths = (-1, -1)
        self._owed_by = (0, -1)
        self._cap_of: tuple[WalletRule, Whole] | None = None
        self._cap: NDArray[np.signedinteger] = np.empty(0, dtype=np.int64)

    # -- the first half of a month ---------------------------------------------------------------

    def open_month(self, month: int, *, frozen: NDArray[np.bool_] | None = None) -> None:
        """Steps 3 to 7 up to the cap: leave, enter, owe, pay or not, keep what may be kept.

        `frozen` [draws] says where nobody may enter. Writes every column of `sums` up to INTENDED.
        """
        terms, before = self.inputs.terms_in(month), self._count
        self._resize(self.inputs.open_seats(month), month)
        self._draw(month)
        leavers = self._leavers(terms, before)
        self._enter(month, leavers, frozen=frozen, before=before)
        self._owe(month, terms)
        self._keep(month, terms)

    def close_month(self, month: int, granted_bp: Whole | None = None) -> None:
        """Steps 7 and 8: the allocation at its granted part [draws], all of it unless said; spending."""
        terms, row = self.inputs.terms_in(month), self.sums[:, month]
        allocation = self._allocation(terms, granted_bp)
        self.wallets += allocation
        if allocation.ndim == 1:
            row[:, Sum.ALLOCATED] = int(allocation.sum(dtype=np.int64))
        else:
            row[:, Sum.ALLOCATED] = allocation.sum(axis=1, dtype=np.int64)
        row[:, Sum.SPENT] = self._spend()
        row[:, Sum.WALLETS] = self._row_sums(self.wallets)
        if self._ages is not None:
            np.minimum(self._ages + np.uint8(1), RECENT_MONTHS + 1, out=self._ages)

    def wallets_cents(self) -> Whole:
        """What is in the wallets now, by draw."""
        return self._row_sums(self.wallets)

    # -- luck ------------------------------------------------------------------------------------

    def _draw(self, month: int) -> None:
        shape = (self.inputs.draws, self._count)
        if self._widths != shape:
            self._words = np.empty(shape, dtype=np.int64)
            self._coin = np.empty(shape, dtype=np.int64)
            self._falls = np.empty(shape, dtype=np.bool_)
            self._part = np.empty(shape, dtype=self._kind)
            self._widths = shape
        unsigned = self._words.view(np.uint64)
        inputs = self.inputs
        self._luck.fill(unsigned, month=month, first_draw=inputs.first_draw, start=inputs.start)

    def _fallen(self, number: int, thresholds: Whole) -> NDArray[np.bool_]:
        """Where coin `number` of the word lies below its threshold; the buffer is used again.

        Compared in place, and as "not above threshold − 1": the third coin's certain threshold is 2⁶³.
        """
        shift = number * COIN_BITS
        np.bitwise_and(self._words, _COIN << shift, out=self._coin)
        np.less_equal(self._coin, (thresholds - 1) << shift, out=self._falls)
        return self._falls

    # -- leaving and entering --------------------------------------------------------------------

    def _resize(self, count: int, month: int) -> None:
        before, draws = self._count, self.inputs.draws
        row = self.sums[:, month]
        if count < before:
            row[:, Sum.BROKEN] += self.wallets[:, count:].sum(axis=1, dtype=np.int64)
            gone = np.full(draws, before - count)
            if self._standing is not None:
                gone = self._standing.close(count)
            row[:, Sum.EXITS] += gone
            self.wallets = self.wallets[:, :count].copy()
            self._ages = None if self._ages is None else self._ages[:, :count].copy()
            self._last = self._last if self._last.ndim == 1 else self._last[:, :count]
        elif count > before:
            more = ((0, 0), (0, count - before))
            self.wallets = np.pad(self.wallets, more)
            self._ages = None if self._ages is None else np.pad(self._ages, more)
            self._last = self._last if self._last.ndim == 1 else np.pad(self._last, more)
            if self._standing is not None:
                self._standing.open(count)
        self._count = count

    def _leavers(self, terms: Terms, before: int) -> NDArray[np.intp]:
        """The positions [draws × seats, flat] of those who leave: only who was here last month may."""
        thresholds = self._exit_thresholds(terms)
        if before < self._count:
            thresholds = np.array(
                np.broadcast_to(thresholds, (*thresholds.shape[:-1], self._count))
            )
            thresholds[..., before:] = 0
        if not thresholds.any():
            return np.empty(0, dtype=np.intp)
        falls = self._fallen(0, thresholds)
        if self._standing is not None:
            falls &= self._standing.present
        return np.flatnonzero(falls)

    def _exit_thresholds(self, terms: Terms) -> Whole:
        calm = self._by_age(terms.exits)
        if terms.exits_after_cut is None or not self._was_cut.any():
            return calm
        return np.where(self._was_cut[:, None], self._by_age(terms.exits_after_cut), calm)

    def _by_age(self, exits: Exits) -> Whole:
        settled = exits.settled[..., : self._count]
        if exits.recent is None or self._ages is None:
            return settled
        more = exits.recent[..., : self._count] - settled
        return settled + more * (self._ages <= RECENT_MONTHS)

    def _enter(
        self,
        month: int,
        leavers: NDArray[np.intp],
        *,
        frozen: NDArray[np.bool_] | None,
        before: int,
    ) -> None:
        row, wallets = self.sums[:, month], self.wallets.reshape(-1)
        exits = self._by_draw(leavers, None)
        row[:, Sum.BROKEN] += self._by_draw(leavers, wallets[leavers])
        row[:, Sum.EXITS] += exits
        wallets[leavers] = 0
        self._new_from = min(before, self._count)
        if self._standing is None:
            self._newcomers = leavers
            grown = max(0, self._count - before)
            row[:, Sum.ENTRIES] = exits + grown
        else:
            self._standing.leave(leavers, refill=self.inputs.refill)
            self._newcomers = self._standing.enter(frozen)
            self._new_from = self._count
            row[:, Sum.ENTRIES] = self._by_draw(self._newcomers, None)
        if self._ages is not None:
            self._ages.reshape(-1)[self._newcomers] = 0
            self._ages[:, self._new_from :] = 0

    # -- owing and keeping -----------------------------------------------------------------------

    def _owe(self, month: int, terms: Terms) -> None:
        row, count, inputs = self.sums[:, month], self._count, self.inputs
        due = terms.contribution_cents[..., :count]
        if self._standing is not None or self._owed_by != (id(terms), count):
            self._owed = self._dues(terms)
            self._owed_by = (id(terms), count)
        row[:, _OWED] = self._owed[0]
        self.thirds[:, month] = self._owed[1]
        if not inputs.unpaid_thresholds.any():
            return
        falls = self._fallen(1, inputs.unpaid_thresholds[:, None])
        if self._standing is not None:
            falls &= self._standing.present
        where = np.flatnonzero(falls)
        amounts = due[where % count] if due.ndim == 1 else due.reshape(-1)[where]
        row[:, Sum.UNPAID] = self._by_draw(where, amounts)

    def _dues(self, terms: Terms) -> tuple[Whole, Whole]:
        """What those present owe and would be paid, [draws × _OWED] and [draws × third parties]."""
        count = self._count
        ones = np.ones(count, dtype=np.int64)
        owed = [ones, self.inputs.persons, terms.contribution_cents, terms.allocation_cents]
        return self._over_present(owed), self._over_present(list(terms.third_cents))

    def _keep(self, month: int, terms: Terms) -> None:
        if terms.wallet is None or terms.wallet.carry_over_months is None:
            return
        most = self._most_kept(terms.wallet)
        before = self._row_sums(self.wallets)
        np.minimum(self.wallets, most, out=self.wallets)
        self.sums[:, month, Sum.BROKEN] += before - self._row_sums(self.wallets)

    def _most_kept(self, rule: WalletRule) -> NDArray[np.signedinteger]:
        """The law's cap by seat, asked again only when the rule or the last allocation is another."""
        asked = self._cap_of
        is_known = asked is not None and asked[0] is rule and asked[1] is self._last
        if not is_known or self._cap.shape[-1] != self._count:
            most = kept_at_most(rule, self._last[..., : self._count])
            self._cap = np.minimum(most, self._bound).astype(self._kind)
            self._cap_of = (rule, self._last)
        return self._cap

    # -- receiving and spending ------------------------------------------------------------------

    def _allocation(self, terms: Terms, granted_bp: Whole | None) -> NDArray[np.signedinteger]:
        count, full = self._count, terms.allocation_cents[: self._count]
        is_whole = granted_bp is None or bool((granted_bp == BASIS_POINTS).all())
        self._was_cut = (
            np.zeros(self.inputs.draws, dtype=np.bool_)
            if granted_bp is None
            else granted_bp < BASIS_POINTS
        )
        if is_whole and self._standing is None:
            self._last = terms.allocation_cents
            return full.astype(self._kind)
        if granted_bp is None:
            granted_bp = np.full(self.inputs.draws, BASIS_POINTS)
        rows = cut_many(np.broadcast_to(full, (self.inputs.draws, count)), granted_bp[:, None])
        last = np.broadcast_to(self._last[..., :count], rows.shape)
        held = granted_bp == 0
        self._last = np.where(held[:, None], last, rows)
        if self._standing is not None:
            rows *= self._standing.present
        return rows.astype(self._kind)

    def _spend(self) -> Whole:
        """Take what is spent out of the wallets; the sum by draw."""
        spending, wallets, part = self.inputs.spending, self.wallets, self._part
        flat = wallets.reshape(-1)
        first = flat[self._newcomers].astype(np.int64)
        opened = wallets[:, self._new_from :].astype(np.int64)
        if spending.low_thresholds.any():
            slow = self._fallen(2, spending.low_thresholds[:, None])
            np.multiply(wallets, self._low_bp, out=part)
            part += BASIS_POINTS // 2
            part //= BASIS_POINTS
            np.subtract(wallets, part, out=part)
            part *= slow
        else:
            part[:] = 0
        first_bp = spending.first_month_bp
        part.reshape(-1)[self._newcomers] = first - share_many(first, first_bp)
        part[:, self._new_from :] = opened - share_many(opened, first_bp)
        wallets -= part
        spent = self._row_sums(wallets)
        self.wallets, self._part = part, wallets
        return spent

    # -- sums ------------------------------------------------------------------------------------

    def _over_present(self, columns: Sequence[Whole]) -> Whole:
        """The sums of [seats] or [draws × seats] values over who is present; [draws × columns]."""
        found = np.zeros((self.inputs.draws, len(columns)), dtype=np.int64)
        for index, column in enumerate(columns):
            values = column[..., : self._count]
            if self._standing is not None:
                values = values * self._standing.present
            found[:, index] = np.add.reduce(values, axis=-1)
        return found

    def _by_draw(
        self, positions: NDArray[np.intp], values: NDArray[np.signedinteger] | None
    ) -> Whole:
        """The sum by draw of values found at flat positions; their number where there are no values.

        `bincount` adds in float64, exactly: a sum of whole cents below 2⁵³.
        """
        if not positions.size:
            return np.zeros(self.inputs.draws, dtype=np.int64)
        draws = positions // self._count
        found = np.bincount(draws, weights=values, minlength=self.inputs.draws)
        return found.astype(np.int64)

    def _row_sums(self, amounts: NDArray[np.signedinteger]) -> Whole:
        fits = self._bound * max(1, self._count) < _INT32_MAX
        kind = self._kind if fits else np.int64
        totals: Whole = np.add.reduce(amounts, axis=1, dtype=kind).astype(np.int64)
        return totals
