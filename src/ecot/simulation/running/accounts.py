"""The caisse of a chunk of draws: outside money drawn, rules by month, what it costs to run.

`pieces` and `run` call it. Sources that follow the caisse's own month are asked month by month.
"""

from __future__ import annotations

import numpy as np

from ecot.rules.kinds import RuleKind
from ecot.rules.reimbursement import ReimbursementRule
from ecot.rules.reserve import ReserveRule
from ecot.simulation.funding.followers import Followers
from ecot.simulation.funding.receipts import Receipts
from ecot.simulation.month.caisse import Accounts, Living, Outside
from ecot.simulation.month.inputs import Whole
from ecot.simulation.running.growing import grown, years_since
from ecot.simulation.scenario.scenario import Scenario


def accounts_of(scenario: Scenario, drawn: Receipts) -> Accounts:
    """All that the caisse needs besides its households, for the draws of `drawn`."""
    follows = drawn.top_ups() or drawn.following()
    return Accounts(
        opening=scenario.opening,
        delays=scenario.delays,
        arrears_bp=scenario.behaviour.arrears_bp,
        reimbursement=[_reimbursement(scenario, month) for month in range(scenario.months)],
        reserve=[reserve_rule(scenario, month) for month in range(scenario.months)],
        outside=_outside(drawn),
        living=living_of(scenario),
        followers=Followers(drawn, scenario) if follows else None,
    )


def reserve_rule(scenario: Scenario, month: int) -> ReserveRule | None:
    """The reserve rule that answers a shortage; none where the scenario lets cash go below zero."""
    if scenario.overdraft:
        return None
    rule = scenario.in_force(RuleKind.RESERVE, month)
    assert rule is None or isinstance(rule, ReserveRule), "a rule of its kind"
    return rule


def living_of(scenario: Scenario) -> Living:
    """What running the caisse costs by month: wages move it each January, one-offs as they are."""
    costs, economy = scenario.costs, scenario.economy
    years = [years_since(scenario, month=month) for month in range(scenario.months)]

    def indexed(amount: int) -> Whole:
        return np.array([grown(amount, economy.wage_bp, each) for each in years], dtype=np.int64)

    fixed = indexed(costs.fixed_month_cents)
    for month, cents in costs.one_off:
        if 0 <= month < scenario.months:
            fixed[month] += cents
    return Living(
        fixed_cents=fixed,
        household_cents=indexed(costs.household_month_cents),
        transaction_cents=indexed(costs.transaction_cents),
        basket_cents=costs.basket_cents,
        interest_bp=economy.interest_bp,
        overdraft_bp=economy.overdraft_bp,
    )


def _reimbursement(scenario: Scenario, month: int) -> ReimbursementRule | None:
    rule = scenario.in_force(RuleKind.REIMBURSEMENT, month)
    assert rule is None or isinstance(rule, ReimbursementRule), "a rule of its kind"
    return rule


def _outside(drawn: Receipts) -> Outside:
    return Outside(
        received_cents=drawn.cents,
        costs_cents=drawn.costs_cents,
        lent_cents=drawn.lent_cents,
        repaid_cents=drawn.repaid_cents,
        is_restricted=np.array([not each.may_back_food for each in drawn.sources], dtype=np.bool_),
    )
