"""The tables of docs/algorithms/accreditation.md."""

import pytest

from ecot.rules.accreditation import (
    CRITERION_TWICE,
    CRITERION_WEIGHT,
    NO_RATE,
    RATE_OUT_OF_BOUNDS,
    RATES_WITHOUT_USE,
    THRESHOLD_OUT_OF_REACH,
    TOO_MANY_RATES,
    AccreditationRule,
    Coverage,
    Criterion,
    amounts_by_rate,
    assess,
    covered,
    rate_for,
    rates,
)
from tests.rules.examples import GRID, THREE_RATES


@pytest.mark.parametrize(
    ("prices_cents", "mona_cents"),
    [
        ({"vegetables": 10_00}, 10_00),
        ({"cheese": 10_00, "wine": 5_00}, 8_50),
        ({"cheese": 1, "bread": 1}, 1),
        ({"cheese": 3}, 2),
        ({"wine": 5}, 2),
        ({"other": 9_00}, 0),
        ({}, 0),
    ],
)
def test_the_worked_coverage(prices_cents, mona_cents):
    assert covered(THREE_RATES, prices_cents) == mona_cents


def test_all_or_nothing_covers_all():
    assert covered(GRID, {"other": 9_00}) == 9_00
    assert rate_for(GRID, "anything") == 10_000
    assert rates(GRID) == (10_000,)


def test_the_till_asks_one_amount_per_rate():
    assert rates(THREE_RATES) == (10_000, 7_000, 3_000)
    assert rate_for(THREE_RATES, "bread") == 7_000
    assert rate_for(THREE_RATES, "other") == 0
    prices = {"wine": 5_00, "bread": 2_00, "cheese": 8_00, "other": 1_00, "vegetables": 3_00}
    assert amounts_by_rate(THREE_RATES, prices) == (
        (10_000, 3_00),
        (7_000, 10_00),
        (3_000, 5_00),
        (0, 1_00),
    )


@pytest.mark.parametrize(
    ("met", "points", "missing", "accepted"),
    [
        ({"offer", "profit"}, 70, (), True),
        ({"offer"}, 40, (), False),
        ({"profit", "margins"}, 60, ("offer",), False),
        ({"offer", "profit", "margins"}, 100, (), True),
        ({"unheard-of"}, 0, ("offer",), False),
    ],
)
def test_the_worked_grid(met, points, missing, accepted):
    found = assess(GRID, met)
    assert (found.points, found.missing, found.accepted) == (points, missing, accepted)


def by_category(**rates_bp):
    return AccreditationRule(coverage=Coverage.BY_CATEGORY, rates_bp=rates_bp)


def grid(*criteria, threshold=0):
    return AccreditationRule(
        coverage=Coverage.ALL_OR_NOTHING, rates_bp={}, criteria=criteria, threshold=threshold
    )


OFFER = Criterion("offer", "une offre locale", 40, required=True)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (by_category(), NO_RATE),
        (by_category(bread=0), RATE_OUT_OF_BOUNDS),
        (by_category(bread=10_001), RATE_OUT_OF_BOUNDS),
        (by_category(bread=-1), RATE_OUT_OF_BOUNDS),
        (by_category(a=1, b=2, c=3, d=4), TOO_MANY_RATES),
        (
            AccreditationRule(coverage=Coverage.ALL_OR_NOTHING, rates_bp={"bread": 7_000}),
            RATES_WITHOUT_USE,
        ),
        (grid(OFFER, OFFER), CRITERION_TWICE),
        (grid(Criterion("offer", "une offre locale", 101, required=True)), CRITERION_WEIGHT),
        (grid(OFFER, threshold=41), THRESHOLD_OUT_OF_REACH),
    ],
)
def test_parameters_at_odds_are_refused(rule, reason):
    refused = rule.check()
    assert refused is not None
    assert refused.reason is reason
    assert refused.sentence


def test_a_criterion_may_weigh_nothing_or_all():
    """A rule that is required and counts no point; a grid of one rule."""
    weightless = Criterion("shop", "pignon sur rue", 0, required=True)
    assert grid(weightless, OFFER, threshold=40).check() is None
    assert grid(Criterion("offer", "une offre locale", 100, required=True)).check() is None


def test_three_different_rates_may_serve_many_categories():
    assert by_category(a=1, b=2, c=3, d=3, e=1).check() is None
