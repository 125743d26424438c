"""Each law of amount gives the cents of docs/algorithms/funding-sources.md, month by month."""

from __future__ import annotations

import numpy as np
import pytest

from ecot.simulation.funding.amounts.loan import schedule
from ecot.simulation.funding.catalogue import sources_of
from ecot.simulation.funding.quantiles import binomial, negative_binomial
from ecot.simulation.scenario.parts import Costs
from ecot.simulation.scenario.sources import AmountLaw, LawStatus, PayerClass, Switch
from ecot.simulation.streams import normals, words
from tests.simulation.funding.written import future, received, source

DRAWS = 4_000


def months(*pairs: tuple[int, int], length: int = 36) -> list[int]:
    found = [0] * length
    for month, cents in pairs:
        found[month] = cents
    return found


def test_a_fixed_amount_comes_while_the_rights_last_and_after_the_delay() -> None:
    city = source(
        "ville",
        AmountLaw.FIXED,
        month_cents=100,
        once_cents=7,
        from_month=2,
        until_month=5,
        lag_months=3,
    )
    assert received(city).cents[0, :, 0].tolist() == months((5, 107), (6, 100), (7, 100))


def test_a_grant_comes_in_two_instalments() -> None:
    """41 700, 80/20, delay 6, term 12: 33 360 in month 6, 8 340 in month 18."""
    call = source("appel", AmountLaw.GRANT, year_cents=41_700_00, renew_bp=0, lag_months=6)
    assert received(call).cents[0, :, 0].tolist() == months((6, 33_360_00), (18, 8_340_00))


def test_a_grant_keeps_its_cuts_from_term_to_term() -> None:
    """Cut by exactly 10 % at each renewal: 1 000.01 → 900.01 (900.009) → 810.01 (810.009)."""
    grant = source(
        "ville",
        AmountLaw.GRANT,
        year_cents=1_000_01,
        advance_bp=10_000,
        cut_chance_bp=10_000,
        cut_low_bp=1_000,
        cut_high_bp=1_000,
    )
    found = received(grant).cents[0, :, 0].tolist()
    assert found == months((0, 1_000_01), (12, 900_01), (24, 810_01))


def test_cuts_lie_between_their_ends_and_come_as_often_as_said() -> None:
    grant = source(
        "ville",
        AmountLaw.GRANT,
        year_cents=10_000_00,
        advance_bp=10_000,
        cut_chance_bp=3_000,
        cut_low_bp=1_000,
        cut_high_bp=3_000,
    )
    second = received(grant, draws=DRAWS).cents[:, 12, 0]
    cut = second[second < 10_000_00]
    assert cut.min() >= 7_000_00
    assert cut.max() <= 9_000_00
    assert abs(len(cut) / DRAWS - 0.3) < 4 * (0.3 * 0.7 / DRAWS) ** 0.5
    assert abs(cut.mean() - 8_000_00) < 4 * 577_50 / len(cut) ** 0.5


def test_an_election_changes_the_chance_of_its_year() -> None:
    """Elections in month 14 (2027): renewal in month 12 never comes; without them it always does."""
    said = {"year_cents": 100, "advance_bp": 10_000, "election_renew_bp": 0}
    assert received(source("v", AmountLaw.GRANT, **said)).cents[0, 12, 0] == 100
    voted = source("v", AmountLaw.GRANT, election_month=14, **said)
    assert received(voted, draws=50).cents[:, 12:, 0].sum() == 0


def test_gifts_without_chance_follow_the_seasons() -> None:
    """Twelve loyal donors of 100 who all stay: 1 200 a year, 78.67 in January, 246.00 in December."""
    gifts = source(
        "dons",
        AmountLaw.GIFTS,
        payer=PayerClass.CITIZEN,
        new_donors_count=0,
        loyal_donors_count=12,
        gift_year_cents=100_00,
        gift_spread_bp=0,
        retention_loyal_bp=10_000,
    )
    found = received(gifts).cents[0, :, 0]
    assert found.reshape(3, 12).sum(axis=1).tolist() == [1_200_00] * 3
    assert (found[0], found[9], found[10], found[11]) == (78_67, 123_00, 123_00, 246_00)


