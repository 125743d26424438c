"""The households of a small fund: each block of seats keeps the margins to one household.

`behaviour` fills the seats of a composed population with these. A few hundred independent draws would
be a poor likeness of the territory; these are a systematic sample (docs/algorithms/synthetic-households.md, 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.population.households import (
    RANK,
    SEAT,
    SEAT_RANK,
    SEAT_START,
    Drawn,
    Households,
    attribute_words,
    described,
    households,
    joined,
)
from ecot.simulation.population.territory import Territory, territory_of
from ecot.simulation.scenario.parts import Population
from ecot.simulation.streams import Words, uniforms

LARGEST_BLOCK = 20_000
"""Beyond it independent draws keep every margin within half a point by themselves."""

_MOVES = 400
_MARGINS = 4
_BAND = 2
_BETTER = -1e-9


def seated_households(
    population: Population,
    *,
    seed: int,
    sizes: tuple[int, ...],
    start: int,
    count: int,
    child_age_max: int = 17,
) -> Households:
    """The households of seats `start` to `start + count` of a fund that grows by `sizes`.

    `sizes` rise: the first seats up to each of them have counts by type, age, income band and poverty
    within about one household of the territory's, and ranks of income spread evenly; which seat gets
    which is drawn. Beyond the last size the same law begins again. A seat depends on the seed, the
    sizes and its number only.
    """
    territory, block = territory_of(population), sizes[-1]
    assert sizes[0] > 0, "a fund has at least one seat"
    if block > LARGEST_BLOCK:
        chosen = {"start": start, "count": count, "child_age_max": child_age_max}
        return households(territory, population, seed=seed, **chosen)
    parts = []
    for number in range(start // block, (start + count - 1) // block + 1):
        cell, rank = _block(population, seed=seed, sizes=sizes, number=number)
        low, high = max(start, number * block), min(start + count, (number + 1) * block)
        inside = slice(low - number * block, high - number * block)
        drawn = Drawn(cell=cell[inside], rank=rank[inside], start=low, child_age_max=child_age_max)
        parts.append(described(territory, population, drawn, seed=seed))
    return joined(parts)


@lru_cache(maxsize=64)
def _block(
    population: Population, *, seed: int, sizes: tuple[int, ...], number: int
) -> tuple[NDArray[np.int16], NDArray[np.float64]]:
    """Cell and rank of each seat of a block: the whole is composed, then cut at each smaller size."""
    territory = territory_of(population)
    groups = _groups(territory)
    shift = float(uniforms(attribute_words(SEAT_START, seed=seed, start=number, count=1))[0])
    left = whole_counts(territory.table.ravel() * sizes[-1], groups, shift)
    cells, ranks, first = [], [], 0
    for size in sizes:
        due = left * ((size - first) / left.sum())
        counts = left if size == sizes[-1] else whole_counts(due, groups, shift)
        seats = _Seats(seed=seed, start=number * sizes[-1] + first, count=size - first)
        cell = seats.shuffled(np.repeat(np.arange(counts.size, dtype=np.int16), counts))
        cells.append(cell)
        ranks.append(seats.spread(groups[_BAND][cell]))
        left, first = left - counts, size
    return np.concatenate(cells), np.concatenate(ranks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seats:
    """A run of seats, with their own luck."""

    seed: int
    start: int
    count: int

    def _words(self, attribute: int) -> Words:
        return attribute_words(attribute, seed=self.seed, start=self.start, count=self.count)

    def shuffled(self, slots: NDArray[np.int16]) -> NDArray[np.int16]:
        """The slots in a drawn order."""
        found = np.empty_like(slots)
        found[np.argsort(self._words(SEAT), kind="stable")] = slots
        return found

    def spread(self, band: NDArray[np.int64]) -> NDArray[np.float64]:
        """Ranks inside each band: one drawn in each of as many equal steps as the band has seats."""
        turn = np.lexsort((self._words(SEAT_RANK), band))
        sizes = np.bincount(band)
        firsts = np.cumsum(sizes) - sizes
        number = np.empty(self.count)
        number[turn] = np.arange(self.count) - firsts[band[turn]]
        return (number + uniforms(self._words(RANK))) / sizes[band]


def whole_counts(
    due: NDArray[np.float64], groups: NDArray[np.int64], shift: float
) -> NDArray[np.int64]:
    """Whole numbers near `due` (one per cell), with the same sum, whose margins are near as well.

    Systematic along the incomes from `shift` (0 to 1), so each cell is within one of its due; then
    single households are moved between cells, the best move first, while the margins come nearer.
    `groups`: for each margin, the place where a cell counts.
    """
    along = np.argsort(groups[_BAND], kind="stable")
    edges = np.floor(np.concatenate(([0.0], np.cumsum(due[along]))) + shift)
    edges[0], edges[-1] = 0, round(float(due.sum()))
    counts = np.empty(due.size, dtype=np.int64)
    counts[along] = np.diff(edges).astype(np.int64)
    return _nearer(counts, due, groups)


def _nearer(
    counts: NDArray[np.int64], due: NDArray[np.float64], groups: NDArray[np.int64]
) -> NDArray[np.int64]:
    shared = np.sum(groups[:, :, None] == groups[:, None, :], axis=0)
    low, high = np.floor(due), np.ceil(due)
    for _ in range(_MOVES):
        off = counts - due
        pull = sum(
            np.bincount(group, weights=off, minlength=int(group.max()) + 1)[group]
            for group in groups
        )
        gain = 2.0 * (pull[None, :] - pull[:, None]) + 2.0 * (_MARGINS - shared)
        gain[counts <= low, :] = np.inf
        gain[:, counts >= high] = np.inf
        giver, taker = np.unravel_index(int(gain.argmin()), gain.shape)
        if gain[giver, taker] >= _BETTER:
            break
        counts[giver] -= 1
        counts[taker] += 1
    return counts


def _groups(territory: Territory) -> NDArray[np.int64]:
    """The margins that each cell counts in: type, age, income band, side of the poverty line."""
    kinds, ages, bands = territory.table.shape
    number = np.arange(kinds * ages * bands)
    band = number % bands
    sides = territory.poor_bands[band].astype(np.int64)
    return np.stack((number // (ages * bands), number // bands % ages, band, sides))
