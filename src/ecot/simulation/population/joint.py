"""The joint table of a territory: type of household × age × income band, raked to its margins.

docs/algorithms/synthetic-households.md, part 2. `territory` keeps the result, `households` draws in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.population.margins import Margins, national_poverty, poverty_by_type
from ecot.simulation.population.raking import Margin, Raked, rake
from ecot.simulation.population.types import AGE_BANDS, PERSONS, TYPE_NAMES
from ecot.simulation.streams import inverse_normal

Floats = NDArray[np.float64]

TENTHS = 10
_TIE = 1e-9
_LEAN_MAX, _LEAN_TURNS = 4.0, 60


@dataclass(frozen=True, slots=True)
class Bands:
    """Income bands by rank of persons: the ten tenths, the one that the poverty line crosses cut in two."""

    edges: Floats

    @property
    def widths(self) -> Floats:
        """The part of persons in each band."""
        return np.diff(self.edges)

    @property
    def tenths(self) -> NDArray[np.int8]:
        """The tenth, 0 to 9, of each band."""
        middles = (self.edges[1:] + self.edges[:-1]) / 2
        return np.floor(TENTHS * middles).astype(np.int8)

    def below(self, rank: float) -> NDArray[np.bool_]:
        """Which bands lie below a rank that is one of the edges."""
        return self.edges[1:] <= rank + _TIE


def bands_at(poverty: float) -> Bands:
    """The bands of a territory with that part of poor persons."""
    edges = np.arange(TENTHS + 1) / TENTHS
    if np.abs(edges - poverty).min() > _TIE:
        edges = np.sort(np.append(edges, poverty))
    return Bands(edges)


def joint_table(margins: Margins, bands: Bands, poverty: float) -> Raked:
    """Rake the leaning guess to types, ages, persons by income band and, where published, poverty by age."""
    guess = _guess(margins, bands)
    needed = [*_types(margins), *_incomes(margins, bands), *_ages(margins)]
    if margins.poor_by_age is not None:
        needed.extend(_poverty_by_age(margins.poor_by_age, bands.below(poverty)))
    return rake(guess, tuple(needed))


def _guess(margins: Margins, bands: Bands) -> Floats:
    ages = margins.age_counts / margins.age_counts.sum()
    leaning = np.array([_leaning(rate, bands) for rate in poverty_by_type()])
    table = margins.type_shares[:, None, None] * ages[None, :, None] * leaning[:, None, :]
    return np.asarray(table)


def _leaning(rate: float, bands: Bands) -> Floats:
    """Widths × exp(lean × z), z the normal score of the band, such that France's poverty of the type is met."""
    national = bands_at(national_poverty())
    poor = national.below(national_poverty())
    low, high = -_LEAN_MAX, _LEAN_MAX
    for _ in range(_LEAN_TURNS):
        lean = (low + high) / 2
        if _leant(national, lean)[poor].sum() > rate:
            low = lean
        else:
            high = lean
    return _leant(bands, lean=(low + high) / 2)


def _leant(bands: Bands, lean: float) -> Floats:
    middles = (bands.edges[1:] + bands.edges[:-1]) / 2
    found = bands.widths * np.exp(lean * inverse_normal(middles))
    return np.asarray(found / found.sum())


def _types(margins: Margins) -> list[Margin]:
    count = len(TYPE_NAMES)
    return [
        Margin(name=name, weights=_one(index, count)[:, None, None], target=float(share))
        for index, (name, share) in enumerate(zip(TYPE_NAMES, margins.type_shares, strict=True))
    ]


def _incomes(margins: Margins, bands: Bands) -> list[Margin]:
    persons = float(margins.type_shares @ PERSONS)
    count = len(bands.widths)
    return [
        Margin(
            name=f"income band {index}",
            weights=PERSONS[:, None, None] * _one(index, count)[None, None, :],
            target=float(width) * persons,
        )
        for index, width in enumerate(bands.widths)
    ]


def _ages(margins: Margins) -> list[Margin]:
    """Each band in proportion to the second, so that a free first band takes what is left."""
    counts = margins.age_counts / margins.age_counts.sum()
    kept = range(2, len(counts)) if margins.free_youngest else (0, *range(2, len(counts)))
    found = []
    for index in kept:
        weights = np.zeros(len(counts))
        weights[index], weights[1] = counts[1], -counts[index]
        name = f"age {AGE_BANDS[index]}"
        found.append(Margin(name=name, weights=weights[None, :, None], target=0.0))
    return found


def _poverty_by_age(rates: Floats, poor: NDArray[np.bool_]) -> list[Margin]:
    found = []
    for index, rate in enumerate(rates):
        at_age = _one(index, len(rates))[None, :, None]
        weights = PERSONS[:, None, None] * at_age * (poor[None, None, :] - float(rate))
        found.append(Margin(name=f"poverty {AGE_BANDS[index]}", weights=weights, target=0.0))
    return found


def _one(index: int, count: int) -> Floats:
    found = np.zeros(count)
    found[index] = 1.0
    return found


def with_poor_share(table: Floats, poor: NDArray[np.bool_], share: float) -> Floats:
    """The table in which that part of persons is poor, the rest unchanged on each side of the line.

    `share` from 0 to 1; the answer sums to 1, as weights of households.
    """
    persons = table * PERSONS[:, None, None]
    now = float(persons[:, :, poor].sum() / persons.sum())
    factor = np.where(poor, share / now, (1.0 - share) / (1.0 - now))
    found = table * factor[None, None, :]
    return np.asarray(found / found.sum())
