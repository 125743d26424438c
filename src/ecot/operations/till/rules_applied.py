"""The rules that a till applies on a day, and the amounts by rate that they allow. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ecot.records.asking import ask
from ecot.rulebook.reading import EVERY_VERSION, NO_RULE_IN_FORCE, InForce, chosen
from ecot.rules.accreditation import AccreditationRule, rate_for, rates
from ecot.rules.kinds import RuleKind
from ecot.rules.payment import RATE_UNKNOWN, PaymentRule
from ecot.values.refusal import refuse

Amounts = int | tuple[tuple[int, int], ...]
"""One price in cents, or one per coverage rate: pairs (rate in basis points, cents)."""

KINDS = (RuleKind.PAYMENT, RuleKind.ACCREDITATION)


@dataclass(frozen=True, slots=True)
class TillRules:
    """The two rules of a payment and the numbers of their versions."""

    payment: PaymentRule
    accreditation: AccreditationRule
    versions: Mapping[str, int]

    @property
    def sentence(self) -> str:
        """What the receipt says of the rules: coverage, then payment."""
        return f"{self.accreditation.sentence()} {self.payment.sentence()}"


def till_rules(on: date) -> TillRules:
    """The rules in force on a day, in one query. Refuses NO_RULE_IN_FORCE."""
    return of_the_day(ask(EVERY_VERSION) or (), on)


def of_the_day(versions: Iterable[InForce], on: date) -> TillRules:
    """The rules in force on a day, among all versions. Refuses NO_RULE_IN_FORCE."""
    found = chosen(versions, on, KINDS)
    for kind in KINDS:
        if kind not in found:
            raise refuse(NO_RULE_IN_FORCE, kind=kind.value, on=on.isoformat())
    payment = found[RuleKind.PAYMENT].parameters
    accreditation = found[RuleKind.ACCREDITATION].parameters
    assert isinstance(payment, PaymentRule)
    assert isinstance(accreditation, AccreditationRule)
    numbers = {kind.value: rule.version_id for kind, rule in found.items()}
    return TillRules(payment, accreditation, numbers)


def by_rate(
    rule: AccreditationRule, amounts: Amounts, category: str
) -> tuple[tuple[int, int], ...]:
    """The amounts with their rates: a single price takes that of the shop's category.

    Refuses RATE_UNKNOWN for a rate that the rule does not have.
    """
    if isinstance(amounts, int):
        return ((rate_for(rule, category), amounts),)
    known = rates(rule)
    if any(rate not in known for rate, _ in amounts):
        raise refuse(RATE_UNKNOWN)
    return amounts
