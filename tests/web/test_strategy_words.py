"""Figures of the reference, as the strategy pages write them."""

import pytest

from ecot.strategy.mechanisms import DatedValue
from ecot.web.strategy.words import since_words, value_words


def a_value(value, unit="", from_on=""):
    return DatedValue(from_on, value, unit, "", ())


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, "EUR/year", "inconnu"),
        (0.66, "share", "66 %"),
        (0.005, "share", "0,5 %"),
        (0.092, "share", "9,2 %"),
        (7.32, "EUR/title", "7,32 € par titre"),
        (720000, "EUR/year", "720 000 € par an"),
        (153_800_000_000, "EUR/year", "153,8 milliards d’euros par an"),
        ((-0.3, -0.1), "share", "-30 % à -10 %"),
        (1, "years", "1 an"),
        (5, "years", "5 ans"),
        (630, "firms_or_more", "630 entreprises au moins"),
        (16, "count", "16"),
        (0.02, "share/quarter", "2 % par trimestre"),
    ],
)
def test_a_value_with_its_unit(value, unit, words) -> None:
    assert value_words(a_value(value, unit)).replace("\xa0", " ").replace("\u202f", " ") == words


@pytest.mark.parametrize(
    ("from_on", "words"),
    [
        ("2025-06-01", "depuis le 1er juin 2025"),
        ("2024", "depuis 2024"),
        ("2024-03", "depuis 03/2024"),
        ("", ""),
    ],
)
def test_since_when(from_on, words) -> None:
    assert since_words(a_value(1, from_on=from_on)) == words
