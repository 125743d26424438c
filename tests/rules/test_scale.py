"""The scales of docs/algorithms/contribution.md and MODEL §4, to the cent."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecot.rules.contribution import contribution_on_scale
from ecot.rules.scale import (
    SCALE_CEILING,
    SCALE_KNOTS,
    SCALE_LENGTHS,
    Scale,
    ScaleBase,
    consumption_tenths,
    half_parts,
    household_contribution,
)
from tests.rules.examples import BRACKETS, FIVE_BY_FIVE, FIXED_STEPS, SHARE_OF_INCOME, scale

GIRONDE = scale([0], [0], [5], floor_cents=10_00, base=ScaleBase.HEAD)
ARIEGE_BY_HEAD = scale([0], [250], floor_cents=10_00, base=ScaleBase.HEAD)


@pytest.mark.parametrize(
    ("on", "base_cents", "contribution_cents"),
    [
        (SHARE_OF_INCOME, 400_00, 10_00),
        (SHARE_OF_INCOME, 2_000_00, 50_00),
        (SHARE_OF_INCOME, 399_00, 10_00),
        (SHARE_OF_INCOME, -5_00, 10_00),
        (SHARE_OF_INCOME, 0, 10_00),
        (BRACKETS, 0, 0),
        (BRACKETS, 500_00, 0),
        (BRACKETS, 1_200_00, 7_00),
        (BRACKETS, 1_800_00, 22_00),
        (BRACKETS, 2_500_00, 39_50),
        (BRACKETS, 3_000_00, 59_50),
        (FIXED_STEPS, 0, 30_00),
        (FIXED_STEPS, 399_99, 30_00),
        (FIXED_STEPS, 400_00, 40_00),
        (FIXED_STEPS, 600_00, 50_00),
        (FIXED_STEPS, 800_00, 60_00),
        (FIXED_STEPS, 9_000_00, 60_00),
        (FIVE_BY_FIVE, 699_99, 15_00),
        (FIVE_BY_FIVE, 700_00, 20_00),
        (FIVE_BY_FIVE, 9_000_00, 100_00),
    ],
)
def test_the_worked_table(on, base_cents, contribution_cents):
    assert contribution_on_scale(on, base_cents) == contribution_cents


@pytest.mark.parametrize(
    ("on", "income_cents", "adults", "children", "contribution_cents"),
    [
        (scale([0, 500, 1_200, 2_500], [0, 100, 250, 400]), 1_800_00, 2, 3, 22_00),
        (
            scale([0, 500, 1_200, 2_500], [0, 100, 250, 400], base=ScaleBase.CONSUMPTION_UNIT),
            3_150_00,
            2,
            2,
            30_45,
        ),
        (
            scale([0, 500, 1_200, 2_500], [0, 100, 250, 400], base=ScaleBase.CONSUMPTION_UNIT),
            1_000_00,
            0,
            1,
            5_00,
        ),
        (
            scale([0, 400, 600, 800], [0] * 4, [30, 10, 10, 10], base=ScaleBase.QUOTIENT_FAMILIAL),
            2_000_00,
            2,
            3,
            40_00,
        ),
        (
            scale([0, 400, 600, 800], [0] * 4, [30, 10, 10, 10], base=ScaleBase.QUOTIENT_FAMILIAL),
            2_000_00,
            1,
            0,
            60_00,
        ),
        (
            scale([0, 500, 1_200, 2_500], [0, 100, 250, 400], base=ScaleBase.HEAD),
            3_150_00,
            2,
            1,
            16_50,
        ),
        (ARIEGE_BY_HEAD, 900_00, 2, 1, 25_00),
        (ARIEGE_BY_HEAD, 1_001_01, 2, 0, 25_02),
        (GIRONDE, 0, 1, 0, 10_00),
        (GIRONDE, 9_000_00, 1, 3, 25_00),
        (GIRONDE, 9_000_00, 0, 4, 25_00),
        (SHARE_OF_INCOME, -1, 1, 0, 10_00),
    ],
)
def test_the_base_of_a_household(on, income_cents, adults, children, contribution_cents):
    found = household_contribution(on, income_cents=income_cents, adults=adults, children=children)
    assert found == contribution_cents


def test_the_floor_published_by_gironde_as_a_scale():
    """193 households, 400 persons (F-8): 193 × 10 + 207 × 5."""
    persons = [1] * 93 + [3] * 93 + [4] * 7
    assert (len(persons), sum(persons)) == (193, 400)
    floors = [
        household_contribution(GIRONDE, income_cents=0, adults=each, children=0) for each in persons
    ]
    assert sum(floors) == 2_965_00


def test_a_ceiling_by_head_holds_for_each():
    on = scale([0], [1_000], floor_cents=10_00, ceiling_cents=40_00, base=ScaleBase.HEAD)
    assert household_contribution(on, income_cents=3_000_00, adults=2, children=1) == 120_00
    with pytest.raises(AssertionError):
        household_contribution(on, income_cents=1, adults=0, children=0)


def test_a_floor_by_head_is_said_to_be_the_first_person_s():
    assert GIRONDE.sentence() == (
        "Pour chaque personne du foyer, selon le revenu du mois par personne : 5\u00a0€,"
        " au moins 10\u00a0€ pour la première."
    )


@pytest.mark.parametrize(
    ("adults", "children", "tenths"), [(1, 0, 10), (2, 0, 15), (2, 2, 21), (0, 1, 10), (0, 2, 13)]
)
def test_consumption_units_in_tenths(adults, children, tenths):
    assert consumption_tenths(adults=adults, children=children) == tenths


def test_a_household_has_somebody():
    with pytest.raises(AssertionError):
        consumption_tenths(adults=0, children=0)


@pytest.mark.parametrize(("children", "parts"), [(0, 4), (1, 5), (2, 6), (3, 8), (4, 9)])
def test_half_parts_of_the_quotient(children, parts):
    assert half_parts(children=children) == parts


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (scale([], []), SCALE_LENGTHS),
        (scale([0, 500], [100]), SCALE_LENGTHS),
        (scale([0], [100], [0, 0]), SCALE_LENGTHS),
        (scale([100], [100]), SCALE_KNOTS),
        (scale([0, 500, 500], [0, 1, 2]), SCALE_KNOTS),
        (scale([0, 500, 400], [0, 1, 2]), SCALE_KNOTS),
        (scale([0], [100], floor_cents=2, ceiling_cents=1), SCALE_CEILING),
    ],
)
def test_a_scale_that_is_not_one_is_refused(wrong, reason):
    refused = wrong.check()
    assert refused is not None
    assert refused.reason is reason
    assert refused.sentence


SCALES = st.lists(
    st.tuples(st.integers(1, 500_000), st.integers(0, 3_000), st.integers(0, 50_00)),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
).flatmap(
    lambda rows: st.builds(
        Scale,
        knots_cents=st.just((0, *sorted(row[0] for row in rows))),
        rates_bp=st.just((0, *(row[1] for row in rows))),
        jumps_cents=st.just((7, *(row[2] for row in rows))),
        floor_cents=st.integers(0, 20_00),
        ceiling_cents=st.none() | st.integers(20_00, 500_00),
        step_cents=st.sampled_from([1, 5, 50, 100, 500]),
        base=st.just(ScaleBase.HOUSEHOLD),
    )
)


def exact(on, base):
    """MODEL §4 written again with fractions, bracket by bracket."""
    raw = Fraction(0)
    for index, knot in enumerate(on.knots_cents):
        if base >= knot:
            following = (
                [*on.knots_cents, base][index + 1] if index + 1 < len(on.knots_cents) else base
            )
            raw += on.jumps_cents[index]
            raw += Fraction(on.rates_bp[index], 10_000) * (min(base, following) - knot)
    steps = (raw / on.step_cents + Fraction(1, 2)).__floor__()
    amount = max(on.floor_cents, on.step_cents * steps)
    return amount if on.ceiling_cents is None else min(on.ceiling_cents, amount)


@settings(max_examples=60)
@given(SCALES, st.integers(0, 10**9))
def test_whole_numbers_and_fractions_agree(on, base):
    near_knots = [knot + gap for knot in on.knots_cents for gap in (-1, 0, 1)]
    for each in (base, *(knot for knot in near_knots if knot >= 0)):
        assert contribution_on_scale(on, each) == exact(on, each)


@given(SCALES, st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_contribution_never_falls_as_the_income_rises(on, base, more):
    assert on.check() is None
    assert contribution_on_scale(on, base) <= contribution_on_scale(on, base + more)


def test_an_income_near_the_end_of_the_integers_is_exact():
    assert contribution_on_scale(BRACKETS, 4 * 10**14) == 39_50 + (4 * 10**14 - 2_500_00) // 25
