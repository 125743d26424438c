"""The kinds of rules that a committee votes, and the class of parameters of each.

The rulebook stores a version under its kind; the founding act, the proposals and the checks read
it back through `PARAMETERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ecot.rules.accreditation import AccreditationRule
from ecot.rules.allocation import AllocationRule
from ecot.rules.contribution import ContributionRule
from ecot.rules.gift import GiftRule
from ecot.rules.parameters import Parameters
from ecot.rules.payment import PaymentRule
from ecot.rules.reimbursement import ReimbursementRule
from ecot.rules.reserve import ReserveRule
from ecot.rules.wallet import WalletRule

__all__ = ["PARAMETERS", "Parameters", "RuleKind"]


class RuleKind(StrEnum):
    """What a rule is about."""

    CONTRIBUTION = "contribution"
    ALLOCATION = "allocation"
    WALLET = "wallet"
    ACCREDITATION = "accreditation"
    PAYMENT = "payment"
    REIMBURSEMENT = "reimbursement"
    RESERVE = "reserve"
    GIFT = "gift"

    @property
    def label(self) -> str:
        """The name of the kind in French."""
        return _LABELS[self]


_LABELS: Mapping[RuleKind, str] = {
    RuleKind.CONTRIBUTION: "Cotisation",
    RuleKind.ALLOCATION: "Allocation",
    RuleKind.WALLET: "MonA non dépensés",
    RuleKind.ACCREDITATION: "Agrément des commerces",
    RuleKind.PAYMENT: "Paiement",
    RuleKind.REIMBURSEMENT: "Remboursement des commerces",
    RuleKind.RESERVE: "Réserve",
    RuleKind.GIFT: "Reçus fiscaux",
}

PARAMETERS: Mapping[RuleKind, type[Parameters]] = {
    RuleKind.CONTRIBUTION: ContributionRule,
    RuleKind.ALLOCATION: AllocationRule,
    RuleKind.WALLET: WalletRule,
    RuleKind.ACCREDITATION: AccreditationRule,
    RuleKind.PAYMENT: PaymentRule,
    RuleKind.REIMBURSEMENT: ReimbursementRule,
    RuleKind.RESERVE: ReserveRule,
    RuleKind.GIFT: GiftRule,
}
