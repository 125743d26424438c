"""The table of docs/algorithms/money.md, and what holds for every amount."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecot.values.money import (
    AMOUNT_EMPTY,
    AMOUNT_NEGATIVE,
    AMOUNT_TOO_LARGE,
    AMOUNT_TOO_PRECISE,
    AMOUNT_UNREADABLE,
    MAX_CENTS,
    format_euros,
    format_mona,
    format_rate,
    parse_amount,
    round_half_up,
    share,
    short_euros,
    short_mona,
)
from ecot.values.refusal import Refused


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (0, 7, 0),
        (1, 2, 1),
        (1, 3, 0),
        (2, 3, 1),
        (5, 2, 3),
        (7, 2, 4),
        (49_999, 100_000, 0),
        (10**18 + 1, 2, 5 * 10**17 + 1),
    ],
)
def test_a_half_goes_up(numerator, denominator, rounded):
    assert round_half_up(numerator, denominator) == rounded


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 2), (1, 0), (1, -2)])
def test_only_a_non_negative_fraction_is_rounded(numerator, denominator):
    with pytest.raises(AssertionError):
        round_half_up(numerator, denominator)


@given(st.integers(0, 10**15), st.integers(1, 10**6))
def test_the_rounded_number_is_the_nearest(numerator, denominator):
    twice_the_gap = 2 * (round_half_up(numerator, denominator) * denominator - numerator)
    assert -denominator < twice_the_gap <= denominator


@pytest.mark.parametrize(
    ("amount", "rate", "part"),
    [(10_000, 10_000, 10_000), (3, 7_000, 2), (5, 3_000, 2), (1, 3_000, 0), (0, 10_000, 0)],
)
def test_a_share_is_rounded_once(amount, rate, part):
    assert share(amount, rate) == part


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12,50", 12_50),
        ("12.5", 12_50),
        ("12.50 €", 12_50),
        ("€12.50", 12_50),
        ("12,5 EUR", 12_50),
        ("  12,50 euros \n", 12_50),
        ("1 euro", 1_00),
        ("20 MonA", 20_00),
        ("1 234,00", 1_234_00),
        ("1\u00a0234,00\u00a0€", 1_234_00),
        ("1\u202f234,00\u00a0MonA", 1_234_00),
        ("1\u2009234", 1_234_00),
        ("1,234.50", 1_234_50),
        ("123,456.7", 123_456_70),
        ("1234,5", 1_234_50),
        ("0", 0),
        ("0,00", 0),
        ("007", 7_00),
        ("0,01", 1),
        ("1000000", MAX_CENTS),
        ("1 000 000,00 €", MAX_CENTS),
        ("0" * 40 + "12", 12_00),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, cents):
    assert parse_amount(text) == cents


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", AMOUNT_EMPTY),
        (" \u00a0\t", AMOUNT_EMPTY),
        ("-3", AMOUNT_NEGATIVE),
        ("\u22123,50 €", AMOUNT_NEGATIVE),
        ("-0", AMOUNT_NEGATIVE),
        ("12,505", AMOUNT_TOO_PRECISE),
        ("1,234", AMOUNT_TOO_PRECISE),
        ("1.234", AMOUNT_TOO_PRECISE),
        ("0,001", AMOUNT_TOO_PRECISE),
        ("1,234.567", AMOUNT_TOO_PRECISE),
        ("1000000,01", AMOUNT_TOO_LARGE),
        ("1000001", AMOUNT_TOO_LARGE),
        ("9" * 5_000, AMOUNT_TOO_LARGE),
        ("12,", AMOUNT_UNREADABLE),
        (",50", AMOUNT_UNREADABLE),
        ("€", AMOUNT_UNREADABLE),
        ("12 34", AMOUNT_UNREADABLE),
        ("1 2345", AMOUNT_UNREADABLE),
        ("1,23.50", AMOUNT_UNREADABLE),
        ("1.234,50", AMOUNT_UNREADABLE),
        ("1e3", AMOUNT_UNREADABLE),
        ("NaN", AMOUNT_UNREADABLE),
        ("inf", AMOUNT_UNREADABLE),
        ("+5", AMOUNT_UNREADABLE),
        ("0x10", AMOUNT_UNREADABLE),
        ("1_000", AMOUNT_UNREADABLE),
        ("１２", AMOUNT_UNREADABLE),
        ("٣", AMOUNT_UNREADABLE),
        ("½", AMOUNT_UNREADABLE),
        ("12€50", AMOUNT_UNREADABLE),
        ("12 € €", AMOUNT_UNREADABLE),
        ("12\n50", AMOUNT_UNREADABLE),
        ("=1+1", AMOUNT_UNREADABLE),
        ("12\x0b", AMOUNT_UNREADABLE),
        ("12\x0b€", AMOUNT_UNREADABLE),
        ("X12", AMOUNT_UNREADABLE),
        ("{typed}", AMOUNT_UNREADABLE),
        ("douze", AMOUNT_UNREADABLE),
        ("\x00", AMOUNT_UNREADABLE),
    ],
)
def test_what_is_not_an_amount_is_refused_with_its_reason(text, reason):
    refused = parse_amount(text)
    assert isinstance(refused, Refused)
    assert refused.reason is reason
    assert len(refused.sentence) < 300


def test_a_refusal_quotes_what_was_typed_and_gives_an_example():
    refused = parse_amount("12,")
    assert isinstance(refused, Refused)
    assert refused.sentence == (
        "Nous ne savons pas lire le montant « 12, ». Écrivez-le en chiffres, par exemple 12,50."
    )


def test_a_long_line_is_quoted_by_its_beginning():
    whole, longer = "x" * 30, "x" * 31
    assert f"« {whole} »" in parse_amount(whole).sentence
    assert f"« {whole}… »" in parse_amount(longer).sentence


@settings(max_examples=150)
@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    found = parse_amount(text)
    if isinstance(found, Refused):
        assert found.sentence
    else:
        assert 0 <= found <= MAX_CENTS
        assert any(digit in text for digit in "0123456789")


@settings(max_examples=150)
@given(st.integers(0, MAX_CENTS))
def test_what_is_written_is_read_back_to_the_cent(cents):
    assert parse_amount(format_euros(cents)) == cents
    assert parse_amount(format_mona(cents)) == cents
    assert parse_amount(short_euros(cents)) == cents
    assert parse_amount(short_mona(cents)) == cents
    assert parse_amount(f"{cents / 100:,.2f}") == cents


@pytest.mark.parametrize(
    ("cents", "euros", "short"),
    [
        (0, "0,00\u00a0€", "0\u00a0€"),
        (5, "0,05\u00a0€", "0,05\u00a0€"),
        (12_50, "12,50\u00a0€", "12,50\u00a0€"),
        (100_00, "100,00\u00a0€", "100\u00a0€"),
        (1_234_00, "1\u202f234,00\u00a0€", "1\u202f234\u00a0€"),
        (-12_50, "\u221212,50\u00a0€", "\u221212,50\u00a0€"),
        (1_400_000_00, "1\u202f400\u202f000,00\u00a0€", "1\u202f400\u202f000\u00a0€"),
    ],
)
def test_euros_and_mona_are_written_in_french(cents, euros, short):
    assert format_euros(cents) == euros
    assert short_euros(cents) == short
    assert format_mona(cents) == euros.replace("€", "MonA")
    assert short_mona(cents) == short.replace("€", "MonA")


@pytest.mark.parametrize(
    ("basis_points", "words"),
    [
        (0, "0\u00a0%"),
        (250, "2,5\u00a0%"),
        (255, "2,55\u00a0%"),
        (5, "0,05\u00a0%"),
        (10_000, "100\u00a0%"),
        (-150, "\u22121,5\u00a0%"),
        (12_345_600, "123\u202f456\u00a0%"),
    ],
)
def test_a_rate_is_written_as_a_percentage(basis_points, words):
    assert format_rate(basis_points) == words
