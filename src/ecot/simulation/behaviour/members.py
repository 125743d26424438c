"""Who holds each seat of the fund: households, with their temper, by seat number.

`running` asks for seats chunk by chunk; a seat is held by the same household whatever the chunks.
docs/algorithms/behaviour.md, part 0, says how seats are filled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.behaviour.joining import (
    JoiningError,
    Offer,
    joiner_households,
    joiners,
    offer_of,
)
from ecot.simulation.behaviour.temper import Temper, temper
from ecot.simulation.population.households import Households, households, joined
from ecot.simulation.population.seating import seated_households
from ecot.simulation.population.territory import territory_of
from ecot.simulation.scenario.parts import Attendance, Growth
from ecot.simulation.scenario.scenario import Scenario

Floats = NDArray[np.float64]

MOST_CHUNKS = 4_096
"""Where to stop looking for joiners: 134 million households were asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Households with a seat, arrays of one length.

    `numbers` are their numbers in the territory (the seat's own, unless people join freely);
    `solidarity` is κ, `inclination` ε, both fixed for life; `follows` a uniform tossed once.
    """

    seats: NDArray[np.int64]
    numbers: NDArray[np.int64]
    households: Households
    solidarity: Floats
    inclination: Floats
    follows: Floats

    def __len__(self) -> int:
        """How many seats."""
        return len(self.seats)


def members(scenario: Scenario, *, start: int, count: int) -> Members:
    """Who holds seats `start` to `start + count`, by the attendance of the scenario.

    Composed: a sample that keeps the margins and the poor share. Compulsory: seat = household number.
    Voluntary: seat i is held by the i-th joiner, households being asked in the order of their numbers.
    Raises `JoiningError` where too few would ever join.
    """
    offer = offer_of(scenario)
    if offer.population.attendance is Attendance.VOLUNTARY:
        return _joined_members(offer, start=start, count=count)
    nature = temper(
        seed=offer.seed,
        start=start,
        count=count,
        correlation=offer.behaviour.take_up.correlation,
    )
    seats = np.arange(start, start + count, dtype=np.int64)
    return _seated(seats, seats, _held(scenario, offer, start=start, count=count), nature=nature)


def _held(scenario: Scenario, offer: Offer, *, start: int, count: int) -> Households:
    asked = {"seed": offer.seed, "start": start, "count": count}
    asked["child_age_max"] = offer.child_age_max
    if offer.population.attendance is Attendance.COMPULSORY:
        return households(territory_of(offer.population), offer.population, **asked)
    return seated_households(offer.population, sizes=sizes_of(scenario.growth), **asked)


def sizes_of(growth: Growth) -> tuple[int, ...]:
    """The sizes at which the fund's composition is made good: those of its growth path, rising."""
    return tuple(sorted({count for _, count in growth.households if count > 0})) or (1,)


def _joined_members(offer: Offer, *, start: int, count: int) -> Members:
    numbers, homes, natures = [], [], []
    before, needed = 0, count
    for chunk in range(MOST_CHUNKS):
        found = joiners(offer, chunk)
        low = max(start - before, 0)
        before += len(found)
        if low >= len(found):
            continue
        here = slice(low, low + needed)
        kept, nature = joiner_households(offer, chunk)
        positions = np.arange(len(found))[here]
        mask = np.zeros(len(found), dtype=np.bool_)
        mask[positions] = True
        numbers.append(found[here])
        homes.append(kept.taken(mask))
        natures.append(nature.taken(mask))
        needed -= len(positions)
        if not needed:
            seats = np.arange(start, start + count, dtype=np.int64)
            return _seated(seats, np.concatenate(numbers), joined(homes), nature=_all_of(natures))
    raise JoiningError(
        f"Trop peu de foyers viendraient : {before} sur {MOST_CHUNKS * 32_768}, il en faut"
        f" {start + count}. Revoyez le taux d'adhésion ou le nombre de places."
    )


def _seated(
    seats: NDArray[np.int64], numbers: NDArray[np.int64], found: Households, *, nature: Temper
) -> Members:
    return Members(
        seats=seats,
        numbers=numbers,
        households=found,
        solidarity=nature.solidarity,
        inclination=nature.inclination,
        follows=nature.follows,
    )


def _all_of(natures: list[Temper]) -> Temper:
    return Temper(
        solidarity=np.concatenate([each.solidarity for each in natures]),
        inclination=np.concatenate([each.inclination for each in natures]),
        joins=np.concatenate([each.joins for each in natures]),
        follows=np.concatenate([each.follows for each in natures]),
    )
