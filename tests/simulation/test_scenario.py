"""The rule in force in a month of a scenario is the last that took effect."""

from ecot.rules.kinds import RuleKind
from ecot.rules.wallet import WalletRule
from ecot.simulation.scenario.scenario import DatedRule, Scenario
from ecot.values.month import Month


def wallet(months: int) -> WalletRule:
    return WalletRule(carry_over_months=months, transfers_allowed=False)


def test_the_rule_of_a_month_is_the_last_that_took_effect() -> None:
    versions = (
        DatedRule(from_month=0, parameters=wallet(2)),
        DatedRule(from_month=6, parameters=wallet(1)),
    )
    scenario = Scenario(slug="a", name="A", start=Month(2026, 1), rules={RuleKind.WALLET: versions})
    in_force = [scenario.in_force(RuleKind.WALLET, month) for month in (0, 5, 6, 59)]
    assert in_force == [wallet(2), wallet(2), wallet(1), wallet(1)]
    assert scenario.in_force(RuleKind.RESERVE, 0) is None