def test_donors_come_stay_and_leave_as_published() -> None:
    """40 new a year; 19.4 % come back after one gift, 42.9 % after two: 40, 47.76, 51.09 donors."""
    gifts = source("dons", AmountLaw.GIFTS, new_donors_count=40, gift_year_cents=100_00)
    found = received(gifts, draws=DRAWS).cents[:, :, 0]
    yearly = found.reshape(DRAWS, 3, 12).sum(axis=2) / 100_00
    expected = [40, 40 * 1.194, 40 * (1 + 0.194 + 0.194 * 0.429)]
    error = 4 * yearly.std(axis=0) / DRAWS**0.5
    assert (abs(yearly.mean(axis=0) - expected) < error).all()


def test_gifts_cost_more_from_new_donors() -> None:
    """First year: all are new, 125 % of what they give; loyal ones alone: 20 %."""
    new = source("n", AmountLaw.GIFTS, new_donors_count=40, gift_year_cents=100_00, cost_bp=2_000)
    loyal = source(
        "f",
        AmountLaw.GIFTS,
        new_donors_count=0,
        loyal_donors_count=40,
        gift_year_cents=100_00,
        cost_bp=2_000,
    )
    for each, part in ((new, 1.25), (loyal, 0.2)):
        found = received(each, months=12)
        assert abs(int(found.costs_cents.sum()) - part * int(found.cents.sum())) <= 1


def test_a_foundation_ends_after_three_years() -> None:
    """Certain payers of exactly 10 000 a year, 8 % withheld: three sums of 9 200, 4 months late."""
    fund = source(
        "fondation",
        AmountLaw.PATRONAGE,
        payer=PayerClass.PRIVATE,
        year_cents=10_000_00,
        spread_bp=0,
        withheld_bp=800,
        lag_months=4,
        payers_count=2,
    )
    found = received(fund, months=60).cents[0, :, 0].tolist()
    assert found == months((4, 18_400_00), (16, 18_400_00), (28, 18_400_00), length=60)


def test_amounts_of_patrons_have_the_mean_that_was_asked() -> None:
    fund = source("f", AmountLaw.PATRONAGE, year_cents=10_000_00, spread_bp=5_000)
    first = received(fund, draws=DRAWS).cents[:, 0, 0]
    assert abs(first.mean() - 10_000_00) < 4 * first.std() / DRAWS**0.5
    assert abs(np.log(first).std() - 0.5) < 0.03


def test_employers_stay_under_the_cap_of_the_works_council() -> None:
    """2026: 200.25 a year; 10 firms × 20 employees who take 300 each: 40 050 a year, 3 337.50 a month."""
    switch = Switch(
        mechanism="cse_bons",
        values={
            "firms_count": 10,
            "adoption_bp": 10_000,
            "midpoint_months": 0,
            "slope_months": 1,
            "employees_count": 20,
            "take_up_bp": 10_000,
            "unit_cents": 300_00,
            "cost_bp": 0,
        },
    )
    found = received(mechanisms=(switch,), draws=200, months=48).cents[:, :, 0]
    assert found.max() == 3_337_50
    assert (np.diff(found, axis=1) >= 0).all()
    assert found[:, :4].sum() == 0


def test_a_levy_of_one_basis_point_on_the_wages_of_montpellier() -> None:
    """0.01 % of 5 325 M: 532 500 a year (M-19), 44 375 a month; it needs a law and says so."""
    switch = Switch(mechanism="versement_type_levy", values={"rate_bp": 1, "noise_bp": 0})
    found = received(mechanisms=(switch,))
    assert set(found.cents[0, :, 0].tolist()) == {44_375_00}
    assert found.sources[0].law_status is LawStatus.NEEDS_LAW
    assert found.signed_cents.sum() == 0


def test_one_point_of_csg_and_a_tenth_of_incomes() -> None:
    """M-20: 16.7 billion a point; 10 % of 1 200 billion is 120 billion. The caisse has a millionth."""
    pieces = (
        Switch(
            mechanism="csg_point",
            values={"rate_bp": 100, "share_millionths": 1, "noise_bp": 0},
        ),
        Switch(mechanism="cotisation_10", values={"share_millionths": 1, "noise_bp": 0}),
    )
    found = received(mechanisms=pieces, months=12).cents[0].sum(axis=0)
    assert found.tolist() == [16_717_39, 120_000_00]


def test_the_base_of_a_levy_moves_from_year_to_year() -> None:
    levy = source("l", AmountLaw.LEVY, rate_bp=1, base_year_cents=10**11, share_millionths=10**6)
    yearly = received(levy, draws=DRAWS, months=12).cents[:, :, 0].sum(axis=1) / 10**7
    assert abs(yearly.mean() - 1) < 4 * 0.03 / DRAWS**0.5
    assert abs(yearly.std() - 0.03) < 0.002


