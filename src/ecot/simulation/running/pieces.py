"""A run cut in pieces that nobody needs to agree on: some draws, some seats, all months.

`run` cuts and puts together; a piece may be played in this process, in another or on another machine.
Where a voted rule answers a shortage, a piece holds all seats, since the answer depends on them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ecot.simulation.behaviour import Members, members, spending, unpaid_thresholds
from ecot.simulation.funding.receipts import receipts
from ecot.simulation.month.inputs import Inputs, Spending, Terms, Whole
from ecot.simulation.month.playing import play_households, play_together
from ecot.simulation.running.accounts import accounts_of, reserve_rule
from ecot.simulation.running.growing import seats_by_month
from ecot.simulation.running.terms import terms_of
from ecot.simulation.scenario.parts import Behaviour
from ecot.simulation.scenario.scenario import Scenario

CELLS = 1 << 16
"""Seats × draws that stay in a processor's cache while a month passes over them."""
_SEATS_AT_ONCE = 1 << 13
_SPAN_SEATS = 1 << 18
_PIECE_HOUSEHOLD_MONTHS = 8_000_000
_BLOCK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many seats (a multiple of 4) and draws a month passes over at once: speed, never results."""

    seats: int
    draws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What every piece needs to know: the scenario, the pace, and one behaviour a draw if they differ.

    `behaviours` is empty, or has one entry for each draw from draw 0 on: the draws of uncertain
    parameters (MODEL §15); sources and rules stay the scenario's.
    """

    scenario: Scenario
    pace: Pace
    behaviours: tuple[Behaviour, ...] = ()

    @property
    def answers_shortage(self) -> bool:
        """Whether a voted rule may hold or cut allocations."""
        months = range(self.scenario.months)
        return any(reserve_rule(self.scenario, month) is not None for month in months)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Draws `first_draw`… of seats `start`…, all months."""

    first_draw: int
    draws: int
    start: int
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """A piece whose households were played: their sums, and what third parties would pay for them."""

    piece: Piece
    sums: Whole
    thirds: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A piece played with its caisse: flows and receipts as `Outcome` has them."""

    piece: Piece
    flows: Whole
    receipts: Whole
    signed: Whole


Played = Summed | Settled


