"""A source of money from outside the households: who pays, by which law of amount, with what risk.

`funding` turns each into euros by month and draw (MODEL §8). A law status is shown, never drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class PayerClass(StrEnum):
    """Whose money it is, for the public / private / citizen split."""

    PUBLIC = "public"
    PRIVATE = "private"
    CITIZEN = "citizen"

    @property
    def label(self) -> str:
        """Whose money it is, in French."""
        return _PAYER_LABELS[self]


_PAYER_LABELS: Mapping[PayerClass, str] = {
    PayerClass.PUBLIC: "argent public",
    PayerClass.PRIVATE: "argent privé",
    PayerClass.CITIZEN: "membres et habitants",
}


class AmountLaw(StrEnum):
    """How the amount comes about; `funding/amounts/` has one function per law."""

    FIXED = "fixed"
    GRANT = "grant"
    GIFTS = "gifts"
    PATRONAGE = "patronage"
    TOP_UP = "top_up"
    EMPLOYERS = "employers"
    MICRO_GIFTS = "micro_gifts"
    LEVY = "levy"
    PER_HOUSEHOLD = "per_household"
    FLOAT = "float"
    LOAN = "loan"
    SHOPS_FEE = "shops_fee"
    MEMBERS = "members"
    """Moves what members give beyond their due; the amount comes from the households."""
    IN_KIND = "in_kind"
    """Worth something, but no euro comes in: lent staff, goods, credit that lapses."""


class LawStatus(StrEnum):
    """What the law says today, as in `reference/funding_mechanisms.yaml`."""

    IN_FORCE = "in_force"
    NEEDS_RULING = "needs_ruling"
    TOLERANCE = "tolerance"
    NEEDS_LAW = "needs_law"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """What the law says, in French."""
        return _LAW_LABELS[self]

    @property
    def is_settled(self) -> bool:
        """Whether it may be done today without asking anybody."""
        return self is LawStatus.IN_FORCE


_LAW_LABELS: Mapping[LawStatus, str] = {
    LawStatus.IN_FORCE: "permis aujourd'hui",
    LawStatus.NEEDS_RULING: "demande une réponse écrite de l'administration",
    LawStatus.TOLERANCE: "toléré",
    LawStatus.NEEDS_LAW: "demande une loi",
    LawStatus.UNKNOWN: "droit non éclairci",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One payer under one mechanism, in one scenario.

    `amounts` holds what its law of amount needs, by parameter name with its unit last (`month_cents`,
    `donors_count`, `renew_bp`, …; funding/catalogue.py lists them with their bounds).
    """

    id: str
    label: str
    payer: PayerClass
    law: AmountLaw
    mechanism: str | None = None
    """Id in `reference/funding_mechanisms.yaml`; none for a source of one's own."""
    law_status: LawStatus = LawStatus.IN_FORCE
    amounts: Mapping[str, int] = field(default_factory=dict)
    later: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Values of `amounts` that change with the law: (month of the scenario, value), earliest first."""
    from_month: int = 0
    until_month: int | None = None
    obtain_bp: int = 10_000
    """p_get: chance to be obtained at all."""
    renew_bp: int = 10_000
    """p_renew: chance to be renewed at each anniversary."""
    lag_months: int = 0
    group: str = ""
    """Correlation group: its sources share one factor a year."""
    correlation_bp: int = 5_000
    """ρ of the group."""
    cost_bp: int = 0
    """Cost of raising it, part of what is received."""
    may_back_food: bool = True
    """An earmark that may not back food credit is restricted money (MODEL §8.3)."""

    def amount(self, name: str, month: int) -> int:
        """The value of one amount in force in a month of the scenario."""
        index = bisect_right([since for since, _ in self.later.get(name, ())], month)
        return self.later[name][index - 1][1] if index else self.amounts[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A mechanism switched on by its id, with what the scenario says of it.

    `values` replace or complete the dated parameters of the reference; a parameter that the reference
    leaves unknown must be given here, and is then printed as an assumption.
    """

    mechanism: str
    from_month: int = 0
    until_month: int | None = None
    values: Mapping[str, int] = field(default_factory=dict)
