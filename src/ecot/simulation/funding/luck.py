"""The luck of one source and of its group: by the source's name, never by its rank in a list.

Every law of `amounts` draws from here. A stream is known by the digest of the source's id, put in the
counter's month word, so that adding, removing or moving a source leaves the luck of all others as it
was (docs/algorithms/funding-sources.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw, Source
from ecot.simulation.streams import group_purpose, inverse_normal, normals, source_purpose, words
from ecot.values.money import BASIS_POINTS

Floats = NDArray[np.float64]

OWN_COINS = source_purpose(0)
TAKE_UP_COINS = source_purpose(1)
GROUP_FACTORS = group_purpose(0)
_MONTHS_OF_YEAR = 12
_FEW = 4
_ALWAYS_DRAWN = (AmountLaw.GIFTS, AmountLaw.PATRONAGE, AmountLaw.EMPLOYERS, AmountLaw.LEVY)
_NEVER_DRAWN = (
    AmountLaw.MICRO_GIFTS,
    AmountLaw.SHOPS_FEE,
    AmountLaw.FLOAT,
    AmountLaw.MEMBERS,
    AmountLaw.IN_KIND,
)
_WORDS: Mapping[AmountLaw, int] = {AmountLaw.GIFTS: 12, AmountLaw.PATRONAGE: 64}
"""Words of a source in one row of its life; a law keeps its number for ever."""


def identity(name: str) -> int:
    """The stream of a source or a group: the first 63 bits of the SHA-256 of its name."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big") >> 1


@dataclass(frozen=True, slots=True)
class Horizon:
    """The months of a run and the draws of a chunk."""

    start_number: int
    """Calendar month of month 0: 1 for January."""
    months: int
    seed: int
    draws: range

    @classmethod
    def of(cls, scenario: Scenario, *, first_draw: int, draws: int) -> Horizon:
        """The horizon of a chunk of draws of a scenario."""
        chunk = range(first_draw, first_draw + draws)
        return cls(scenario.start.number, scenario.months, scenario.seed, chunk)

    def year(self, month: int) -> int:
        """The calendar year of a month, counted from the scenario's first."""
        return (self.start_number - 1 + month) // _MONTHS_OF_YEAR

    @property
    def years(self) -> int:
        """How many calendar years the run touches."""
        return self.year(self.months - 1) + 1

    def calendar_month(self, month: int) -> int:
        """0 for January, 11 for December."""
        return (self.start_number - 1 + month) % _MONTHS_OF_YEAR


@dataclass(frozen=True, slots=True)
class Luck:
    """Independent normals of a source, float64 [draws, rows, words], and its group's [draws, years].

    What a row is belongs to the law: a term of the source's rights, or a calendar year.
    """

    own: Floats
    group: Floats
    correlation: float

    def latent(self, row: int, word: int, year: int) -> Floats:
        """Z = √ρ·F + √(1−ρ)·e of one row, float64 [draws]: standard normal whatever ρ; low is good."""
        shared = sqrt(self.correlation) * self.group[:, year]
        return shared + sqrt(1.0 - self.correlation) * self.own[:, row, word]

    def good_year(self, year: int, spread_bp: int) -> Floats:
        """What a year of the group multiplies amounts by, float64 [draws], of mean 1."""
        spread = spread_bp / BASIS_POINTS
        return np.exp(-spread * self.group[:, year] - spread * spread / 2)


def happens(latent: Floats, chance_bp: int) -> NDArray[np.bool_]:
    """Whether an event of that chance happens: Φ(Z) below it; 0 never, 10 000 always."""
    if chance_bp in (0, BASIS_POINTS):
        return np.full(latent.shape, chance_bp == BASIS_POINTS)
    bar: NDArray[np.bool_] = latent < inverse_normal(np.array(chance_bp / BASIS_POINTS))
    return bar


def luck_of(source: Source, horizon: Horizon, group: Floats) -> Luck:
    """The luck of a source over a horizon; `group` is `group_factors` of its group."""
    each = _WORDS.get(source.law, _FEW)
    terms = horizon.months // source.amounts.get("term_months", _MONTHS_OF_YEAR) + 1
    rows = max(horizon.years, terms)
    own = np.zeros((len(horizon.draws), rows, each))
    if _is_drawn(source):
        drawn = words(
            OWN_COINS,
            seed=horizon.seed,
            month=identity(source.id),
            draws=horizon.draws,
            count=rows * each,
        )
        own = normals(drawn).reshape(own.shape)
    correlation = source.correlation_bp / BASIS_POINTS if source.group else 0.0
    return Luck(own, group, correlation)


def _is_drawn(source: Source) -> bool:
    """Whether anything of a source is left to chance: what is certain needs no words."""
    if source.law in _ALWAYS_DRAWN:
        return True
    chances = (source.obtain_bp, source.renew_bp)
    conditions = (
        source.amounts.get("cut_chance_bp", 0) + 1 + source.amounts.get("election_month", -1)
    )
    return source.law not in _NEVER_DRAWN and (min(chances) < BASIS_POINTS or conditions > 0)


def group_factors(name: str, horizon: Horizon) -> Floats:
    """One standard normal per calendar year of a group, float64 [draws, years]; zeros for no group."""
    if not name:
        return np.zeros((len(horizon.draws), horizon.years))
    drawn = words(
        GROUP_FACTORS,
        seed=horizon.seed,
        month=identity(name),
        draws=horizon.draws,
        count=horizon.years,
    )
    return normals(drawn)
