"""What is published of a territory, read from `reference` and typed; what is not is an assumption.

`territory` rakes these figures. Facts are not written here: only where they stand in the files, and
the sentence that a reader must see where one had to be supposed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.reference.entry import Entry
from ecot.reference.loading import territory as territory_facts
from ecot.simulation.population.assumed import (
    COMMON,
    OF_A_COMMUNE,
    OF_A_MIXTURE,
    SPLIT,
    ages_from_residents,
)
from ecot.simulation.population.quantiles import Quantiles, bent, from_anchors, mixture
from ecot.simulation.population.types import DependantAges, shares_of
from ecot.simulation.scenario.status import Assumption

Floats = NDArray[np.float64]

COMMUNE = "34172"
MONTHS = 12
_PERCENT = 100.0
_TIE = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The published figures of one area, shares between 0 and 1.

    `age_counts`: residents of each of the five bands; `free_youngest`: the first band is left to what
    the others imply. `poor_by_age`: part of poor persons by age of the reference person.
    """

    label: str
    households_count: int
    type_shares: Floats
    age_counts: Floats
    free_youngest: bool
    poor_by_age: Floats | None
    curve: Quantiles
    line_year: float
    """Poverty line, euros a year per consumption unit."""
    dependants: DependantAges
    assumptions: tuple[Assumption, ...]


