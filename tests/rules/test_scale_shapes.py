"""Shapes drawn on paper, in the normal form: docs/algorithms/contribution.md."""

from dataclasses import replace

import pytest

from ecot.rules.scale import (
    SCALE_CEILING,
    SCALE_KNOTS,
    SCALE_LENGTHS,
    Scale,
    ScaleBase,
    contribution_on_scale,
)
from ecot.rules.scale_reading import Cliff, cliffs
from ecot.rules.scale_shapes import (
    JUMP_NOT_WHOLE,
    RATE_FALLS,
    STEP_FALLS,
    average_rates,
    fixed_steps,
    share_of_income,
)
from ecot.values.refusal import Refused
from tests.rules.examples import FIXED_STEPS, SHARE_OF_INCOME, scale

HOUSEHOLD, QUOTIENT = ScaleBase.HOUSEHOLD, ScaleBase.QUOTIENT_FAMILIAL


def test_ariege_is_a_share_of_income():
    """2.5 % of net income, at least 10 (F-12): 40 → 10; 2 000 → 50."""
    found = share_of_income(250, floor_cents=10_00)
    assert isinstance(found, Scale)
    assert found == SHARE_OF_INCOME
    assert [contribution_on_scale(found, income) for income in (400_00, 2_000_00)] == [10_00, 50_00]
    assert share_of_income(250) == scale([0], [250])


def test_steps_from_thirty_to_sixty_by_quotient():
    found = fixed_steps((0, 400_00, 600_00, 800_00), (30_00, 40_00, 50_00, 60_00), base=QUOTIENT)
    assert isinstance(found, Scale)
    assert found == replace(FIXED_STEPS, base=QUOTIENT)
    assert (found.base, contribution_on_scale(found, 399_99)) == (QUOTIENT, 30_00)


def test_steps_may_stay_level_or_rise_by_a_cent():
    found = fixed_steps((0, 400_00, 600_00), (30_00, 30_00, 30_01), base=QUOTIENT)
    assert isinstance(found, Scale)
    assert found.jumps_cents == (30_00, 0, 1)


def test_a_rate_on_the_whole_income_has_a_cliff():
    found = average_rates((0, 1_000_00), (100, 200), base=HOUSEHOLD)
    assert isinstance(found, Scale)
    assert found == scale([0, 1_000], [100, 200], [0, 10])
    incomes = (0, 500_00, 999_99, 1_000_00, 1_500_00)
    amounts = [contribution_on_scale(found, income) for income in incomes]
    assert amounts == [0, 5_00, 10_00, 20_00, 30_00]
    assert cliffs(found) == (Cliff(1_000_00, 10_00),)


@pytest.mark.parametrize(
    ("read", "reason", "words"),
    [
        (
            lambda: average_rates((0, 1_000_50), (100, 200), base=HOUSEHOLD),
            JUMP_NOT_WHOLE,
            "le seuil 1\u202f000\u00a0€ ou 1\u202f001\u00a0€",
        ),
        (
            lambda: average_rates((0, 1_000_01), (100, 250), base=HOUSEHOLD),
            JUMP_NOT_WHOLE,
            "le seuil 1\u202f000\u00a0€ ou 1\u202f002\u00a0€",
        ),
        (
            lambda: average_rates((0, 1_000_01), (100, 300), base=HOUSEHOLD),
            JUMP_NOT_WHOLE,
            "le seuil 1\u202f000\u00a0€ ou 1\u202f000,50\u00a0€",
        ),
        (
            lambda: average_rates((0, 50), (0, 1), base=HOUSEHOLD),
            JUMP_NOT_WHOLE,
            "le seuil 100\u00a0€ ou 200\u00a0€",
        ),
        (
            lambda: average_rates((0, 1_000_00), (200, 100), base=HOUSEHOLD),
            RATE_FALLS,
            "2\u00a0% à 1\u00a0%",
        ),
        (
            lambda: fixed_steps((0, 400_00), (40_00, 30_00), base=QUOTIENT),
            STEP_FALLS,
            "40\u00a0€ à 30\u00a0€",
        ),
        (lambda: fixed_steps((0, 400_00), (40_00,), base=QUOTIENT), SCALE_LENGTHS, "seuils"),
        (lambda: average_rates((0, 400_00), (40,), base=QUOTIENT), SCALE_LENGTHS, "seuils"),
        (lambda: average_rates((), (), base=QUOTIENT), SCALE_LENGTHS, "seuils"),
        (lambda: fixed_steps((1,), (40,), base=QUOTIENT), SCALE_KNOTS, "0"),
        (lambda: share_of_income(250, floor_cents=2, ceiling_cents=1), SCALE_CEILING, "plancher"),
    ],
)
def test_what_the_normal_form_does_not_hold_is_refused(read, reason, words):
    refused = read()
    assert isinstance(refused, Refused)
    assert refused.reason is reason
    assert words in refused.sentence
