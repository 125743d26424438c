"""Rules of the worked tables of docs/algorithms, and one sound example of each kind."""

from ecot.rules.accreditation import AccreditationRule, Coverage, Criterion
from ecot.rules.allocation import AllocationRule
from ecot.rules.contribution import ContributionRule, Mode
from ecot.rules.gift import GiftRule, ReceiptPolicy
from ecot.rules.payment import PaymentRule
from ecot.rules.reimbursement import ReimbursementRule, Rhythm
from ecot.rules.relief import FirmLaw, HouseholdLaw, WealthLaw
from ecot.rules.reserve import ReserveRule, Shortage
from ecot.rules.scale import Scale, ScaleBase
from ecot.rules.wallet import WalletRule


def steps(base, adult, child, **others):
    """An allocation rule in euros."""
    return AllocationRule(
        base_cents=base * 100,
        extra_adult_cents=adult * 100,
        extra_child_cents=child * 100,
        child_age_max=17,
        **others,
    )


def scale(knots, rates_bp, jumps=None, **others):
    """A scale with knots and jumps in euros."""
    settings = {
        "floor_cents": 0,
        "ceiling_cents": None,
        "step_cents": 1,
        "base": ScaleBase.HOUSEHOLD,
    }
    return Scale(
        knots_cents=tuple(knot * 100 for knot in knots),
        rates_bp=tuple(rates_bp),
        jumps_cents=tuple(jump * 100 for jump in jumps or [0] * len(knots)),
        **{**settings, **others},
    )


M23 = steps(100, 100, 0)
M25 = steps(120, 40, 40)
LYON = steps(150, 75, 45)
GRENOBLE = steps(100, 50, 50, cap_cents=200_00)

SHARE_OF_INCOME = scale([0], [250], floor_cents=10_00)
BRACKETS = scale([0, 500, 1_200, 2_500], [0, 100, 250, 400])
FIXED_STEPS = scale([0, 400, 600, 800], [0, 0, 0, 0], [30, 10, 10, 10])
FIVE_BY_FIVE = scale([0], [250], step_cents=5_00, ceiling_cents=100_00)

THREE_RATES = AccreditationRule(
    coverage=Coverage.BY_CATEGORY,
    rates_bp={"vegetables": 10_000, "cheese": 7_000, "bread": 7_000, "wine": 3_000},
)
GRID = AccreditationRule(
    coverage=Coverage.ALL_OR_NOTHING,
    rates_bp={},
    criteria=(
        Criterion("offer", "une offre locale", 40, required=True),
        Criterion("profit", "une lucrativité limitée", 30, required=False),
        Criterion("margins", "des marges transparentes", 30, required=False),
    ),
    threshold=70,
)
TILL = PaymentRule(
    code_from_cents=60_00, ceiling_per_payment_cents=150_00, ceiling_per_day_cents=200_00
)
LAW = HouseholdLaw(rate_bp=6_600, income_share_bp=2_000)
WEALTH = WealthLaw(rate_bp=7_500, reduction_max_cents=50_000_00)
FIRM = FirmLaw(
    rate_bp=6_000,
    beyond_rate_bp=4_000,
    beyond_cents=2_000_000_00,
    cap_floor_cents=20_000_00,
    turnover_share_bp=50,
)
SOUND = (
    M23,
    M25,
    GRENOBLE,
    steps(100, 50, 30, prorata_entry_month=True, months_tolerated=0, day_of_month=5),
    SHARE_OF_INCOME,
    BRACKETS,
    FIXED_STEPS,
    ContributionRule(mode=Mode.FREE, minimum_cents=1_00),
    ContributionRule(
        mode=Mode.FREE,
        minimum_cents=10_00,
        minimum_extra_cents=5_00,
        step_cents=5_00,
        ceiling_cents=100_00,
        scale=BRACKETS,
        food_share_max_bp=5_000,
    ),
    ContributionRule(mode=Mode.SCALE, minimum_cents=0, scale=SHARE_OF_INCOME),
    ContributionRule(mode=Mode.NONE, minimum_cents=0),
    WalletRule(carry_over_months=2, transfers_allowed=False),
    WalletRule(carry_over_months=1, transfers_allowed=True),
    WalletRule(carry_over_months=0, transfers_allowed=False),
    WalletRule(carry_over_months=None, transfers_allowed=False),
    THREE_RATES,
    GRID,
    TILL,
    PaymentRule(
        code_from_cents=0,
        ceiling_per_payment_cents=50_00,
        ceiling_per_day_cents=50_00,
        offline_per_wallet_cents=20_00,
        offline_per_till_cents=200_00,
        offline_hours=12,
    ),
    ReimbursementRule(rhythm=Rhythm.WEEKLY, minimum_cents=10_00, delay_days=1, fee_bp=200),
    ReimbursementRule(rhythm=Rhythm.MONTHLY, minimum_cents=0, delay_days=10, fee_bp=0),
    ReserveRule(cover_bp=10_000, safety_months=0, shortage=Shortage.HOLD),
    ReserveRule(cover_bp=11_000, safety_months=2, shortage=Shortage.CUT, cut_bp=8_000),
    ReserveRule(cover_bp=12_000, safety_months=1, shortage=Shortage.FREEZE),
    GiftRule(policy=ReceiptPolicy.NONE),
    GiftRule(policy=ReceiptPolicy.STRICT, minimum_cents=10_00),
    GiftRule(policy=ReceiptPolicy.SPLIT, ruling_reference="R-1", ruled_on="2026-03-01"),
    GiftRule(policy=ReceiptPolicy.SEPARATE),
)
