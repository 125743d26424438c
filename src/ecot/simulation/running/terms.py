"""What holds for each seat from a month on: the rules in force asked for each household, once a version.

`pieces` calls it for each chunk of seats. A version lasts until a rule, the index or a third party's
amounts change; within it, every month is the same for the seat but for luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ecot.rules.allocation import AllocationRule, allocate_many
from ecot.rules.kinds import RuleKind
from ecot.rules.wallet import WalletRule
from ecot.simulation.behaviour import Members, chosen_cents, exit_thresholds
from ecot.simulation.funding.catalogue import sources_of
from ecot.simulation.funding.top_ups import per_household_cents, takers
from ecot.simulation.month.inputs import Exits, Terms, Whole
from ecot.simulation.running.growing import grown, years_since
from ecot.simulation.scenario.parts import Behaviour
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw, Source

_SEATED = (RuleKind.CONTRIBUTION, RuleKind.ALLOCATION, RuleKind.WALLET)
_TENTHS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Third:
    """A third party that pays for households, and which of a chunk's households ask it to."""

    source: Source
    takers: NDArray[np.bool_]


def third_parties(scenario: Scenario) -> tuple[Source, ...]:
    """The sources that pay household by household, in the order of the scenario."""
    return tuple(each for each in sources_of(scenario) if each.law is AmountLaw.TOP_UP)


def versions(scenario: Scenario) -> tuple[int, ...]:
    """The months from which something changes for a seat; always month 0."""
    found = {0}
    for kind in _SEATED:
        found |= {each.from_month for each in scenario.rules.get(kind, ())}
    for source in third_parties(scenario):
        found |= {month for changes in source.later.values() for month, _ in changes}
    if scenario.economy.index_allocation and scenario.economy.food_price_bp:
        found |= {
            month
            for month in range(1, scenario.months)
            if years_since(scenario, month=month) > years_since(scenario, month=month - 1)
        }
    return tuple(sorted(month for month in found if 0 <= month < scenario.months))


def allocation_rule(scenario: Scenario, month: int) -> AllocationRule | None:
    """The allocation rule in force, its amounts indexed on food prices each January since its version."""
    rule = scenario.in_force(RuleKind.ALLOCATION, month)
    if rule is None or not scenario.economy.index_allocation:
        assert rule is None or isinstance(rule, AllocationRule), "a rule of its kind"
        return rule
    assert isinstance(rule, AllocationRule), "a rule of its kind"
    since = max(
        each.from_month for each in scenario.rules[RuleKind.ALLOCATION] if each.from_month <= month
    )
    years = years_since(scenario, month=month, since=since)
    rate_bp = scenario.economy.food_price_bp
    return replace(
        rule,
        base_cents=grown(rule.base_cents, rate_bp, years),
        extra_adult_cents=grown(rule.extra_adult_cents, rate_bp, years),
        extra_child_cents=grown(rule.extra_child_cents, rate_bp, years),
        cap_cents=None if rule.cap_cents is None else grown(rule.cap_cents, rate_bp, years),
    )


def allocation_cents(scenario: Scenario, members: Members, month: int) -> Whole:
    """What each member's household is allocated in a month, by the rule's twin; int64 [seats]."""
    rule = allocation_rule(scenario, month)
    if rule is None:
        return np.zeros(len(members), dtype=np.int64)
    homes = members.households
    return allocate_many(rule, homes.adults.astype(np.int64), homes.children.astype(np.int64))


def thirds_of(scenario: Scenario, members: Members, *, start: int) -> tuple[Third, ...]:
    """Each third party with the households of a chunk that ask it, the same in all draws."""
    homes = members.households
    return tuple(
        Third(
            source=source,
            takers=takers(
                source,
                seed=scenario.seed,
                start=start,
                children=homes.children.astype(np.int64),
                unit_income_cents=homes.income_cents.astype(np.int64)
                * _TENTHS
                // homes.unit_tenths,
            ),
        )
        for source in third_parties(scenario)
    )


def terms_of(
    scenario: Scenario,
    members: Members,
    *,
    start: int,
    behaviours: Sequence[Behaviour] = (),
) -> tuple[Terms, ...]:
    """The versions of a chunk of seats, earliest first.

    With `behaviours`, one a draw, what depends on behaviour is [draws × seats].
    """
    thirds = thirds_of(scenario, members, start=start)
    worlds = [replace(scenario, behaviour=each) for each in behaviours] or [scenario]
    return tuple(_version(worlds, members, month, thirds=thirds) for month in versions(scenario))


def _version(
    worlds: Sequence[Scenario], members: Members, month: int, *, thirds: tuple[Third, ...]
) -> Terms:
    allocation = allocation_cents(worlds[0], members, month)
    due = _by_world([chosen_cents(members, world, month) for world in worlds])
    wallet = worlds[0].in_force(RuleKind.WALLET, month)
    assert wallet is None or isinstance(wallet, WalletRule), "a rule of its kind"
    asked = [(world, due if due.ndim == 1 else due[index]) for index, world in enumerate(worlds)]
    third_cents = np.zeros((len(thirds), *due.shape), dtype=np.int64)
    for index, third in enumerate(thirds):
        third_cents[index] = per_household_cents(
            third.source, contribution_cents=due, takers=third.takers, month=month
        )
    return Terms(
        from_month=month,
        contribution_cents=due,
        allocation_cents=allocation,
        exits=_exits(asked, members, allocation, after_cut=False),
        exits_after_cut=_after_cut(asked, members, allocation),
        wallet=wallet,
        third_cents=third_cents,
    )


def _after_cut(
    asked: Sequence[tuple[Scenario, Whole]], members: Members, allocation: Whole
) -> Exits | None:
    if asked[0][0].overdraft or not any(each.behaviour.exit_after_cut for each, _ in asked):
        return None
    return _exits(asked, members, allocation, after_cut=True)


def _exits(
    asked: Sequence[tuple[Scenario, Whole]],
    members: Members,
    allocation: Whole,
    *,
    after_cut: bool,
) -> Exits:
    def found(*, is_new: bool) -> Whole:
        return _by_world(
            [
                exit_thresholds(
                    members,
                    world,
                    contribution_cents=due,
                    allocation_cents=allocation,
                    is_new=is_new,
                    after_cut=after_cut,
                )
                for world, due in asked
            ]
        )

    by_age = any(world.behaviour.exit_in_first_months for world, _ in asked)
    return Exits(settled=found(is_new=False), recent=found(is_new=True) if by_age else None)


def _by_world(rows: Sequence[Whole]) -> Whole:
    return rows[0] if len(rows) == 1 else np.stack(rows)
