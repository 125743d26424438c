"""What a room may move on a scenario, with its words, its value now and its bounds: a short list.

Called by the workshop's pages. Each lever is a key that `files.reading.with_changes` knows; the bounds
are those of the scenario files, so a page never allows what a file refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ecot.rules.allocation import AllocationRule
from ecot.rules.contribution import ContributionRule
from ecot.rules.kinds import RuleKind
from ecot.rules.parameters import Unit
from ecot.simulation.funding.catalogue import needs
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw
from ecot.values.month import Month

TARGET_MONTH: Final = 36
GROWTH: Final = "growth.households"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One figure that may be moved; `value` is what it is now, nothing where it must be given."""

    key: str
    label: str
    unit: Unit
    value: int | None
    help: str = ""


def levers(scenario: Scenario) -> list[Lever]:
    """The levers of a scenario: how many, what they receive and give, what it costs, who pays."""
    return [*_people(scenario), *_rules(scenario), *_behaviour(scenario), *_money(scenario)]


def mechanism_levers(mechanism: str, start: Month, *, named: str = "") -> list[Lever]:
    """What a mechanism that is switched on needs; what is unknown has no value and must be given."""
    found = []
    for answer in needs(mechanism, month=start):
        need, figure = answer.need, answer.figure
        found.append(
            Lever(
                key=f"mechanisms.{mechanism}.{need.name}",
                label=f"{named} : {need.label}" if named else need.label,
                unit=need.unit,
                value=None if figure is None else figure.value,
                help=need.ask if figure is None else figure.note,
            )
        )
    return found


def households_at_target(scenario: Scenario, wanted: int) -> list[list[int]]:
    """The growth that reaches so many households at month 36, from those of month 0."""
    (_, first), *_rest = scenario.growth.households
    return [[0, first], [TARGET_MONTH, wanted]]


def _people(scenario: Scenario) -> Iterator[Lever]:
    points = scenario.growth.households
    known = dict(points)
    yield Lever(
        key=GROWTH,
        label="Foyers dans trois ans",
        unit=Unit.COUNT,
        value=known.get(TARGET_MONTH, points[-1][1]),
        help="Le nombre de places grandit peu à peu jusque-là.",
    )
    if scenario.population.poor_share_bp is not None:
        yield Lever(
            key="population.poor_share_bp",
            label="Part des participants sous le seuil de pauvreté",
            unit=Unit.BASIS_POINTS,
            value=scenario.population.poor_share_bp,
        )


def _rules(scenario: Scenario) -> Iterator[Lever]:
    allocation = scenario.in_force(RuleKind.ALLOCATION, 0)
    if isinstance(allocation, AllocationRule) and _once(scenario, RuleKind.ALLOCATION):
        for name, label in (
            ("base_cents", "Allocation du premier participant"),
            ("extra_adult_cents", "Pour chaque autre adulte"),
            ("extra_child_cents", "Pour chaque enfant"),
        ):
            yield Lever(
                key=f"allocation.{name}",
                label=label,
                unit=Unit.CENTS,
                value=getattr(allocation, name),
            )
    contribution = scenario.in_force(RuleKind.CONTRIBUTION, 0)
    if isinstance(contribution, ContributionRule) and _once(scenario, RuleKind.CONTRIBUTION):
        yield Lever(
            key="contribution.minimum_cents",
            label="Cotisation la plus basse",
            unit=Unit.CENTS,
            value=contribution.minimum_cents,
        )


def _once(scenario: Scenario, kind: RuleKind) -> bool:
    """Whether a rule has one version only: two dates cannot be moved by one number."""
    return len(scenario.rules[kind]) == 1


def _behaviour(scenario: Scenario) -> Iterator[Lever]:
    told = scenario.behaviour
    for name, label, value in (
        ("exit_bp", "Foyers qui partent chaque mois", told.exit_bp),
        ("unpaid_bp", "Cotisations qui n'arrivent pas", told.unpaid_bp),
        ("spend_bp", "Part du porte-monnaie dépensée dans le mois", told.spend_bp),
    ):
        yield Lever(key=f"behaviour.{name}", label=label, unit=Unit.BASIS_POINTS, value=value)


def _money(scenario: Scenario) -> Iterator[Lever]:
    yield Lever(
        key="costs.fixed_month_cents",
        label="Frais fixes par mois",
        unit=Unit.CENTS,
        value=scenario.costs.fixed_month_cents,
    )
    for source in scenario.sources:
        if source.law is AmountLaw.FIXED and "month_cents" in source.amounts:
            yield Lever(
                key=f"sources.{source.id}.month_cents",
                label=f"{source.label}, par mois",
                unit=Unit.CENTS,
                value=source.amounts["month_cents"],
                help="0 : cet argent s'arrête.",
            )
