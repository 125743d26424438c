"""The relief of a population by the figures in force: docs/algorithms/tax-relief.md."""

from __future__ import annotations

import numpy as np
import pytest

from ecot.rules.gift import GiftRule, ReceiptPolicy, Tolerance
from ecot.rules.relief import Reliefs, firm_relief
from ecot.simulation.funding.relief import (
    HouseholdYears,
    aid_law,
    exempted_charges_cents,
    firm_law,
    household_law,
    legal_status,
    lost_share,
    relief_assumptions,
    relief_of_households,
    state_cost_cents,
    state_share_most_bp,
    taxable_income_year_cents,
    tolerance,
    wealth_law,
    who_pays,
)
from ecot.simulation.funding.rights import Cents
from ecot.simulation.scenario.sources import AmountLaw, LawStatus
from ecot.simulation.scenario.status import Status
from ecot.values.month import Month
from tests.simulation.funding.written import source

NOW = Month(2026, 6)
SPLIT = GiftRule(policy=ReceiptPolicy.SPLIT)
RULED = GiftRule(policy=ReceiptPolicy.SPLIT, ruling_reference="R-1", ruled_on="2026-03-01")


def cents(*values: int) -> Cents:
    return np.array(values, dtype=np.int64)


def reliefs(rule: GiftRule) -> Reliefs:
    """The four households of the page, who pay 150 and receive 100 a month."""
    taxable, due = (30_000_00, 30_000_00, 14_000_00, 2_000_00), (1_500_00, 100_00, 0, 1_500_00)
    years = HouseholdYears(
        paid_cents=cents(*[1_800_00] * 4),
        received_cents=cents(*[1_200_00] * 4),
        taxable_income_cents=cents(*taxable),
        tax_due_cents=cents(*due),
    )
    return relief_of_households(rule, NOW, years)


def test_the_households_of_the_page() -> None:
    """M-03, F-14, A19: 396.00 back of 150 against 100; nothing where no tax is due."""
    found = reliefs(SPLIT)
    assert found.reduction_cents.tolist() == [396_00, 396_00, 396_00, 264_00]
    assert found.used_cents.tolist() == [396_00, 100_00, 0, 264_00]
    assert found.unused_cents.tolist() == [0, 296_00, 396_00, 0]
    assert found.carried_cents.tolist() == [0, 0, 0, 200_00]


@pytest.mark.parametrize(
    "policy", [ReceiptPolicy.NONE, ReceiptPolicy.STRICT, ReceiptPolicy.SEPARATE]
)
def test_other_policies_give_nothing_for_a_contribution(policy: ReceiptPolicy) -> None:
    assert reliefs(GiftRule(policy=policy)).used_cents.tolist() == [0, 0, 0, 0]


def test_what_is_lost_for_want_of_tax() -> None:
    found = reliefs(SPLIT)
    assert lost_share(found, np.array([1.0, 1, 1, 0])) == pytest.approx(692 / 1_188)
    assert lost_share(reliefs(GiftRule(policy=ReceiptPolicy.NONE)), np.ones(4)) is None


def test_the_figures_in_force_are_those_of_the_reference() -> None:
    law = household_law(NOW)
    assert (law.rate_bp, law.income_share_bp) == (6_600, 2_000)
    assert (aid_law(NOW).rate_bp, aid_law(NOW).ceiling_cents) == (7_500, 2_000_00)
    assert aid_law(Month(2024, 6)).ceiling_cents == 1_000_00
    assert (wealth_law(NOW).rate_bp, wealth_law(NOW).reduction_max_cents) == (7_500, 50_000_00)
    assert tolerance(Month(2025, 12)) == Tolerance(share_bp=2_500, year_cents=73_00)


def test_a_tolerance_that_is_not_known_neglects_nothing_and_says_so() -> None:
    assert tolerance(Month(2026, 1)) == Tolerance(share_bp=2_500, year_cents=0)
    strict = GiftRule(policy=ReceiptPolicy.STRICT)
    said = {each.key: each.status for each in relief_assumptions(strict, NOW)}
    assert said["gift.tolerance_year_cents"] is Status.UNKNOWN
    before = {each.key: each.status for each in relief_assumptions(strict, Month(2025, 12))}
    assert before["gift.tolerance_year_cents"] is Status.FACT


def test_without_a_ruling_every_relief_is_said_to_need_one() -> None:
    assert legal_status(SPLIT) is LawStatus.NEEDS_RULING
    assert legal_status(RULED) is LawStatus.IN_FORCE
    first, again = relief_assumptions(SPLIT, NOW)[0], relief_assumptions(RULED, NOW)[0]
    assert (first.key, first.status) == ("gift.ruling", Status.UNKNOWN)
    assert (again.status, again.source) == (Status.FACT, "R-1")


def test_a_small_firm_gives_up_to_the_floor() -> None:
    """A20: turnover of 500 000, gift 25 000: 12 000 back, 5 000 carried. M-05: 4 M is where 0.5 % passes."""
    found = firm_relief(
        firm_law(NOW), gift_cents=25_000_00, turnover_cents=500_000_00, tax_due_cents=10**8
    )
    assert (found.used_cents, found.carried_cents) == (12_000_00, 5_000_00)
    for turnover, carried in ((4_000_000_00, 5_000_00), (4_000_200_00, 4_999_00)):
        again = firm_relief(
            firm_law(NOW), gift_cents=25_000_00, turnover_cents=turnover, tax_due_cents=10**8
        )
        assert again.carried_cents == carried


def test_the_three_bars_are_the_whole() -> None:
    bars = who_pays(paid_cents=1_800_00, relief_used_cents=396_00, fee_cents=36_00)
    assert (bars.net_cents, bars.state_cents, bars.fee_cents) == (1_404_00, 396_00, 36_00)
    assert bars.gross_cents == 1_836_00


def test_the_state_bears_relief_used_and_charges_exempted() -> None:
    vouchers = source("cse", AmountLaw.EMPLOYERS, mechanism="cse_bons")
    plain = source("v", AmountLaw.FIXED)
    assert exempted_charges_cents(vouchers, 1_000_00, NOW) == 440_00
    assert exempted_charges_cents(plain, 1_000_00, NOW) == 0
    assert state_cost_cents(relief_used_cents=496_00, exempted_cents=440_00) == 936_00


@pytest.mark.parametrize(
    ("mechanism", "most_bp"),
    [
        ("don_ir_66", 6_600),
        ("don_ir_75_coluche", 7_500),
        ("mecenat_60", 6_000),
        ("legs", 0),
        ("crowdfunding", 0),
        ("subvention_locale", 0),
        (None, 0),
    ],
)
def test_the_most_that_the_state_may_bear_of_a_gift(mechanism: str | None, most_bp: int) -> None:
    assert state_share_most_bp(source("s", AmountLaw.GIFTS, mechanism=mechanism)) == most_bp


def test_taxable_income_is_supposed_from_what_a_household_has() -> None:
    found = taxable_income_year_cents(cents(2_000_00), cents(900_00))
    assert found.tolist() == [24_900_00]
