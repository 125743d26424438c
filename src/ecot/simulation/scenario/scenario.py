"""The whole scenario: one frozen value that a file, a page or a calibration builds and a run reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from ecot.rules.kinds import RuleKind
from ecot.rules.parameters import Parameters
from ecot.simulation.scenario.parts import (
    Behaviour,
    Costs,
    Delays,
    Economy,
    Growth,
    Opening,
    Population,
    Question,
    Shops,
)
from ecot.simulation.scenario.sources import Source, Switch
from ecot.simulation.scenario.status import Assumption
from ecot.values.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRule:
    """The very parameters that the rulebook holds, in force from a month of the scenario on."""

    from_month: int
    parameters: Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A future that can be run: everything is here, nothing is looked up elsewhere but `reference`.

    `rules` maps each kind to its versions, earliest first, the first from month 0; kinds that the
    simulation does not use may be absent. `assumptions` say where each figure comes from.
    """

    slug: str
    name: str
    start: Month
    months: int = 60
    draws: int = 1_000
    seed: int = 42
    rules: Mapping[RuleKind, tuple[DatedRule, ...]]
    population: Population = field(default_factory=Population)
    growth: Growth = field(default_factory=Growth)
    behaviour: Behaviour = field(default_factory=Behaviour)
    shops: tuple[Shops, ...] = ()
    sources: tuple[Source, ...] = ()
    mechanisms: tuple[Switch, ...] = ()
    costs: Costs = field(default_factory=Costs)
    economy: Economy = field(default_factory=Economy)
    opening: Opening = field(default_factory=Opening)
    delays: Delays = field(default_factory=Delays)
    overdraft: bool = True
    """Cash may go below zero, so that the need is measured; else `reserve.shortage` is applied."""
    question: Question | None = None
    assumptions: tuple[Assumption, ...] = ()

    def in_force(self, kind: RuleKind, month: int) -> Parameters | None:
        """The version of a kind in force in month `month` of the scenario, or nothing."""
        versions = self.rules.get(kind, ())
        index = bisect_right([each.from_month for each in versions], month)
        return versions[index - 1].parameters if index else None
