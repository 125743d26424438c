"""How long a run would take and how much memory it would hold, from a small timed probe.

Commands ask before a long run. The only place of this floor that holds a stopwatch: it never reaches
a result.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

from ecot.simulation.outcome import Flow
from ecot.simulation.running.pieces import Piece, most_seats, pieces_of, play
from ecot.simulation.running.run import studied
from ecot.simulation.scenario.scenario import Scenario

_PROBE_SEATS = 1 << 14
_PROBE_HOUSEHOLD_MONTHS = 400_000
_WORD_BYTES = 8
_SEAT_BYTES = 200
"""Of a chunk's members, terms and buffers, by seat held at once."""
_PROCESS_BYTES = 150_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a run would cost on this machine, workers sharing the time evenly."""

    household_months: int
    seconds: float
    memory_bytes: int


def estimate(scenario: Scenario, *, draws: int | None = None, workers: int = 1) -> Estimate:
    """Household-months exactly; seconds from a probe of some draws of some seats; memory from the sizes.

    The probe itself takes well under a second, once the territory is known.
    """
    draws = scenario.draws if draws is None else draws
    seats = most_seats(scenario)
    work = replace(studied(scenario), scenario=replace(scenario, overdraft=True))
    held = max(1, min(seats, _PROBE_SEATS))
    tried = max(1, min(draws, _PROBE_HOUSEHOLD_MONTHS // (held * scenario.months)))
    began = perf_counter()
    play(work, Piece(first_draw=0, draws=1, start=0, seats=held))
    between = perf_counter()
    play(work, Piece(first_draw=0, draws=tried, start=0, seats=held))
    ended = perf_counter()
    alone, several = between - began, ended - between
    by_draw = several / tried
    once = max(0.0, alone - by_draw)
    pieces = list(pieces_of(work, draws=draws, workers=workers))
    chunks = sum(-(-each.seats // held) for each in pieces)
    whole = once * chunks + by_draw * draws * seats / held
    flows = draws * scenario.months * (len(Flow) + 2 * len(scenario.sources)) * _WORD_BYTES
    return Estimate(
        household_months=draws * seats * scenario.months,
        seconds=whole / min(workers, len(pieces)),
        memory_bytes=_PROCESS_BYTES * workers
        + 3 * flows
        + workers * _SEAT_BYTES * min(seats, held),
    )