def test_a_loan_is_paid_back_and_is_never_income() -> None:
    """12 000 at 3 % over 12 months: 1 030.00 first, 1 002.50 last; the capital comes back whole."""
    loan = source(
        "pret", AmountLaw.LOAN, principal_cents=12_000_00, rate_bp=300, term_months=12, lag_months=2
    )
    found = received(loan)
    assert found.cents.sum() == found.signed_cents.sum() == 0
    assert found.lent_cents[0].tolist() == months((2, 12_000_00))
    payments = found.repaid_cents[0]
    assert (payments[2], payments[3], payments[14], payments[15]) == (0, 1_030_00, 1_002_50, 0)
    interest = sum(range(1, 13)) * 2_50
    assert payments.sum() == 12_000_00 + interest


def test_a_bullet_loan_is_paid_back_at_once() -> None:
    (loan,) = sources_of(
        future(
            source(
                "t",
                AmountLaw.LOAN,
                principal_cents=1_000_00,
                rate_bp=1_200,
                term_months=3,
                bullet=1,
            )
        )
    )
    assert schedule(loan) == (10_00, 10_00, 1_010_00)


def test_what_is_lent_given_or_lapses_brings_no_euro() -> None:
    staff = Switch(
        mechanism="mecenat_competences", values={"worth_year_cents": 40_000_00, "units_count": 1}
    )
    lapsed = Switch(mechanism="unspent", values={"worth_share_bp": 100})
    assert (
        received(mechanisms=(staff, lapsed, Switch(mechanism="cotisation_membre"))).cents.sum() == 0
    )


def test_costs_are_what_is_raised_the_files_and_the_auditor() -> None:
    """Grants of 160 000 a year, cost 5 %: 8 000, a file of 500 each year, 3 000 of audit in December."""
    grant = source("v", AmountLaw.GRANT, year_cents=160_000_00, advance_bp=10_000, cost_bp=500)
    costs = Costs(file_cents=500_00, audit_year_cents=3_000_00)
    found = received(grant, costs=costs, months=24).costs_cents[0].tolist()
    expected = months((0, 8_500_00), (11, 3_000_00), (12, 8_500_00), (23, 3_000_00), length=24)
    assert found == expected


def test_a_year_of_exactly_the_limit_needs_no_auditor() -> None:
    costs = Costs(audit_year_cents=3_000_00)
    said = {"advance_bp": 10_000}
    at_limit = source("v", AmountLaw.GRANT, year_cents=153_000_00, **said)
    above = source("v", AmountLaw.GRANT, year_cents=153_000_01, **said)
    assert received(at_limit, costs=costs).costs_cents.sum() == 0
    assert received(above, costs=costs).costs_cents.sum() == 9_000_00


@pytest.mark.parametrize(
    ("said", "signed_months"),
    [
        ({}, 36),
        ({"renew_bp": 9_200}, 12),
        ({"renew_bp": 9_200, "term_months": 24}, 24),
        ({"obtain_bp": 9_000}, 0),
        ({"from_month": 1}, 0),
        ({"until_month": 6}, 6),
        ({"law_status": LawStatus.NEEDS_RULING}, 0),
    ],
)
def test_signed_money_is_what_no_coin_can_take_away(
    said: dict[str, int], signed_months: int
) -> None:
    city = source("ville", AmountLaw.FIXED, month_cents=100, **said)
    found = received(city, draws=30)
    assert (found.signed_cents.sum(axis=1) == 100 * signed_months).all()
    assert (found.signed_cents <= found.cents).all()


def test_counts_have_the_mean_and_variance_of_their_laws() -> None:
    """Negative binomial of mean 30, size 10: variance 120. Binomial of 50 at 42.9 %: 21.45, 12.25."""
    latent = normals(words(1, seed=7, count=200_000))
    firms = negative_binomial(latent, mean=30, size=10)
    stay = binomial(latent, counts=np.full(len(latent), 50), chance_bp=4_290)
    many = binomial(latent, counts=np.full(len(latent), 5_000), chance_bp=4_290)
    for found, mean, variance in ((firms, 30, 120), (stay, 21.45, 12.25), (many, 2_145, 1_224.8)):
        assert abs(found.mean() - mean) < 4 * (variance / len(latent)) ** 0.5
        assert abs(found.var() / variance - 1) < 0.02
    assert binomial(latent, counts=np.full(len(latent), 7), chance_bp=10_000).min() == 7
    assert negative_binomial(latent, mean=0, size=10).max() == 0
