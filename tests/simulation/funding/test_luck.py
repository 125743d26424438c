"""Chances keep their marginals, groups fall together, and a source never moves another's luck."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ecot.simulation.funding.luck import identity
from ecot.simulation.funding.receipts import receipts
from ecot.simulation.funding.rights import Cents
from ecot.simulation.scenario.sources import AmountLaw, Source
from tests.simulation.funding.written import future, received, source

DRAWS = 6_000
FOUR_SIGMA = 4.0


def funders(count: int, correlation_bp: int, **said: int) -> list[Source]:
    """Funders of 60 in one group, each renewed in month 12 with 0.8."""
    return [
        source(
            f"financeur-{rank}",
            AmountLaw.FIXED,
            month_cents=60,
            renew_bp=8_000,
            group="municipal",
            correlation_bp=correlation_bp,
            **said,
        )
        for rank in range(count)
    ]


def renewed(count: int, correlation_bp: int, seed: int = 42) -> Cents:
    """How many of the funders pay in month 12, in each draw."""
    found = received(*funders(count, correlation_bp), draws=DRAWS, months=13, seed=seed)
    count_of: Cents = (found.cents[:, 12] > 0).sum(axis=1)
    return count_of


def near(share: float, expected: float, draws: int = DRAWS) -> bool:
    return bool(abs(share - expected) < FOUR_SIGMA * (expected * (1 - expected) / draws) ** 0.5)


def test_without_correlation_renewals_add_up_as_independent_coins() -> None:
    """Mean Σp = 3.2, variance Σp(1 − p) = 0.64; four standard errors."""
    found = renewed(4, 0)
    assert abs(found.mean() - 3.2) < FOUR_SIGMA * (0.64 / DRAWS) ** 0.5
    assert abs(found.var() - 0.64) < FOUR_SIGMA * 0.64 * (2 / DRAWS) ** 0.5 * 1.1


def test_four_funders_of_sixty_that_must_bring_150() -> None:
    """Independent: P(at most two) = 0.1808; one common coin: 0.20 (MODEL §20.5)."""
    assert near((renewed(4, 0) * 60 < 150).mean(), 0.1808)
    common = renewed(4, 10_000)
    assert near((common * 60 < 150).mean(), 0.20)
    assert set(common.tolist()) == {0, 4}


@pytest.mark.parametrize("correlation_bp", [0, 5_000, 9_000, 10_000])
def test_correlation_moves_no_marginal(correlation_bp: int) -> None:
    found = received(*funders(4, correlation_bp), draws=DRAWS, months=13)
    for column in range(4):
        assert near((found.cents[:, 12, column] > 0).mean(), 0.8)


def test_correlation_makes_the_tail_of_the_sum_fatter() -> None:
    tails = [(renewed(4, each) == 0).mean() for each in (0, 5_000, 9_000)]
    assert tails[0] < tails[1] < tails[2] < 0.2


def test_the_known_binomial_answer_is_found_for_twenty_seeds() -> None:
    """P(deficit) inside the 99.9 % band for each seed (MODEL §17 S)."""
    band = 3.29 * (0.1808 * 0.8192 / 2_000) ** 0.5
    far = 0
    for seed in range(20):
        found = received(*funders(4, 0), draws=2_000, months=13, seed=seed)
        short = (found.cents[:, 12].sum(axis=1) < 150).mean()
        far += abs(short - 0.1808) > band
    assert far == 0


def test_a_bad_year_of_the_group_lowers_amounts_when_it_loses_payers() -> None:
    """Amounts are multiplied by exp(−σF − σ²/2): mean 1, and low where renewals fail."""
    patron = source(
        "patron",
        AmountLaw.PATRONAGE,
        year_cents=10_000_00,
        spread_bp=0,
        group="reputation",
        group_spread_bp=4_000,
    )
    donor = source(
        "temoin",
        AmountLaw.FIXED,
        month_cents=1,
        renew_bp=5_000,
        group="reputation",
        correlation_bp=9_000,
    )
    found = received(patron, donor, draws=DRAWS, months=13)
    amounts, stays = found.cents[:, 12, 0] / 10_000_00, found.cents[:, 12, 1] > 0
    assert abs(amounts.mean() - 1) < FOUR_SIGMA * amounts.std() / DRAWS**0.5
    assert amounts[stays].mean() > amounts[~stays].mean() + 0.4


def test_a_source_leaves_all_other_draws_as_they_were() -> None:
    """Added, removed, moved: the others have the same cents, draw by draw."""
    first, second, third = funders(3, 5_000)
    gifts = source("dons", AmountLaw.GIFTS, new_donors_count=30, gift_year_cents=80_00)
    alone = received(first, gifts, draws=50).cents
    among = received(third, gifts, second, first, draws=50).cents
    assert np.array_equal(alone[:, :, 0], among[:, :, 3])
    assert np.array_equal(alone[:, :, 1], among[:, :, 1])


def test_another_name_is_another_luck() -> None:
    one, other = funders(2, 0)
    found = received(one, other, draws=2_000, months=13).cents[:, 12] > 0
    assert near((found[:, 0] & found[:, 1]).mean(), 0.64, 2_000)
    assert identity("ville") != identity("métropole")


def test_a_longer_horizon_and_other_chunks_change_nothing() -> None:
    sources = (
        *funders(2, 5_000),
        source("dons", AmountLaw.GIFTS, new_donors_count=30, gift_year_cents=80_00),
        source("mecenes", AmountLaw.PATRONAGE, year_cents=5_000_00, renew_bp=7_000, payers_count=3),
    )
    whole = receipts(future(*sources, months=60), first_draw=0, draws=40)
    short = receipts(future(*sources, months=30), first_draw=0, draws=40)
    assert np.array_equal(whole.cents[:, :30], short.cents)
    parts = [
        receipts(future(*sources, months=60), first_draw=each, draws=10) for each in (0, 10, 20, 30)
    ]
    for name in ("cents", "signed_cents", "is_open", "costs_cents"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert np.array_equal(joined, getattr(whole, name))


def test_what_is_lost_once_is_lost_for_good() -> None:
    (funder,) = funders(1, 0)
    found = received(replace(funder, renew_bp=5_000), draws=500, months=60).cents[:, :, 0] > 0
    assert (np.diff(found.astype(int), axis=1) <= 0).all()
    yearly = found[:, ::12].mean(axis=0)
    assert all(near(share, 0.5**year, 500) for year, share in enumerate(yearly) if year)
