"""Every wrong digit and every swap of neighbours is caught, on thousands of numbers."""

import random

import pytest

from ecot.values.numbers import (
    MAX_SEQUENCE,
    MEMBER_NUMBER_MISTYPED,
    MEMBER_NUMBER_UNREADABLE,
    SHOP_NUMBER_MISTYPED,
    SHOP_NUMBER_UNREADABLE,
    member_number,
    parse_member_number,
    parse_shop_number,
    shop_number,
)
from ecot.values.refusal import Refused

SEQUENCES = [
    *range(1, 1_500),
    *range(9_900, 10_100),
    *random.Random(42).sample(range(10_100, MAX_SEQUENCE), 300),
    MAX_SEQUENCE,
]


@pytest.mark.parametrize(
    ("sequence", "household", "shop"),
    [(12, "0012-5", "C012-5"), (572, "0572-4", "C572-4"), (4127, "4127-1", "C4127-1")],
)
def test_numbers_as_they_are_printed(sequence, household, shop):
    assert member_number(sequence) == household
    assert shop_number(sequence) == shop


@pytest.mark.parametrize("sequence", [0, -1, MAX_SEQUENCE + 1])
def test_there_is_no_such_sequence(sequence):
    with pytest.raises(AssertionError):
        member_number(sequence)


def wrong_digits(digits):
    """Each writing where one digit is another."""
    for index, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield digits[:index] + other + digits[index + 1 :]


def swaps(digits):
    """Each writing where two different neighbours changed their seats."""
    for index in range(len(digits) - 1):
        left, right = digits[index], digits[index + 1]
        if left != right:
            yield digits[:index] + right + left + digits[index + 2 :]


def test_every_wrong_digit_and_every_swap_of_a_household_number_is_caught():
    missed = []
    for sequence in SEQUENCES:
        digits = member_number(sequence).replace("-", "")
        assert parse_member_number(digits) == member_number(sequence)
        mistyped = [*wrong_digits(digits), *swaps(digits)]
        missed += [each for each in mistyped if not isinstance(parse_member_number(each), Refused)]
    assert missed == []


def test_every_wrong_digit_and_every_swap_of_a_shop_number_is_caught():
    missed = []
    for sequence in range(1, 1_000):
        digits = shop_number(sequence)[1:].replace("-", "")
        assert parse_shop_number(f"C{digits}") == shop_number(sequence)
        mistyped = [f"C{each}" for each in (*wrong_digits(digits), *swaps(digits))]
        missed += [each for each in mistyped if not isinstance(parse_shop_number(each), Refused)]
    assert missed == []


def test_numbers_are_never_given_twice():
    assert len({member_number(sequence) for sequence in SEQUENCES}) == len(SEQUENCES)


@pytest.mark.parametrize(
    "text", ["4127-1", "41271", " 4127 1 ", "4127.1", "4127\u20131", "4127\u00a01"]
)
def test_a_household_number_is_read_with_or_without_its_dash(text):
    assert parse_member_number(text) == "4127-1"


@pytest.mark.parametrize("text", ["C012-5", "c0125", " c 012-5", "C012\u20115"])
def test_a_shop_number_is_read_with_or_without_its_dash(text):
    assert parse_shop_number(text) == "C012-5"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4127",
        "127-1",
        "04127-1",
        "412x-1",
        "C4127-1",
        "４１２７-1",
        "4" * 500,
        "4" * (len(str(MAX_SEQUENCE)) + 2),
        "4127-1;",
        "{typed}",
    ],
)
def test_what_has_not_the_form_of_a_household_number_is_refused(text):
    refused = parse_member_number(text)
    assert isinstance(refused, Refused)
    assert refused.reason is MEMBER_NUMBER_UNREADABLE
    assert "4127-1" in refused.sentence


@pytest.mark.parametrize("text", ["", "012-5", "C12-5", "C0012-5", "D012-5", "CC012-5", "C" * 99])
def test_what_has_not_the_form_of_a_shop_number_is_refused(text):
    refused = parse_shop_number(text)
    assert isinstance(refused, Refused)
    assert refused.reason is SHOP_NUMBER_UNREADABLE
    assert "C012-5" in refused.sentence


def test_a_slip_of_the_hand_is_named_as_such():
    household, shop = parse_member_number("4172-1"), parse_shop_number("C021-5")
    assert isinstance(household, Refused)
    assert isinstance(shop, Refused)
    assert household.reason is MEMBER_NUMBER_MISTYPED
    assert shop.reason is SHOP_NUMBER_MISTYPED
    assert "« 4172-1 »" in household.sentence
    assert "« C021-5 »" in shop.sentence
