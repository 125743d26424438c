"""Published facts that only a model of people can find: what it gets right, and what it misses.

No fact here must hold: laws of behaviour are assumptions, and a miss is a finding that the report and
`ecot reproduce` show with its error. docs/algorithms/reproducing.md, « What the model misses ».
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ecot.rules.presets import MONTPELLIER_2023
from ecot.simulation.behaviour.choosing import chosen_cents, median_month_cents, wished_euros
from ecot.simulation.behaviour.members import Members, members
from ecot.simulation.indicators.inequality import gini
from ecot.simulation.population.households import households
from ecot.simulation.population.territory import territory_of
from ecot.simulation.scenario.parts import Growth, Population
from ecot.simulation.scenario.scenario import DatedRule, Scenario
from ecot.values.month import Month

Found = Mapping[str, float]
PEOPLE = 20_000
"""Households of a fund that is large enough for its shares to be known within half a point."""
NATION = 200_000
SEED = 42
STUDENT_CENTS = 800_00
"""Supposed: a student's month, and that of the pensioner who was quoted."""
STUDENT_FLOOR = 10.0
BREST = 43
GRENOBLE_POOR_BP = 7_800
"""Our fit to Grenoble's mean, not a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A published figure, or several, with what finds them and how far one may be."""

    id: str
    title: str
    expected: Found
    tolerance: Found
    found: Callable[[], Found]
    sources: tuple[str, ...]
    """`entry:key` among the experiments, the id of a published check, or a source in words."""
    note: str


def facts() -> Iterator[Fact]:
    """Every fact, in the order of the page."""
    yield from _FACTS


@cache
def _fund(poor_share_bp: int | None) -> tuple[Scenario, Members]:
    """Montpellier's rules of 2023 and its people, composed with a share of poor participants."""
    kinds = MONTPELLIER_2023.rules
    scenario = Scenario(
        slug="facts",
        name="Faits publiés",
        start=Month(2026, 1),
        seed=SEED,
        rules={
            kind: (DatedRule(from_month=0, parameters=MONTPELLIER_2023.parameters(kind)),)
            for kind in kinds
        },
        population=Population(poor_share_bp=poor_share_bp),
        growth=Growth(households=((0, PEOPLE),)),
    )
    return scenario, members(scenario, start=0, count=PEOPLE)


def _by_unit(poor_share_bp: int | None) -> NDArray[np.float64]:
    """Free contributions in euros for one consumption unit, by household."""
    scenario, held = _fund(poor_share_bp)
    return chosen_cents(held, scenario, 0) / held.households.unit_tenths / 10.0


def _mean() -> Found:
    scenario, held = _fund(4_800)
    given = int(chosen_cents(held, scenario, 0).sum())
    units = int(held.households.unit_tenths.sum(dtype=np.int64))
    return {"mean_contribution": given / units / 10}


def _coverage() -> Found:
    scenario, held = _fund(4_800)
    given = int(chosen_cents(held, scenario, 0).sum())
    adults = int(held.households.adults.sum(dtype=np.int64))
    return {"coverage_share": given / (100_00 * adults)}


def _top() -> Found:
    return {"top_of_400": float(np.quantile(_by_unit(4_800), 1 - 1 / 400))}


def _wishes(income_cents: int | None = None) -> NDArray[np.float64]:
    """What people wish to give for one unit, uncapped; all at one income where it is said."""
    scenario, held = _fund(4_800)
    homes = held.households
    if income_cents is not None:
        alone = np.full(len(homes), 10, dtype=np.int8)
        homes = replace(
            homes, unit_tenths=alone, income_cents=np.full(len(homes), income_cents, dtype=np.int32)
        )
    wished = wished_euros(
        scenario.behaviour.free_choice,
        homes,
        inclination=held.inclination,
        median=median_month_cents(scenario),
    )
    return np.asarray(10.0 * wished / homes.unit_tenths)


def _students() -> Found:
    return {"mean_contribution": float(np.maximum(_wishes(STUDENT_CENTS), STUDENT_FLOOR).mean())}


def _pensioner() -> Found:
    return {"contribution": float(np.median(_wishes(STUDENT_CENTS)))}


def _grenoble() -> Found:
    given = _by_unit(GRENOBLE_POOR_BP)
    return {
        "mean_contribution": float(given.mean()),
        "share_below_10": float((given < 10).mean()),  # noqa: PLR2004 (the published bound)
        "share_below_100": float((given < 100).mean()),  # noqa: PLR2004 (the published bound)
    }


def _lognormal() -> Found:
    """The mean of the lognormal law through Grenoble's two published shares."""
    low, high = NormalDist().inv_cdf(0.40), NormalDist().inv_cdf(0.95)
    spread = (log(100) - log(10)) / (high - low)
    return {"mean_contribution": exp(log(10) - spread * low + spread**2 / 2)}


def _brest() -> Found:
    return {"top_of_43": float(np.quantile(_wishes(), 1 - 1 / BREST))}