def pace_of(scenario: Scenario) -> Pace:
    """The pace that keeps a chunk in the cache of one processor."""
    seats = min(-(-max(1, most_seats(scenario)) // _BLOCK) * _BLOCK, _SEATS_AT_ONCE)
    return Pace(seats=seats, draws=max(1, CELLS // seats))


def most_seats(scenario: Scenario) -> int:
    """The largest number of seats open in any month."""
    return int(seats_by_month(scenario.growth, scenario.months).max())


def pieces_of(study: Study, *, draws: int, workers: int) -> Iterator[Piece]:
    """The pieces of a run, those of the first draws first, so that a stopped run has whole draws."""
    seats, months = max(1, most_seats(study.scenario)), study.scenario.months
    span = seats if study.answers_shortage else min(seats, _SPAN_SEATS)
    at_once = max(1, _PIECE_HOUSEHOLD_MONTHS // (span * months))
    at_once = min(at_once, -(-draws // (2 * workers)) if workers > 1 else at_once)
    for first in range(0, draws, at_once):
        for start in range(0, seats, span):
            yield Piece(
                first_draw=first,
                draws=min(at_once, draws - first),
                start=start,
                seats=min(span, seats - start),
            )


def play(study: Study, piece: Piece) -> Played:
    """All months of a piece; the same integers wherever it is played."""
    if study.answers_shortage:
        return _settled(study, piece)
    found = [
        _summed(study, piece, start=start, count=count)
        for start, count in _chunks(piece.start, piece.seats, study.pace.seats)
    ]
    return Summed(
        piece=piece,
        sums=_added([each.sums for each in found]),
        thirds=_added([each.thirds for each in found]),
    )


def _summed(study: Study, piece: Piece, *, start: int, count: int) -> Summed:
    played = [play_households(each) for each in _inputs(study, piece, start=start, count=count)]
    return Summed(
        piece=piece,
        sums=np.concatenate([each.sums for each in played]),
        thirds=np.concatenate([each.thirds for each in played]),
    )


def _added(arrays: Sequence[Whole]) -> Whole:
    total: Whole = np.add.reduce(arrays)
    return total


def _chunks(first: int, count: int, at_once: int) -> Iterator[tuple[int, int]]:
    """(first, how many) of each run of at most `at_once`."""
    for each in range(first, first + count, at_once):
        yield each, min(at_once, first + count - each)


def _settled(study: Study, piece: Piece) -> Settled:
    parts = []
    for first, count in _chunks(piece.first_draw, piece.draws, study.pace.draws):
        some = replace(piece, first_draw=first, draws=count)
        chunks: list[Inputs] = []
        for start, seats in _chunks(0, piece.seats, study.pace.seats):
            chunks += _inputs(study, some, start=start, count=seats)
        drawn = receipts(study.scenario, first_draw=first, draws=count)
        parts.append((play_together(chunks, accounts_of(study.scenario, drawn)), drawn))
    return Settled(
        piece=piece,
        flows=np.concatenate([caisse.flows for caisse, _ in parts]),
        receipts=np.concatenate([caisse.receipts for caisse, _ in parts]),
        signed=np.concatenate([drawn.signed_of(caisse.receipts) for caisse, drawn in parts]),
    )


def _inputs(study: Study, piece: Piece, *, start: int, count: int) -> Iterator[Inputs]:
    """The chunks of draws of a chunk of seats; its members and terms are asked once."""
    scenario = study.scenario
    held, versions = _seated(scenario, start, count)
    for first, draws in _chunks(piece.first_draw, piece.draws, study.pace.draws):
        worlds = study.behaviours[first : first + draws]
        if worlds:
            versions = terms_of(scenario, held, start=start, behaviours=worlds)
        homes = held.households
        yield Inputs(
            seed=scenario.seed,
            first_draw=first,
            draws=draws,
            start=start,
            seats=seats_by_month(scenario.growth, scenario.months),
            persons=homes.adults.astype(np.int64) + homes.children,
            opening_wallet_cents=opening_wallets(scenario, start=start, count=count),
            terms=versions,
            unpaid_thresholds=_unpaid(scenario, worlds, first_draw=first, draws=draws),
            spending=_spending(scenario, worlds, draws=draws),
            refill=scenario.growth.refill,
            may_freeze=study.answers_shortage,
            is_opening=scenario.opening.wallet_cents == 0,
        )


def opening_wallets(scenario: Scenario, *, start: int, count: int) -> Whole:
    """The opening credit shared equally over the seats open in month 0, odd cents to the first; [seats]."""
    open_seats = int(seats_by_month(scenario.growth, 1)[0])
    if not open_seats:
        return np.zeros(count, dtype=np.int64)
    each, odd = divmod(scenario.opening.wallet_cents, open_seats)
    seats = np.arange(start, start + count)
    return np.where(seats < open_seats, each + (seats < odd), 0)


def _unpaid(
    scenario: Scenario, worlds: Sequence[Behaviour], *, first_draw: int, draws: int
) -> Whole:
    if not worlds:
        return unpaid_thresholds(scenario, first_draw=first_draw, draws=draws)
    return np.concatenate(
        [
            unpaid_thresholds(
                replace(scenario, behaviour=world), first_draw=first_draw + index, draws=1
            )
            for index, world in enumerate(worlds)
        ]
    )


def _spending(scenario: Scenario, worlds: Sequence[Behaviour], *, draws: int) -> Spending:
    laws = [spending(replace(scenario, behaviour=each)) for each in worlds]
    laws = laws or [spending(scenario)] * draws
    return Spending(
        low_bp=np.array([each.low_bp for each in laws], dtype=np.int64),
        low_thresholds=np.array([each.slow_threshold for each in laws], dtype=np.int64),
        first_month_bp=laws[0].first_month_bp,
    )


@dataclass(slots=True)
class _Seated:
    """The chunk of seats last asked for: pieces of one run mostly ask for the same one."""

    scenario: Scenario
    start: int
    count: int
    held: Members
    versions: tuple[Terms, ...]


_last: list[_Seated] = []


def _seated(scenario: Scenario, start: int, count: int) -> tuple[Members, tuple[Terms, ...]]:
    for kept in _last:
        if (kept.start, kept.count) == (start, count) and kept.scenario == scenario:
            return kept.held, kept.versions
    held = members(scenario, start=start, count=count)
    versions = terms_of(scenario, held, start=start)
    _last[:] = [_Seated(scenario, start, count, held, versions)]
    return held, versions
