"""The rules that an allocation applies: those in force on the first day of its month. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecot.rulebook.reading import NO_RULE_IN_FORCE, all_in_force
from ecot.rules.allocation import AllocationRule
from ecot.rules.kinds import RuleKind
from ecot.rules.reserve import ReserveRule
from ecot.rules.wallet import WalletRule
from ecot.values.month import Month
from ecot.values.refusal import refuse

KINDS = (RuleKind.ALLOCATION, RuleKind.WALLET, RuleKind.RESERVE)


@dataclass(frozen=True, slots=True)
class MonthRules:
    """The three rules of a month's allocation and the numbers of their versions."""

    allocation: AllocationRule
    wallet: WalletRule
    reserve: ReserveRule
    versions: Mapping[str, int]

    def named(self, *kinds: RuleKind) -> dict[str, int]:
        """The versions of these kinds, as an entry names them."""
        return {kind.value: self.versions[kind.value] for kind in kinds}


def rules_of(month: Month) -> MonthRules:
    """The rules in force when the month begins, in one query. Refuses NO_RULE_IN_FORCE."""
    found = all_in_force(month.first_day, KINDS)
    for kind in KINDS:
        if kind not in found:
            raise refuse(NO_RULE_IN_FORCE, kind=kind.value, on=month.first_day.isoformat())
    allocation = found[RuleKind.ALLOCATION].parameters
    wallet = found[RuleKind.WALLET].parameters
    reserve = found[RuleKind.RESERVE].parameters
    assert isinstance(allocation, AllocationRule)
    assert isinstance(wallet, WalletRule)
    assert isinstance(reserve, ReserveRule)
    return MonthRules(
        allocation,
        wallet,
        reserve,
        {kind.value: rule.version_id for kind, rule in found.items()},
    )
