"""The table of docs/algorithms/allocation.md, and the twin equal to the cent."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ecot.rules.allocation import (
    CAP_BELOW_FIRST,
    PERSONS_MAX,
    AllocationRule,
    allocate,
    allocate_many,
)
from tests.rules.examples import GRENOBLE, LYON, M23, M25, steps


@pytest.mark.parametrize(
    ("adults", "children", "montpellier_2023", "montpellier_2025", "lyon", "grenoble"),
    [
        (0, 0, 0, 0, 0, 0),
        (1, 0, 100_00, 120_00, 150_00, 100_00),
        (2, 0, 200_00, 160_00, 225_00, 150_00),
        (1, 2, 100_00, 200_00, 240_00, 200_00),
        (2, 2, 200_00, 240_00, 315_00, 200_00),
        (0, 1, 100_00, 120_00, 150_00, 100_00),
        (0, 3, 100_00, 200_00, 240_00, 200_00),
    ],
)
def test_the_worked_table(adults, children, montpellier_2023, montpellier_2025, lyon, grenoble):
    amounts = [
        allocate(rule, adults=adults, children=children) for rule in (M23, M25, LYON, GRENOBLE)
    ]
    assert amounts == [montpellier_2023, montpellier_2025, lyon, grenoble]


@pytest.mark.parametrize(
    ("base_cents", "days_present", "days_in_month", "amount"),
    [
        (120_00, 31, 31, 120_00),
        (120_00, 20, 31, 77_42),
        (120_00, 1, 29, 4_14),
        (8, 1, 16, 1),
        (120_00, 0, 30, 0),
    ],
)
def test_the_month_of_entry_counts_its_days(base_cents, days_present, days_in_month, amount):
    rule = AllocationRule(
        base_cents=base_cents,
        extra_adult_cents=0,
        extra_child_cents=0,
        child_age_max=17,
        prorata_entry_month=True,
    )
    days = {"days_present": days_present, "days_in_month": days_in_month}
    assert allocate(rule, adults=1, children=0, **days) == amount
    assert allocate(rule, adults=1, children=0) == base_cents


def test_days_count_only_where_the_rule_says_so():
    assert allocate(M25, adults=1, children=0, days_present=3, days_in_month=31) == 120_00


@pytest.mark.parametrize(
    "wrong",
    [
        {"adults": -1, "children": 0},
        {"adults": 0, "children": -1},
        {"adults": PERSONS_MAX + 1, "children": 0},
        {"adults": 1, "children": PERSONS_MAX + 1},
        {"adults": 1, "children": 0, "days_present": 1},
        {"adults": 1, "children": 0, "days_present": 1, "days_in_month": 32},
        {"adults": 1, "children": 0, "days_present": 1, "days_in_month": 0},
        {"adults": 1, "children": 0, "days_present": -1, "days_in_month": 31},
        {"adults": 1, "children": 0, "days_present": 32, "days_in_month": 31},
    ],
)
def test_counts_that_cannot_be_are_our_own_mistake(wrong):
    with pytest.raises(AssertionError):
        allocate(steps(120, 40, 40, prorata_entry_month=True), **wrong)


def test_a_cap_never_takes_from_a_person_alone():
    refused = steps(120, 40, 40, cap_cents=119_99).check()
    assert refused is not None
    assert refused.reason is CAP_BELOW_FIRST
    assert refused.sentence == (
        "Le plafond par foyer (119,99\u00a0MonA) est plus bas que l'allocation d'une personne seule"
        " (120\u00a0MonA). Relevez le plafond, ou retirez-le."
    )
    assert steps(120, 40, 40, cap_cents=120_00).check() is None


RULES = st.builds(
    AllocationRule,
    base_cents=st.integers(0, 1_000_00),
    extra_adult_cents=st.integers(0, 1_000_00),
    extra_child_cents=st.integers(0, 1_000_00),
    child_age_max=st.integers(0, 25),
    cap_cents=st.none() | st.integers(0, 10_000_00),
    prorata_entry_month=st.booleans(),
)
HOUSEHOLDS = 2_000
COUNTS = arrays(np.int64, HOUSEHOLDS, elements=st.integers(0, PERSONS_MAX), fill=st.integers(0, 6))


@settings(max_examples=60, deadline=None)
@given(RULES, COUNTS, COUNTS, st.integers(28, 31), st.booleans(), st.integers(0, 2**32 - 1))
def test_the_twin_pays_the_same_cents(rule, adults, children, days_in_month, with_days, seed):
    """60 × 2 000 = 120 000 households, each compared with the scalar law."""
    random = np.random.default_rng(seed)
    adults, children = random.permutation(adults), random.permutation(children)
    adults = np.where(random.random(HOUSEHOLDS) < 0.9, adults % 7, adults)
    present = random.integers(0, days_in_month + 1, HOUSEHOLDS)
    days = {"days_present": present, "days_in_month": days_in_month} if with_days else {}
    found = allocate_many(rule, adults, children, **days)
    assert found.dtype == np.int64
    expected = [
        allocate(
            rule,
            adults=adult,
            children=child,
            days_present=day if with_days else None,
            days_in_month=days_in_month,
        )
        for adult, child, day in zip(
            adults.tolist(), children.tolist(), present.tolist(), strict=True
        )
    ]
    assert found.tolist() == expected


def test_the_twin_of_nobody_is_empty():
    nobody = np.array([], dtype=np.int64)
    assert allocate_many(M25, nobody, nobody).tolist() == []


@pytest.mark.parametrize(
    ("adults", "children", "days"),
    [
        (np.array([1.0]), np.array([1]), {}),
        (np.array([1], dtype=np.int32), np.array([1]), {}),
        (np.array([1, 2]), np.array([1]), {}),
        (np.array([-1]), np.array([1]), {}),
        (np.array([1]), np.array([PERSONS_MAX + 1]), {}),
        (np.array([1]), np.array([1]), {"days_present": np.array([1])}),
        (np.array([1]), np.array([1]), {"days_present": np.array([1]), "days_in_month": 32}),
        (np.array([1]), np.array([1]), {"days_present": np.array([1.0]), "days_in_month": 31}),
        (np.array([1]), np.array([1]), {"days_present": np.array([1, 2]), "days_in_month": 31}),
        (np.array([1]), np.array([1]), {"days_present": np.array([32]), "days_in_month": 31}),
    ],
)
def test_arrays_that_cannot_be_are_our_own_mistake(adults, children, days):
    with pytest.raises(AssertionError):
        allocate_many(steps(120, 40, 40, prorata_entry_month=True), adults, children, **days)


@given(RULES, st.integers(0, 8), st.integers(0, 8), st.integers(1, 31))
def test_one_more_participant_or_day_never_takes_away(rule, adults, children, day):
    amount = allocate(rule, adults=adults, children=children)
    assert allocate(rule, adults=adults, children=children + 1) >= amount
    if adults:
        assert allocate(rule, adults=adults + 1, children=children) >= amount
    days = [
        allocate(rule, adults=adults, children=children, days_present=each, days_in_month=31)
        for each in (day - 1, day, 31)
    ]
    assert days == sorted(days)
    assert days[-1] == amount