class Reader:
    """Figures of one entry that must be there: an unknown one is a fault of the caller's choice."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def number(self, *path: str | int) -> float:
        """The known figure at a path."""
        found = self._entry.number(*path)
        assert found is not None, f"{self._entry.file} {path}: unknown"
        return float(found)

    def numbers(self, names: tuple[str, ...], *path: str | int) -> tuple[float, ...]:
        """Several known figures side by side."""
        return tuple(self.number(*path, name) for name in names)

    def known(self, *path: str | int) -> float | None:
        """The figure at a path, or nothing where it is unknown."""
        return self._entry.number(*path)


def france(vintage: int) -> Margins:
    """France: types of 2022, residents by age of 2021, incomes of `vintage` (2021 or 2022)."""
    facts = Reader(territory_facts("france"))
    ages = _ages_of_france(facts)
    return Margins(
        label="France",
        households_count=int(facts.number("households", "total")),
        type_shares=_types(facts, ("households", "by_type"), couples=(0.39, 0.39, 0.22), lone=0.46),
        age_counts=np.array(ages),
        free_youngest=False,
        poor_by_age=None,
        curve=bent(
            _national_anchors(facts, vintage), mean=_MEANS[vintage](facts), **_slopes(facts)
        ),
        line_year=_line(facts, vintage),
        dependants=_dependants(facts, grown=True),
        assumptions=(*COMMON, ages_from_residents(fifteen=False)),
    )


def montpellier() -> Margins:
    """The commune: types of 2019, incomes and poverty of 2021."""
    facts, nation = Reader(territory_facts("montpellier")), Reader(territory_facts("france"))
    incomes = facts.numbers(("d1", "median", "d9"), "commune", "income")
    line = _line(nation, 2021)
    rate = facts.number("commune", "poverty", "rate_percent") / _PERCENT
    anchors = ((0.1, incomes[0]), (rate, line), (0.5, incomes[1]), (0.9, incomes[2]))
    return Margins(
        label="Montpellier",
        households_count=int(facts.number("commune", "households", "total")),
        type_shares=_types(
            facts, ("commune", "households", "by_type"), couples=(0.30, 0.40, 0.30), lone=0.42
        ),
        age_counts=np.array(_ages_of_montpellier(facts)),
        free_youngest=True,
        poor_by_age=_poverty_by_age(facts),
        curve=from_anchors(anchors, **_slopes(nation)),
        line_year=line,
        dependants=_dependants(nation, grown=False),
        assumptions=(
            *COMMON,
            ages_from_residents(fifteen=True, free=True),
            *OF_A_COMMUNE,
            SPLIT,
        ),
    )


def metropolis() -> Margins:
    """The metropolis: incomes as a mixture of its 31 communes, types of the commune and beyond it."""
    facts, nation = Reader(territory_facts("montpellier")), Reader(territory_facts("france"))
    line, slopes = _line(nation, 2021), _slopes(nation)
    communes = territory_facts("montpellier").value("metropolis", "communes_2021")
    assert isinstance(communes, dict), "the communes are a mapping"
    parts, inside, persons = [], 0.0, 0.0
    for code in communes:
        if not code.isdigit():
            continue
        row = ("metropolis", "communes_2021", code)
        people = facts.number(*row, 1)
        persons += people
        inside += people if code == COMMUNE else 0.0
        anchors = _communal_anchors(facts, row, line)
        parts.append((people, from_anchors(anchors, **slopes)))
    there = _types(
        facts, ("commune", "households", "by_type"), couples=(0.30, 0.40, 0.30), lone=0.42
    )
    share = inside / persons
    return Margins(
        label="Métropole de Montpellier",
        households_count=int(facts.number("metropolis", "tax_households", "value")),
        type_shares=share * there + (1.0 - share) * _types_of_departement(facts),
        age_counts=np.array(_ages_of_montpellier(facts)),
        free_youngest=False,
        poor_by_age=None,
        curve=mixture(tuple(parts)),
        line_year=line,
        dependants=_dependants(nation, grown=False),
        assumptions=(*COMMON, ages_from_residents(fifteen=True), *OF_A_COMMUNE, *OF_A_MIXTURE),
    )


def poverty_by_type() -> Floats:
    """Part of poor persons by type of household, France 2021: what leans incomes towards types."""
    facts = Reader(territory_facts("france"))
    young = ("poverty", "by_household_type_percent_2021", "under_65")
    old = ("poverty", "by_household_type_percent_2021", "a65_plus")
    alone = (
        facts.number(*young, "one_person") + facts.number(*old, "one_person_or_lone_parent")
    ) / 2
    pairs = (facts.number(*young, "couple_without_child") + facts.number(*old, "couple")) / 2
    family = facts.number(*young, "couple_with_children")
    lone = facts.number(*young, "lone_parent")
    return np.array([alone, pairs, family, family, family, lone, lone]) / _PERCENT


def national_poverty() -> float:
    """Part of poor persons, France 2021."""
    return (
        Reader(territory_facts("france")).number("poverty", "rate_percent", "2021", "value")
        / _PERCENT
    )


def _types(
    facts: Reader, path: tuple[str, ...], *, couples: tuple[float, float, float], lone: float
) -> Floats:
    """Shares of the seven types; couples' and lone parents' children split to meet their persons."""
    alone, other, pairs, families, parents = (
        facts.number(*path, name, "households")
        for name in (
            "one_person",
            "other_without_family",
            "couple_without_child",
            "couple_with_children",
            "lone_parent",
        )
    )
    with_children = tuple(families * part for part in couples)
    return shares_of((alone, other + pairs, *with_children, parents * lone, parents * (1 - lone)))


def _types_of_departement(facts: Reader) -> Floats:
    names = (
        "one_person",
        "other_without_family",
        "couple_without_child",
        "couple_with_children",
        "lone_parent",
        "persons_couple_with_children",
        "persons_lone_parent",
    )
    alone, other, pairs, families, parents, in_families, with_parents = facts.numbers(
        names, "departement_34", "households"
    )
    two = 0.4
    spread = in_families / families - 4.0
    one, three = (1.0 - two - spread) / 2, (1.0 - two + spread) / 2
    second = with_parents / parents - 2.0
    with_children = (families * one, families * two, families * three)
    return shares_of(
        (alone, other + pairs, *with_children, parents * (1 - second), parents * second)
    )


def _ages_of_france(facts: Reader) -> tuple[float, ...]:
    """Residents of 20 and more in the five bands; published steps are spread evenly."""
    young, adult, middle, late, old, oldest = facts.numbers(
        ("a20_24", "a25_39", "a40_54", "a55_64", "a65_79", "a80_plus"), "population_by_age_2021"
    )
    return (
        young + adult / 3,
        adult * 2 / 3 + middle / 3,
        middle * 2 / 3 + late / 2,
        late / 2 + old * 2 / 3,
        old / 3 + oldest,
    )


def _ages_of_montpellier(facts: Reader) -> tuple[float, ...]:
    names = ("a15_29", "a30_44", "a45_59", "a60_74", "a75_plus")
    return facts.numbers(names, "commune", "age_shares_percent", "2019")


def _poverty_by_age(facts: Reader) -> Floats:
    """Six published bands to five: 30–44 takes two thirds of 30–39, 45–59 one third of 40–49."""
    young, thirties, forties, fifties, sixties, old = facts.numbers(
        ("under_30", "a30_39", "a40_49", "a50_59", "a60_74", "a75_plus"),
        "commune",
        "poverty",
        "by_age_of_reference_person_percent",
    )
    early, late = (2 * thirties + forties) / 3, (forties + 2 * fifties) / 3
    return np.array([young, early, late, sixties, old]) / _PERCENT


def _national_anchors(facts: Reader, vintage: int) -> tuple[tuple[float, float], ...]:
    year = str(vintage)
    ranks = {"d1": 0.1, "d2": 0.2, "d3": 0.3, "median": 0.5, "d9": 0.9}
    names = tuple(ranks) if vintage == 2021 else ("d1", "median", "d9")  # noqa: PLR2004 (the year whose second and third deciles are published)
    pairs = {ranks[name]: facts.number("income", year, name) for name in names}
    rate = facts.number("poverty", "rate_percent", year, "value") / _PERCENT
    pairs[rate] = _line(facts, vintage)
    return tuple(sorted(pairs.items()))


_MEANS: Mapping[int, Callable[[Reader], float]] = {
    2021: lambda facts: facts.number("income", "mean_2021", "value"),
    2022: lambda facts: facts.number("income", "2022", "mean"),
}


def _communal_anchors(
    facts: Reader, row: tuple[str | int, ...], line: float
) -> tuple[tuple[float, float], ...]:
    """D1, median, D9 and the poverty rate; a suppressed D1 or D9 is 0.55 or 1.75 of the median."""
    median = facts.number(*row, 2)
    low, high = facts.known(*row, 5), facts.known(*row, 6)
    pairs = [(0.1, low or 0.55 * median), (0.5, median), (0.9, high or 1.75 * median)]
    rate = facts.known(*row, 4)
    if rate is not None and abs(rate / _PERCENT - 0.1) > _TIE:
        pairs.append((rate / _PERCENT, line))
    return tuple(sorted(pairs))


def _slopes(nation: Reader) -> dict[str, float]:
    low, top = nation.numbers(("low_slope", "top_pareto_alpha"), "income", "tails")
    return {"low_slope": low, "top_alpha": top}


def _line(nation: Reader, vintage: int) -> float:
    return MONTHS * nation.number("poverty", "line_single_eur_month", str(vintage), "value")


def _dependants(nation: Reader, *, grown: bool) -> DependantAges:
    """Children of couples by age, France 2014; those of 25 and more only where said."""
    steps = {"under_3": (0, 3), "a3_5": (3, 6), "a6_10": (6, 11), "a11_17": (11, 18)}
    steps |= {"a18_24": (18, 25)} | ({"a25_plus": (25, 40)} if grown else {})
    counts = nation.numbers(tuple(steps), "children_of_couples_by_age")
    pairs = zip(steps.values(), counts, strict=True)
    return DependantAges(tuple((low, high, int(count)) for (low, high), count in pairs))