def _nation() -> Found:
    population = Population(territory="france", area="country", vintage=2021)
    territory = territory_of(population)
    found = households(territory, population, seed=SEED, start=0, count=NATION)
    people = found.adults.astype(np.float64) + found.children
    income = found.income_cents.astype(np.float64) / 100
    year = 12 * float(income.mean()) * territory.households_count
    return {
        "disposable_income_bn": year / 1e9,
        "rate_needed": float(150 * people.sum() / income.sum()),
        "gini": gini(10 * income / found.unit_tenths, people) or 0.0,
    }


def _size() -> Found:
    return {"mean_size": territory_of(Population()).mean_size}


_FACTS = (
    Fact(
        id="B-1",
        title="Montpellier : cotisation libre moyenne, par unité de consommation",
        expected={"mean_contribution": 55},
        tolerance={"mean_contribution": 5},
        found=_mean,
        sources=("montpellier:fdf", "montpellier:silence"),
        note="Publié : de 50 à 60 €. La loi est ajustée sur ce chiffre : elle ne le prédit pas.",
    ),
    Fact(
        id="B-2",
        title="Montpellier : part des allocations payée par les cotisations",
        expected={"coverage_share": 0.55},
        tolerance={"coverage_share": 0.05},
        found=_coverage,
        sources=("montpellier:silence", "montpellier:fdf"),
        note="Publié : « moitié », ou 60 % si la moyenne est de 60 € (F-2). 100 MonA par adulte.",
    ),
    Fact(
        id="B-3",
        title="Montpellier : la plus haute cotisation sur 400",
        expected={"top_of_400": 200},
        tolerance={"top_of_400": 20},
        found=_top,
        sources=("montpellier:lemonde", "montpellier:lacroix", "montpellier:fdf"),
        note="Cité : de 150 à 250 €. Le plafond supposé (250 €) l'emporte : trop de foyers y sont.",
    ),
    Fact(
        id="B-4",
        title="Bordeaux (étudiants) : cotisation moyenne",
        expected={"mean_contribution": 12},
        tolerance={"mean_contribution": 1.2},
        found=_students,
        sources=("bordeaux-etudiants:afp-bdx", "bordeaux-etudiants:rue89bdx"),
        note="Revenu de 800 € supposé ; minimum de 10 €. La loi est ajustée sur ce chiffre.",
    ),
    Fact(
        id="B-5",
        title="Montpellier : une retraitée à 800 € par mois",
        expected={"contribution": 5},
        tolerance={"contribution": 1},
        found=_pensioner,
        sources=("montpellier:tf1",),
        note="Une personne citée n'est pas une médiane.",
    ),
    Fact(
        id="B-6",
        title="Grenoble : moyenne, et parts sous 10 € et sous 100 €",
        expected={"mean_contribution": 29.4, "share_below_10": 0.40, "share_below_100": 0.95},
        tolerance={"mean_contribution": 2.94, "share_below_10": 0.05, "share_below_100": 0.05},
        found=_grenoble,
        sources=("grenoble-dalle:oyez-ch",),
        note="78 % de foyers pauvres : notre ajustement à la moyenne. La loi donne trop de petites"
        " cotisations ; sa pente et sa dispersion restent incertaines.",
    ),
    Fact(
        id="B-7",
        title="Grenoble : moyenne d'une loi log-normale par ses deux parts publiées",
        expected={"mean_contribution": 29.4},
        tolerance={"mean_contribution": 2.94},
        found=_lognormal,
        sources=("grenoble-dalle:oyez-ch",),
        note="Indépendant de nos lois : la forme log-normale convient.",
    ),
    Fact(
        id="B-8",
        title="Brest : la plus haute cotisation de 43 foyers",
        expected={"top_of_43": 472},
        tolerance={"top_of_43": 47.2},
        found=_brest,
        sources=("brest-a-table:labelle", "brest-a-table:transistoch"),
        note="Sans plafond, avec les revenus de Montpellier : ceux de Brest ne sont pas connus.",
    ),
    Fact(
        id="B-9",
        title="France : ce que 150 € par personne demandent aux revenus",
        expected={"disposable_income_bn": 1_200, "rate_needed": 0.10, "gini": 0.294},
        tolerance={"disposable_income_bn": 24, "rate_needed": 0.005, "gini": 0.01},
        found=_nation,
        sources=("F-17b", "Insee, séries des niveaux de vie (2022)"),
        note="Publié : 10 %, donc une base proche de 1 200 Md€. Revenus de 2021, types de 2022.",
    ),
    Fact(
        id="B-10",
        title="Montpellier : taille moyenne d'un foyer",
        expected={"mean_size": 1.87},
        tolerance={"mean_size": 0.03},
        found=_size,
        sources=("Insee, Couples - Familles - Ménages en 2019",),
        note="Sept types de foyers seulement.",
    ),
)
