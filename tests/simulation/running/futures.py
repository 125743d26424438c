"""Small futures for runs: a caisse of some dozens of households, every part of it in use."""

from dataclasses import replace

from ecot.rules.allocation import AllocationRule
from ecot.rules.contribution import ContributionRule, Mode
from ecot.rules.kinds import RuleKind
from ecot.rules.reimbursement import ReimbursementRule, Rhythm
from ecot.rules.reserve import ReserveRule, Shortage
from ecot.rules.scale import Scale, ScaleBase
from ecot.rules.wallet import WalletRule
from ecot.simulation.scenario.parts import Costs, Growth, Opening, Population
from ecot.simulation.scenario.scenario import DatedRule, Scenario
from ecot.simulation.scenario.sources import AmountLaw, PayerClass, Source
from ecot.values.month import Month

STEPS = AllocationRule(
    base_cents=120_00, extra_adult_cents=40_00, extra_child_cents=40_00, child_age_max=17
)
FREE = ContributionRule(mode=Mode.FREE, minimum_cents=1_00)
CUT = ReserveRule(cover_bp=10_000, safety_months=0, shortage=Shortage.CUT, cut_bp=7_000)

CITY = Source(
    id="ville",
    label="Ville",
    payer=PayerClass.PUBLIC,
    law=AmountLaw.FIXED,
    amounts={"month_cents": 3_000_00},
    renew_bp=9_200,
    group="municipal",
)
FAMILY_FUND = Source(
    id="caf",
    label="CAF",
    payer=PayerClass.PUBLIC,
    law=AmountLaw.TOP_UP,
    amounts={
        "target_cents": 90_00,
        "ceiling_cents": 1_500_00,
        "take_up_bp": 5_000,
        "envelope_year_cents": 2_000_00,
    },
)
BANK = Source(
    id="placement",
    label="Placement",
    payer=PayerClass.PRIVATE,
    law=AmountLaw.FLOAT,
    amounts={"rate_bp": 200},
)


def scale(rate_bp):
    """A share of the income of the household."""
    return ContributionRule(
        mode=Mode.SCALE,
        minimum_cents=1_00,
        scale=Scale(
            knots_cents=(0,),
            rates_bp=(rate_bp,),
            jumps_cents=(0,),
            floor_cents=0,
            ceiling_cents=None,
            step_cents=1,
            base=ScaleBase.HOUSEHOLD,
        ),
    )


def dated(*versions):
    return tuple(DatedRule(from_month=month, parameters=rule) for month, rule in versions)


def future(*, allocation=STEPS, contribution=FREE, **changed):
    rules = {
        RuleKind.ALLOCATION: dated((0, allocation)),
        RuleKind.CONTRIBUTION: dated((0, contribution)),
        RuleKind.WALLET: dated((0, WalletRule(carry_over_months=2, transfers_allowed=False))),
        RuleKind.REIMBURSEMENT: dated(
            (
                0,
                ReimbursementRule(
                    rhythm=Rhythm.MONTHLY, minimum_cents=0, delay_days=15, fee_bp=100
                ),
            )
        ),
        RuleKind.RESERVE: dated((0, CUT)),
    }
    made = Scenario(
        slug="essai",
        name="Essai",
        start=Month(2026, 10),
        months=8,
        draws=6,
        rules=rules,
        population=Population(poor_share_bp=4_800),
        growth=Growth(households=((0, 40), (6, 61))),
        sources=(CITY, FAMILY_FUND, BANK),
        costs=Costs(fixed_month_cents=500_00, transaction_cents=5),
        opening=Opening(
            cash_cents=8_000_00,
            restricted_cents=1_000_00,
            wallet_cents=123_45,
            owed_to_shops_cents=900_00,
        ),
    )
    return replace(made, **changed)
