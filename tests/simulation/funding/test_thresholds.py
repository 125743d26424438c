"""Limits of the law are crossed when they are exceeded, in the month when they are."""

from __future__ import annotations

import numpy as np
import pytest

from ecot.simulation.funding.luck import Horizon
from ecot.simulation.funding.thresholds import NEVER, Crossing, crossings
from ecot.simulation.scenario.sources import AmountLaw, PayerClass
from tests.simulation.funding.written import received, source

YEAR = Horizon(start_number=1, months=36, seed=42, draws=range(1))


def found(**said: object) -> dict[str, Crossing]:
    plain = {
        "sources": (),
        "cents": np.zeros((1, 36, 0), dtype=np.int64),
        "spent_cents": np.zeros((1, 36), dtype=np.int64),
        "horizon": YEAR,
    }
    return {each.id: each for each in crossings(**{**plain, **said})}  # type: ignore[arg-type]  # a table of arguments


@pytest.mark.parametrize(
    ("participants", "allocation", "declared", "warned"),
    [
        (833, 100_00, NEVER, 9),
        (834, 100_00, 11, 9),
        (595, 140_00, NEVER, 9),
        (596, 140_00, 11, 9),
        (600, 100_00, NEVER, NEVER),
        (1_200, 140_00, 5, 4),
    ],
)
def test_payments_of_twelve_months_cross_one_million(
    participants: int, allocation: int, declared: int, warned: int
) -> None:
    """M-23, M-24, M-25: 834 participants at 100, 596 at 140; 600 at 100 stay below."""
    spent = np.full((1, 36), participants * allocation)
    limits = found(spent_cents=spent)
    assert limits["acpr_limited_network"].first_month.tolist() == [declared]
    assert limits["acpr_warning"].first_month.tolist() == [warned]


def test_public_grants_cross_the_limits_of_a_year_and_of_three() -> None:
    """20 000 a month: 160 000 in August; 720 000 over 36 months. 20 833.34: 750 000.24."""
    city = source("ville", AmountLaw.FIXED, month_cents=20_000_00)
    foundation = source("f", AmountLaw.FIXED, month_cents=90_000_00, payer=PayerClass.PRIVATE)
    got = received(city, foundation)
    limits = found(sources=got.sources, cents=got.cents)
    assert limits["auditor_subsidies"].first_month.tolist() == [7]
    assert limits["auditor_gifts"].first_month.tolist() == [NEVER]
    assert limits["de_minimis_sgei"].first_month.tolist() == [NEVER]
    more = received(source("ville", AmountLaw.FIXED, month_cents=20_833_34))
    assert found(sources=more.sources, cents=more.cents)[
        "de_minimis_sgei"
    ].first_month.tolist() == [35]


def test_a_calendar_year_starts_in_january() -> None:
    """From July: 6 × 25 000 = 150 000 in December, then January starts again: 175 000 in July."""
    horizon = Horizon(start_number=7, months=36, seed=42, draws=range(1))
    city = source("ville", AmountLaw.FIXED, month_cents=25_000_00)
    got = received(city)
    limits = found(sources=got.sources, cents=got.cents, horizon=horizon)
    assert limits["auditor_subsidies"].first_month.tolist() == [12]


def test_gifts_that_open_a_relief_have_their_own_limit() -> None:
    given = source(
        "m", AmountLaw.PATRONAGE, mechanism="mecenat_60", year_cents=153_000_01, spread_bp=0
    )
    got = received(given)
    assert found(sources=got.sources, cents=got.cents)["auditor_gifts"].first_month.tolist() == [0]


def test_the_chance_is_the_part_of_draws_that_cross() -> None:
    spent = np.zeros((4, 36), dtype=np.int64)
    spent[1, 20] = 1_000_000_01
    spent[3, 35] = 1_000_000_00
    crossing = found(spent_cents=spent)["acpr_limited_network"]
    assert crossing.first_month.tolist() == [NEVER, 20, NEVER, NEVER]
    assert crossing.chance == 0.25
