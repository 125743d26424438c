"""A territory ready to be sampled: its joint table, its income curve, its poverty line, what was assumed.

`territory_of` is the only way in. Scenarios name a territory, an area of it and a year of incomes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.population.alias import Alias, alias_of
from ecot.simulation.population.joint import Bands, bands_at, joint_table, with_poor_share
from ecot.simulation.population.margins import Margins, france, metropolis, montpellier
from ecot.simulation.population.quantiles import Quantiles
from ecot.simulation.population.raking import Raked
from ecot.simulation.population.types import PERSONS, DependantAges
from ecot.simulation.scenario.parts import Population
from ecot.simulation.scenario.status import Assumption, Status
from ecot.values.money import format_rate

_WHOLE = 10_000

AREAS: Mapping[tuple[str, str], tuple[int, ...]] = {
    ("montpellier", "commune"): (2021,),
    ("montpellier", "metropolis"): (2021,),
    ("france", "country"): (2021, 2022),
}
"""Which years of incomes are published for which area of which territory."""


class TerritoryError(Exception):
    """The scenario asks for a territory, an area or a year that is not among the published facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """The people of an area, as shares of households by type × age × income band.

    `table` sums to 1, `cells` draws in it; `poverty` is the part of persons below the line; `line_month_cents` is the line
    of a person alone, of the year of the incomes.
    """

    label: str
    vintage: int
    households_count: int
    table: NDArray[np.float64]
    cells: Alias
    bands: Bands
    curve: Quantiles
    poverty: float
    line_month_cents: int
    dependants: DependantAges
    raked: Raked
    assumptions: tuple[Assumption, ...]

    @property
    def poor_bands(self) -> NDArray[np.bool_]:
        """Which income bands are below the poverty line."""
        return self.bands.below(self.poverty)

    @property
    def mean_size(self) -> float:
        """Persons per household."""
        return float(self.table.sum(axis=(1, 2)) @ PERSONS)

    @property
    def median_year(self) -> float:
        """Median income per consumption unit, euros a year: the reference of free choices."""
        return float(self.curve.at(np.array([0.5]))[0])


@cache
def territory_of(population: Population) -> Territory:
    """The territory of a scenario, composed as it says, with what had to be assumed.

    Where `poor_share_bp` is given, that part of the persons is below the poverty line and the rest of
    the table follows. Raises `TerritoryError`, with a sentence in French, for what is not published.
    """
    found = _published(population.territory, population.area, population.vintage)
    if population.poor_share_bp is None:
        return found
    if not 0 <= population.poor_share_bp <= _WHOLE:
        raise TerritoryError(
            f"La part de personnes pauvres ({population.poor_share_bp}) doit aller de 0 à 10 000"
            " points de base (4 800 pour 48 %)."
        )
    share = population.poor_share_bp / _WHOLE
    table = with_poor_share(found.table, found.poor_bands, share)
    return replace(
        found,
        table=table,
        cells=alias_of(table),
        assumptions=(*found.assumptions, *_said(population, found)),
    )


def _said(population: Population, found: Territory) -> tuple[Assumption, ...]:
    composed = Assumption(
        key="population.poor_share_bp",
        label="Personnes pauvres parmi les participants",
        value=format_rate(population.poor_share_bp or 0),
        status=Status.ASSUMED,
        note=f"Au lieu de {format_rate(round(found.poverty * _WHOLE))} sur le territoire ;"
        " de chaque côté du seuil, les foyers ressemblent à ceux du territoire.",
    )
    return (composed,)


def assumptions_of(population: Population) -> tuple[Assumption, ...]:
    """What the households of a scenario rest on, to be shown with every result."""
    found = territory_of(population)
    if not population.income_growth_bp:
        return found.assumptions
    grown = Assumption(
        key="population.income_growth_bp",
        label="Revenus portés à l'année du scénario",
        value=format_rate(population.income_growth_bp),
        status=Status.ASSUMED,
        note=f"Qui est pauvre, et l'impôt dû, restent jugés sur {found.vintage} : le seuil de"
        " l'année du scénario n'est pas encore publié.",
    )
    return (*found.assumptions, grown)


@cache
def _published(name: str, area: str, vintage: int) -> Territory:
    years = AREAS.get((name, area))
    if years is None:
        known = ", ".join(f"{territory} ({part})" for territory, part in AREAS)
        raise TerritoryError(
            f"Le territoire {name} ({area}) n'est pas décrit. Choisissez : {known}."
        )
    if vintage not in years:
        published = ", ".join(str(year) for year in years)
        raise TerritoryError(
            f"Les revenus de {vintage} ne sont pas publiés pour {name} ({area})."
            f" Choisissez : {published}."
        )
    return _raked(_READERS[name, area](vintage), vintage)


_READERS: Mapping[tuple[str, str], Callable[[int], Margins]] = {
    ("montpellier", "commune"): lambda _: montpellier(),
    ("montpellier", "metropolis"): lambda _: metropolis(),
    ("france", "country"): france,
}


def _raked(margins: Margins, vintage: int) -> Territory:
    poverty = margins.curve.rank_of(margins.line_year)
    bands = bands_at(poverty)
    raked = joint_table(margins, bands, poverty)
    return Territory(
        label=margins.label,
        vintage=vintage,
        households_count=margins.households_count,
        table=raked.table,
        cells=alias_of(raked.table),
        bands=bands,
        curve=margins.curve,
        poverty=poverty,
        line_month_cents=round(margins.line_year * 100 / 12),
        dependants=margins.dependants,
        raked=raked,
        assumptions=margins.assumptions,
    )
