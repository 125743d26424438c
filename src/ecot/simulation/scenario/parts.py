"""The parts of a scenario: who comes, how people behave, what it costs, with which shops.

Amounts are cents, rates basis points, months counted from 0; the only floats are the shapes of laws
that draw inputs (MODEL §7). Defaults are Montpellier's, marked F (fact) or A (assumed) in MODEL §1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Attendance(StrEnum):
    """How the households of a territory become members."""

    COMPOSITION = "composition"
    """Drawn so that the published share of poor participants holds."""
    VOLUNTARY = "voluntary"
    """Offered to all, joined by the take-up law."""
    COMPULSORY = "compulsory"
    """Everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Which territory, which year of incomes, and who of it comes.

    `poor_share_bp`: part of participants below the poverty line, unknown: the territory's own.
    `income_growth_bp`: uprating from the year of the data to the scenario's start.
    """

    territory: str = "montpellier"
    area: str = "commune"
    vintage: int = 2021
    poor_share_bp: int | None = None
    attendance: Attendance = Attendance.COMPOSITION
    income_growth_bp: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How many households have a seat: (month, households) points, linear between, flat after.

    `refill`: a seat that was left is taken the same month from the waiting list, by a household of
    the same profile (the draw keeps the strata).
    """

    households: tuple[tuple[int, int], ...] = ((0, 400),)
    refill: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUp:
    """Who joins when it is free to join (MODEL §7.1): a logit on gain, poverty and solidarity."""

    rate_bp: int | None = 2_000
    """Take-up that fits θ₀; unknown: `level` is used as it is."""
    level: float = 0.0
    gain: float = 2.0
    poor: float = 0.0
    solidarity: float = 1.0
    correlation: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeChoice:
    """The law of a contribution chosen freely (MODEL §7.2), fitted on members."""

    level: float = 3.584
    """α: log of the euros chosen for a consumption unit at the territory's median income for one."""
    slope: float = 2.34
    spread: float = 0.715
    follow_bp: int = 0
    """Part of households that follow the suggestion exactly."""
    minimum_bp: int = 0
    """Part of households that pay the minimum."""
    response_bp: int = 5_000
    """λ: how far a choice follows a new guidance."""
    most_cents: int = 250_00
    """Nobody gives more for a consumption unit, whatever the rule allows: the highest amount quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """What people do, month after month."""

    take_up: TakeUp = field(default_factory=TakeUp)
    free_choice: FreeChoice = field(default_factory=FreeChoice)
    credit_value_bp: int = 9_000
    """v: what one euro of food credit is worth to its holder."""
    feasible_bp: int = 10_000
    """q: part of a household's food that the network can sell."""
    exit_bp: int = 200
    """Households that leave, a month, when nothing weighs on them."""
    exit_by_burden: float = 0.0
    exit_in_first_months: float = 0.0
    exit_after_cut: float = 0.0
    unpaid_bp: int = 200
    unpaid_weight: int = 100
    """Weight of the Beta law of the unpaid rate of a draw, in households; 0: the rate is certain."""
    arrears_bp: int = 5_000
    """Part of what was not paid that comes the month after."""
    spend_bp: int = 9_200
    """Mean part of a wallet that is spent in a month."""
    spend_low_bp: int = 6_000
    """b₁: what one spends in a slow month; the others spend all."""
    first_month_bp: int = 5_000
    """Part of the wallet that is spent in one's first month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shops:
    """A type of shop: its part of the spending, and what stays on the territory (MODEL §12, LM3)."""

    name: str
    share_bp: int
    local_bp: int
    suppliers_local_bp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What running the caisse costs (MODEL §10)."""

    fixed_month_cents: int = 7_500_00
    household_month_cents: int = 2_00
    transaction_cents: int = 0
    basket_cents: int = 26_67
    file_cents: int = 0
    """Work on one grant file, paid each year that it is open."""
    audit_year_cents: int = 0
    """Statutory auditor, in a year whose public grants or relieved gifts pass 153 000 EUR."""
    one_off: tuple[tuple[int, int], ...] = ()
    """(month, cents) of launches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Economy:
    """Yearly movements, applied in January."""

    food_price_bp: int = 140
    wage_bp: int = 0
    interest_bp: int = 0
    overdraft_bp: int = 0
    index_allocation: bool = False
    """Allocations follow food prices, on the rule's amounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Where the two books stand before month 0."""

    cash_cents: int = 60_000_00
    restricted_cents: int = 0
    wallet_cents: int = 0
    """In wallets, spread equally over the households present."""
    owed_to_shops_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """Months between a right and its money."""

    collect_months: int = 0
    reimburse_months: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: `goal` as written ("p_deficit_36 <= 0.05"), and the lever that may move."""

    goal: str
    lever: str
