"""The rounding of arrays is that of single amounts, to the cent, as far as 64 bits go."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.values.money import round_half_up, share
from ecot.values.money_arrays import (
    EXACT_FLOAT,
    EXACT_INTEGER,
    assert_whole,
    largest,
    round_half_up_many,
    share_many,
    smallest,
)

LARGEST = EXACT_INTEGER // 4
FRACTIONS = st.tuples(st.integers(0, LARGEST), st.integers(1, LARGEST))


@given(st.lists(FRACTIONS, max_size=5))
def test_each_place_is_rounded_as_alone(fractions):
    numerators, denominators = (
        np.array([each[side] for each in fractions], dtype=np.int64) for side in (0, 1)
    )
    expected = [round_half_up(*each) for each in fractions]
    assert round_half_up_many(numerators, denominators).tolist() == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (1, 2, 1),
        (3, 2, 2),
        (124, 100, 1),
        (EXACT_FLOAT + 1, 2, EXACT_FLOAT // 2 + 1),
        (LARGEST, 1, LARGEST),
        (EXACT_INTEGER // 2 - 1, 1, EXACT_INTEGER // 2 - 1),
    ],
)
def test_a_half_goes_up_within_and_beyond_what_a_float_holds(numerator, denominator, rounded):
    found = round_half_up_many(np.array([numerator]), np.array([denominator]))
    assert found.tolist() == [rounded]
    assert found.dtype == np.int64


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(-1, 2), (1, 0), (1, -1), (EXACT_INTEGER // 2, 1)]
)
def test_what_is_not_rounded(numerator, denominator):
    with pytest.raises(AssertionError):
        round_half_up_many(np.array([numerator]), np.array([denominator]))


@given(st.lists(st.integers(0, 10**13), max_size=5), st.integers(0, 20_000))
def test_shares_are_those_of_single_amounts(amounts, rate):
    found = share_many(np.array(amounts, dtype=np.int64), rate)
    assert found.dtype == np.int64
    assert found.tolist() == [share(each, rate) for each in amounts]


def test_a_share_is_of_what_is_there_and_fits():
    assert share_many(np.array([5], dtype=np.int32), 1_000).tolist() == [1]
    largest_cents = (EXACT_INTEGER - 10_000 - 1) // (2 * 5_000)
    assert share_many(np.array([largest_cents]), 5_000).tolist() == [share(largest_cents, 5_000)]
    for amount in (-1, largest_cents + 1):
        with pytest.raises(AssertionError):
            share_many(np.array([amount]), 5_000)


def test_the_ends_of_an_array():
    none = np.array([], dtype=np.int64)
    assert (largest(none), smallest(none)) == (0, 0)
    assert (largest(np.array([-5, -2])), smallest(np.array([5, 2]))) == (0, 0)
    assert (largest(np.array([-5, 3])), smallest(np.array([-5, 3]))) == (3, -5)


def test_only_whole_numbers_one_per_place():
    assert_whole(np.array([1], dtype=np.int32), np.array([1], dtype=np.int64))
    for wrong in ([np.array([1.0])], [np.array([1]), np.array([1, 2])], [np.array([1], np.int8)]):
        with pytest.raises(AssertionError):
            assert_whole(*wrong)
