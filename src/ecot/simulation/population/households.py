"""Households of a territory by number: household i is the same whatever is asked around it.

`behaviour` asks for them chunk by chunk. One word chooses the cell of the joint table, one the rank
inside the income band, one the ages of the dependants (docs/algorithms/synthetic-households.md, 4).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from ecot.rules.scale import CHILD_TENTHS, EXTRA_ADULT_TENTHS, PARENT_HALF_PARTS
from ecot.simulation.population.alias import COLUMNS
from ecot.simulation.population.budgets import food_cents, tax_due_year_cents
from ecot.simulation.population.territory import Territory
from ecot.simulation.population.types import CHILD_BELOW, DEPENDANTS, GROWN, TYPE_NAMES
from ecot.simulation.scenario.parts import Population
from ecot.simulation.streams import WORDS_IN_BLOCK, Words, attribute_purpose, coins, uniforms, words
from ecot.values.money import BASIS_POINTS

CELL, RANK, AGES, SEAT, SEAT_RANK, SEAT_START = range(6)
"""Attributes, each with its stream 900 + number; append only."""

CHUNK = 1 << 15
_FIRST_TENTHS = 10
_CENTS_MONTH = 100.0 / 12.0
_THIRD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """Arrays of one length, stored small: widen them before any sum.

    `adults` and `children` are those that the allocation counts, a child being at most
    `child_age_max` years old; `unit_tenths` weighs those below 14 by 3 tenths; `income_cents` is
    disposable, a month; `decile` (0–9) is the territory's, by income per unit and persons.
    """

    adults: NDArray[np.int8]
    children: NDArray[np.int8]
    unit_tenths: NDArray[np.int8]
    half_parts: NDArray[np.int8]
    income_cents: NDArray[np.int32]
    age_band: NDArray[np.int8]
    decile: NDArray[np.int8]
    is_poor: NDArray[np.bool_]
    tax_due_year_cents: NDArray[np.int32]
    food_cents: NDArray[np.int32]
    weight: NDArray[np.float64]

    def __len__(self) -> int:
        """How many households."""
        return len(self.adults)

    def taken(self, where: NDArray[np.bool_] | NDArray[np.int64]) -> Households:
        """Those that a mask or a list of positions keeps, in that order."""
        return Households(**{each.name: getattr(self, each.name)[where] for each in fields(self)})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """What each cell of the joint table looks like, by its number."""

    kind: NDArray[np.int8]
    age: NDArray[np.int8]
    band: NDArray[np.int8]


def households(
    territory: Territory,
    population: Population,
    *,
    seed: int,
    start: int,
    count: int,
    child_age_max: int = 17,
) -> Households:
    """Households `start` to `start + count`, drawn independently in the territory's joint table.

    Each depends on the seed and on its own number only. `weight` is 1: one household stands for one.
    """
    parts = []
    for at in range(start, start + count, CHUNK):
        size = min(CHUNK, start + count - at)
        cell = territory.cells.draw(attribute_words(CELL, seed=seed, start=at, count=size))
        rank = uniforms(attribute_words(RANK, seed=seed, start=at, count=size))
        drawn = Drawn(cell=cell, rank=rank, start=at, child_age_max=child_age_max)
        parts.append(described(territory, population, drawn, seed=seed))
    return joined(parts) if len(parts) > 1 else parts[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Where households fall: cell of the joint table, rank from 0 to 1 inside its income band."""

    cell: NDArray[np.int16]
    rank: NDArray[np.float64]
    start: int
    child_age_max: int


def described(
    territory: Territory, population: Population, drawn: Drawn, *, seed: int
) -> Households:
    """The households that fell there; only the ages of their dependants are still drawn."""
    looks = _looks(territory)
    kind, band = looks.kind[drawn.cell], looks.band[drawn.cell]
    count = len(kind)
    ages = coins(attribute_words(AGES, seed=seed, start=drawn.start, count=count))
    dependants = DEPENDANTS[kind]
    younger = _below(ages, territory.dependants.threshold_below(CHILD_BELOW), dependants)
    children = _below(
        ages, territory.dependants.threshold_below(drawn.child_age_max + 1), dependants
    )
    persons = GROWN[kind] + dependants
    older = persons - younger - 1
    units = _FIRST_TENTHS + EXTRA_ADULT_TENTHS * older + CHILD_TENTHS * younger
    ranks = territory.bands.edges[band] + territory.bands.widths[band] * drawn.rank
    now = np.floor(territory.curve.at(ranks) * units * (_CENTS_MONTH / 10) + 0.5).astype(np.int64)
    tenth = territory.bands.tenths[band]
    growth = BASIS_POINTS + population.income_growth_bp
    return Households(
        adults=persons - children,
        children=children,
        unit_tenths=units,
        half_parts=PARENT_HALF_PARTS + children + (children > _THIRD),
        income_cents=_grown(now, growth),
        age_band=looks.age[drawn.cell],
        decile=tenth,
        is_poor=territory.poor_bands[band],
        tax_due_year_cents=_grown(tax_due_year_cents(now, kind), growth),
        food_cents=_grown(food_cents(now, tenth=tenth, persons=persons), growth),
        weight=np.broadcast_to(np.float64(1.0), (count,)),
    )


def attribute_words(attribute: int, *, seed: int, start: int, count: int) -> Words:
    """The words of one attribute for households `start`…, whatever `start` is."""
    before = start % WORDS_IN_BLOCK
    found = words(
        attribute_purpose(attribute), seed=seed, start=start - before, count=count + before
    )
    return found[before:]


def _below(
    ages: tuple[NDArray[np.int64], ...], threshold: int, dependants: NDArray[np.int8]
) -> NDArray[np.int8]:
    """How many of each household's dependants are below an age."""
    found = np.zeros(len(dependants), dtype=np.int8)
    for number, coin in enumerate(ages):
        found += (coin < threshold) & (dependants > number)
    return found


def _grown(cents: NDArray[np.int64], growth_bp: int) -> NDArray[np.int32]:
    if growth_bp == BASIS_POINTS:
        return cents.astype(np.int32)
    return ((2 * cents * growth_bp + BASIS_POINTS) // (2 * BASIS_POINTS)).astype(np.int32)


def _looks(territory: Territory) -> _Looks:
    kinds, ages, bands = territory.table.shape
    assert kinds == len(TYPE_NAMES), "a table of the seven types"
    number = np.minimum(np.arange(COLUMNS), territory.table.size - 1)
    return _Looks(
        kind=(number // (ages * bands)).astype(np.int8),
        age=(number // bands % ages).astype(np.int8),
        band=(number % bands).astype(np.int8),
    )


def joined(parts: list[Households]) -> Households:
    """Several runs of households, one after the other."""
    names = [each.name for each in fields(Households) if each.name != "weight"]
    found = {name: np.concatenate([getattr(each, name) for each in parts]) for name in names}
    count = len(found["adults"])
    return Households(**found, weight=np.broadcast_to(np.float64(1.0), (count,)))
