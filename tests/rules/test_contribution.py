"""The suggestions and pledges of docs/algorithms/contribution.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.rules.contribution import (
    CEILING_BELOW_MINIMUM,
    NO_CONTRIBUTION_HERE,
    PLEDGE_ABOVE_CEILING,
    PLEDGE_BELOW_MINIMUM,
    PLEDGE_OFF_STEP,
    SCALE_MISSING,
    SCALE_WITHOUT_USE,
    STEP_MISSES_LIMIT,
    ContributionRule,
    Limit,
    Mode,
    accept_pledge,
    suggest,
)
from ecot.rules.presets import FREE_CONTRIBUTION
from ecot.rules.scale import SCALE_KNOTS
from ecot.values.refusal import Refused
from tests.rules.examples import BRACKETS, scale

FREE = FREE_CONTRIBUTION.parameters
GIRONDE = ContributionRule(
    mode=Mode.FREE,
    minimum_cents=10_00,
    minimum_extra_cents=5_00,
    step_cents=5_00,
    ceiling_cents=100_00,
)


@pytest.mark.parametrize(
    ("adults", "income_cents", "food_budget_cents", "amount_cents", "limited_by"),
    [
        (1, 0, None, 1_00, Limit.SCALE),
        (1, 800_00, None, 3_00, Limit.SCALE),
        (1, 1_200_00, None, 15_00, Limit.SCALE),
        (1, 2_000_00, None, 80_00, Limit.SCALE),
        (1, 2_000_00, 300_00, 80_00, Limit.SCALE),
        (1, 2_000_00, 130_00, 65_00, Limit.FOOD_BUDGET),
        (1, 2_000_00, 1_00, 1_00, Limit.MINIMUM),
        (1, 2_000_00, 0, 1_00, Limit.MINIMUM),
        (1, 5_000_00, None, 250_00, Limit.SCALE),
        (2, 2_100_00, None, 38_00, Limit.SCALE),
    ],
)
def test_the_worked_suggestions(adults, income_cents, food_budget_cents, amount_cents, limited_by):
    assert isinstance(FREE, ContributionRule)
    found = suggest(
        FREE,
        income_cents=income_cents,
        adults=adults,
        children=0,
        food_budget_cents=food_budget_cents,
    )
    assert (found.amount_cents, found.limited_by) == (amount_cents, limited_by)
    assert "Vous restez libre" in found.sentence()


def test_a_suggestion_says_what_it_weighs():
    assert isinstance(FREE, ContributionRule)
    found = suggest(FREE, income_cents=2_000_00, adults=1, children=0, food_budget_cents=320_00)
    assert (found.share_of_income_bp, found.share_of_food_budget_bp) == (4_00, 25_00)
    assert "80\u00a0€ par mois, soit 4\u00a0% de votre revenu" in found.sentence()
    unsaid = suggest(FREE, income_cents=0, adults=1, children=0)
    assert (unsaid.share_of_income_bp, unsaid.share_of_food_budget_bp) == (None, None)
    assert unsaid.sentence().startswith("Un repère pour vous : 1\u00a0€ par mois. C")


def test_without_guidance_the_minimum_is_proposed():
    found = suggest(GIRONDE, income_cents=3_000_00, adults=2, children=1)
    assert (found.amount_cents, found.limited_by) == (20_00, Limit.NO_GUIDANCE)


def test_a_suggestion_stays_within_the_ceiling():
    rule = ContributionRule(
        mode=Mode.SCALE, minimum_cents=0, ceiling_cents=50_00, scale=BRACKETS, step_cents=1_00
    )
    found = suggest(rule, income_cents=3_000_00, adults=1, children=0)
    assert (found.amount_cents, found.limited_by) == (50_00, Limit.CEILING)


def test_a_limit_that_takes_nothing_away_decides_nothing():
    """3 000 asks 59.50 and 60 on a step of 1: a ceiling of 60, or half of a budget of 120, is no limit."""
    rule = ContributionRule(
        mode=Mode.FREE,
        minimum_cents=0,
        ceiling_cents=60_00,
        step_cents=1_00,
        scale=BRACKETS,
        food_share_max_bp=5_000,
    )
    found = suggest(rule, income_cents=3_000_00, adults=1, children=0, food_budget_cents=120_00)
    assert (found.amount_cents, found.limited_by) == (60_00, Limit.SCALE)


@given(
    st.integers(0, 2_000_000),
    st.integers(1, 4),
    st.integers(0, 5),
    st.none() | st.integers(0, 10**6),
)
def test_what_is_suggested_is_accepted(income_cents, adults, children, food_budget_cents):
    for rule in (FREE, GIRONDE):
        assert isinstance(rule, ContributionRule)
        found = suggest(
            rule,
            income_cents=income_cents,
            adults=adults,
            children=children,
            food_budget_cents=food_budget_cents,
        )
        persons = adults + children
        assert accept_pledge(rule, found.amount_cents, persons=persons) == found.amount_cents


@pytest.mark.parametrize(
    ("persons", "amount_cents", "answer"),
    [
        (1, 10_00, 10_00),
        (1, 9_99, PLEDGE_BELOW_MINIMUM),
        (3, 15_00, PLEDGE_BELOW_MINIMUM),
        (3, 20_00, 20_00),
        (1, 12_50, PLEDGE_OFF_STEP),
        (1, 100_00, 100_00),
        (1, 105_00, PLEDGE_ABOVE_CEILING),
        (1, 0, PLEDGE_BELOW_MINIMUM),
        (1, -1, PLEDGE_BELOW_MINIMUM),
    ],
)
def test_the_worked_pledges(persons, amount_cents, answer):
    found = accept_pledge(GIRONDE, amount_cents, persons=persons)
    assert (found.reason if isinstance(found, Refused) else found) == answer


def test_the_floor_published_by_gironde():
    """193 households, 400 persons, so 207 beyond the first of each (F-8)."""
    households = [1] * 93 + [3] * 93 + [4] * 7
    assert (len(households), sum(households)) == (193, 400)
    floors = [10_00 + 5_00 * (persons - 1) for persons in households]
    for persons, floor in zip(households, floors, strict=True):
        assert accept_pledge(GIRONDE, floor, persons=persons) == floor
        assert isinstance(accept_pledge(GIRONDE, floor - 5_00, persons=persons), Refused)
    assert sum(floors) == 2_965_00


def test_refused_pledges_are_kind_and_say_what_to_do():
    below, above, off = (accept_pledge(GIRONDE, cents) for cents in (5_00, 120_00, 12_50))
    assert isinstance(below, Refused)
    assert isinstance(above, Refused)
    assert isinstance(off, Refused)
    assert below.sentence == (
        "5\u00a0€ par mois, c'est moins que le minimum voté (10\u00a0€). Choisissez 10\u00a0€"
        " ou plus ; si c'est difficile en ce moment, parlez-nous-en."
    )
    assert "Merci !" in above.sentence
    assert off.sentence == (
        "Les cotisations vont de 5\u00a0€ en 5\u00a0€. Choisissez 10\u00a0€ ou 15\u00a0€ par mois."
    )


def test_where_nobody_contributes_nothing_is_pledged():
    refused = accept_pledge(ContributionRule(mode=Mode.NONE, minimum_cents=0), 10_00)
    assert isinstance(refused, Refused)
    assert refused.reason is NO_CONTRIBUTION_HERE


@pytest.mark.parametrize(
    ("rule", "reason", "words"),
    [
        (ContributionRule(mode=Mode.SCALE, minimum_cents=0), SCALE_MISSING, "Ajoutez-le"),
        (
            ContributionRule(mode=Mode.NONE, minimum_cents=0, scale=BRACKETS),
            SCALE_WITHOUT_USE,
            "Retirez-le",
        ),
        (
            ContributionRule(mode=Mode.FREE, minimum_cents=2_00, ceiling_cents=1_00),
            CEILING_BELOW_MINIMUM,
            "Le plafond (1\u00a0€) est plus bas que le minimum (2\u00a0€).",
        ),
        (
            ContributionRule(mode=Mode.FREE, minimum_cents=1_50, step_cents=1_00),
            STEP_MISSES_LIMIT,
            "un pas de 1\u00a0€",
        ),
        (
            ContributionRule(mode=Mode.FREE, minimum_cents=0, ceiling_cents=1_50),
            STEP_MISSES_LIMIT,
            "un pas de 1\u00a0€",
        ),
        (
            ContributionRule(mode=Mode.FREE, minimum_cents=0, scale=scale([1], [100])),
            SCALE_KNOTS,
            "0",
        ),
    ],
)
def test_parameters_at_odds_are_refused(rule, reason, words):
    refused = rule.check()
    assert refused is not None
    assert refused.reason is reason
    assert words in refused.sentence


def test_a_single_amount_may_be_the_minimum_and_the_ceiling():
    rule = ContributionRule(mode=Mode.FREE, minimum_cents=5_00, ceiling_cents=5_00)
    assert rule.check() is None
    assert accept_pledge(rule, 5_00) == 5_00
