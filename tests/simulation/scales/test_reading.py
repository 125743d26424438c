"""Scale files of docs/algorithms/scale-files.md, and every way to write one wrong."""

import pytest

from ecot.rules.scale import Scale, ScaleBase
from ecot.simulation.scales.reading import (
    KEY_MISSING,
    KEY_UNKNOWN,
    NOT_TOGETHER,
    NOT_TOML,
    RATE_IN_PER_CENT,
    RATES_SMALL,
    VALUE_OUT,
    VALUE_WRONG,
    read_scale,
)
from ecot.values.refusal import Refused
from tests.rules.examples import BRACKETS, SHARE_OF_INCOME

TWO = "knots_cents = [0, 50000]\nrates_bp = [100, 250]\n"


def test_what_is_absent():
    found = read_scale("knots_cents = [0, 50000, 120000, 250000]\nrates_bp = [0, 100, 250, 400]\n")
    assert found == BRACKETS
    assert isinstance(found, Scale)
    assert (found.ceiling_cents, found.base) == (None, ScaleBase.HOUSEHOLD)


def test_a_whole_file():
    found = read_scale(
        "# Ariège\n"
        "knots_cents = [0]\nrates_bp = [250]\njumps_cents = [0]\n"
        'floor_cents = 1000\nstep_cents = 1\nbase = "household"\n'
    )
    assert found == SHARE_OF_INCOME


@pytest.mark.parametrize("base", [each.value for each in ScaleBase])
def test_every_base(base):
    found = read_scale(f'{TWO}base = "{base}"\nceiling_cents = 10000')
    assert isinstance(found, Scale)
    assert (found.base, found.ceiling_cents) == (base, 100_00)


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("knots_cents = [0", NOT_TOML, "ne se lit pas"),
        ("x" * 200_000, NOT_TOML, "dépasse 100 ko"),
        ("", KEY_MISSING, "knots_cents manque. Donnez une liste de nombres entiers de centimes"),
        ("knots_cents = [0]", KEY_MISSING, "rates_bp manque"),
        (f"{TWO}flor_cents = 5", KEY_UNKNOWN, "flor_cents, ligne 3 : cette clé n'existe pas."),
        (f"{TWO}flor_cents = 5", KEY_UNKNOWN, "Vouliez-vous dire floor_cents ?"),
        (f"{TWO}\n[scale]\nstep_cents = 5", KEY_UNKNOWN, "scale, ligne 4"),
        (f"{TWO}base = 'income'", VALUE_WRONG, "base, ligne 3 : income ne se lit pas."),
        (f"{TWO}base = 'income'", VALUE_WRONG, "household, consumption_unit, quotient_familial"),
        (f"{TWO}floor_cents = '5'", VALUE_WRONG, "floor_cents, ligne 3 : 5"),
        (f"{TWO}floor_cents = [5]", VALUE_WRONG, "floor_cents, ligne 3"),
        (f"{TWO}floor_cents = true", VALUE_WRONG, "True ne se lit pas"),
        (f"{TWO}floor_cents = 5.5", VALUE_WRONG, "5,5 ne se lit pas"),
        (f"{TWO}floor_cents = inf", VALUE_WRONG, "inf ne se lit pas"),
        (f"{TWO}floor_cents = -1", VALUE_OUT, "de centimes, de 0 à 1000000 (0\u00a0€ à 10"),
        (f"{TWO}step_cents = 0", VALUE_OUT, "step_cents, ligne 3 : 0 ne convient pas"),
        (f"{TWO}jumps_cents = 5", VALUE_WRONG, "une liste de nombres entiers de centimes"),
        ("rates_bp = [10001]\nknots_cents = [0]", VALUE_OUT, "rates_bp, ligne 1 : 10001"),
        ("rates_bp = [-1]\nknots_cents = [0]", VALUE_OUT, "de 0 à 10000 (0\u00a0% à 100\u00a0%)"),
        ("rates_bp = [nan]\nknots_cents = [0]", VALUE_WRONG, "nan"),
        (
            "knots_cents = [0, 1]\n\nrates_bp = [0, 2.5]",
            RATE_IN_PER_CENT,
            (
                "rates_bp, ligne 3 : 2,5 n'est pas un nombre entier. Les taux sont en points de base,"
                " 100 pour 1 % : pour 2,5 %, écrivez 250."
            ),
        ),
        (
            "knots_cents = [0, 1]\nrates_bp = [0, 4]",
            RATES_SMALL,
            (
                "le plus haut taux est 4, soit 0,04\u00a0%. Les taux sont en points de base, 100 pour 1 % :"
                " pour 4 %, écrivez 400."
            ),
        ),
        ("knots_cents = [0]\nrates_bp = [14]", RATES_SMALL, "écrivez 1400"),
        ("knots_cents = [0, 5]\nrates_bp = [100]", NOT_TOGETHER, "knots_cents, ligne 1"),
        ("rates_bp = [100]\nknots_cents = [5]", NOT_TOGETHER, "knots_cents, ligne 2 : Les seuils"),
        ("rates_bp = []\nknots_cents = []", NOT_TOGETHER, "un au moins"),
        (f"{TWO}floor_cents = 2\nceiling_cents = 1", NOT_TOGETHER, "ceiling_cents, ligne 4"),
    ],
)
def test_a_fault_has_its_key_its_line_and_what_is_allowed(text, reason, words):
    refused = read_scale(text)
    assert isinstance(refused, Refused)
    assert refused.reason is reason
    assert words in refused.sentence


def test_small_rates_may_be_meant():
    small = "knots_cents = [0]\nrates_bp = [14]"
    found = read_scale(small, small_rates=True)
    assert isinstance(found, Scale)
    assert found.rates_bp == (14,)
    assert isinstance(read_scale("knots_cents = [0]\nrates_bp = [15]"), Scale)
    assert isinstance(read_scale("knots_cents = [0]\nrates_bp = [0]"), Scale)
