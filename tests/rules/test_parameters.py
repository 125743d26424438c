"""Bounds, JSON form and sentences of the parameters of every rule."""

import json
import re
from dataclasses import replace

import pytest

from ecot.rules.contribution import ContributionRule, Mode
from ecot.rules.kinds import PARAMETERS, RuleKind
from ecot.rules.parameters import (
    MISSING_PARAMETER,
    OUT_OF_BOUNDS,
    PARAMETER_UNREADABLE,
    UNKNOWN_PARAMETER,
    Unit,
    bounds_of,
)
from ecot.rules.scale import Scale
from ecot.values.refusal import Refused
from tests.rules.examples import (
    BRACKETS,
    FIVE_BY_FIVE,
    FIXED_STEPS,
    GRID,
    M23,
    M25,
    SHARE_OF_INCOME,
    SOUND,
    THREE_RATES,
    TILL,
    scale,
)


def named(rule):
    return type(rule).__name__


def test_each_kind_has_its_parameters_and_its_name():
    assert set(PARAMETERS) == set(RuleKind)
    assert len({kind.label for kind in RuleKind}) == len(RuleKind)
    assert {type(rule) for rule in SOUND} == {*PARAMETERS.values(), Scale}


@pytest.mark.parametrize("rule", SOUND, ids=named)
def test_the_json_form_comes_back_as_it_went(rule):
    assert rule.check() is None
    written = json.loads(json.dumps(rule.to_json()))
    assert type(rule).from_json(written) == rule
    assert type(rule).from_json(rule.to_json()) == rule


@pytest.mark.parametrize("rule", SOUND, ids=named)
def test_the_sentence_is_french_and_whole(rule):
    sentence = rule.sentence()
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert not re.search(r"[{}]|None|True|False|\bcents\b|  |\b1 jours", sentence)


@pytest.mark.parametrize("rule", SOUND, ids=named)
def test_each_bound_is_kept(rule):
    for name, bound in bounds_of(type(rule)):
        several = isinstance(getattr(rule, name), tuple)
        for wrong in (bound.low - 1, bound.high + 1, -(10**30), 10**30):
            refused = replace(rule, **{name: (wrong,) if several else wrong}).check()
            assert refused is not None
            assert refused.reason is OUT_OF_BOUNDS
            assert bound.label in refused.sentence
        for right in (bound.low, bound.high):
            refused = replace(rule, **{name: (right,) if several else right}).check()
            assert refused is None or refused.reason is not OUT_OF_BOUNDS


def test_every_whole_number_of_a_rule_has_its_bound():
    for rule in SOUND:
        bounded = {name for name, _ in bounds_of(type(rule))}
        numbers = {
            name
            for name, value in rule.to_json().items()
            if isinstance(value, int) and not isinstance(value, bool)
        }
        assert numbers <= bounded


@pytest.mark.parametrize(
    ("rule", "name", "written"),
    [
        (M25, "base_cents", 120.0),
        (M25, "base_cents", "12000"),
        (M25, "base_cents", True),
        (M25, "base_cents", None),
        (M25, "base_cents", [12000]),
        (M25, "prorata_entry_month", 1),
        (M25, "prorata_entry_month", "true"),
        (M25, "cap_cents", 1.5),
        (GRID, "coverage", "everything"),
        (GRID, "coverage", 1),
        (GRID, "coverage", ["all_or_nothing"]),
        (GRID, "criteria", "offer"),
        (GRID, "criteria", [{"slug": "offer"}]),
        (GRID, "criteria", [{"slug": "o", "label": "o", "weight": 1.0, "required": True}]),
        (GRID, "criteria", [{"slug": "o", "label": 3, "weight": 1, "required": True, "more": 1}]),
        (GRID, "criteria", [None]),
        (THREE_RATES, "rates_bp", {"bread": 70.5}),
        (THREE_RATES, "rates_bp", [["bread", 7000]]),
        (BRACKETS, "knots_cents", [0, "500"]),
        (BRACKETS, "knots_cents", 0),
    ],
)
def test_another_form_is_not_read(rule, name, written):
    refused = type(rule).from_json({**rule.to_json(), name: written})
    assert isinstance(refused, Refused)
    assert refused.reason is PARAMETER_UNREADABLE
    assert f"« {name} »" in refused.sentence


def test_an_unknown_and_a_missing_parameter_are_named():
    unknown = type(M25).from_json({**M25.to_json(), "base_euros": 120})
    written = M25.to_json()
    del written["day_of_month"]
    missing = type(M25).from_json(written)
    assert isinstance(unknown, Refused)
    assert isinstance(missing, Refused)
    assert (unknown.reason, missing.reason) == (UNKNOWN_PARAMETER, MISSING_PARAMETER)
    assert "« base_euros »" in unknown.sentence
    assert "« day_of_month »" in missing.sentence


def test_what_is_read_is_also_checked():
    refused = type(M25).from_json({**M25.to_json(), "base_cents": -1})
    assert isinstance(refused, Refused)
    assert refused.sentence.replace("\u00a0", " ") == (
        "Premier participant : \u22120,01 € ne convient pas."
        " Choisissez une valeur entre 0 € et 1\u202f000 €."
    )


def test_a_value_that_is_no_parameter_is_our_own_mistake():
    with pytest.raises(AssertionError):
        replace(M25, base_cents=1.5).to_json()


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        (Unit.CENTS, 12_50, "12,50\u00a0€"),
        (Unit.BASIS_POINTS, 250, "2,5\u00a0%"),
        (Unit.COUNT, 3, "3"),
        (Unit.MINUTES, 15, "15 min"),
        (Unit.HOURS, 12, "12 h"),
        (Unit.DAYS, 2, "2 jours"),
        (Unit.DAYS, 1, "1 jour"),
        (Unit.MONTHS, 3, "3 mois"),
        (Unit.YEARS, 17, "17 ans"),
    ],
)
def test_a_bounded_value_is_said_with_its_unit(unit, value, words):
    assert unit.words(value) == words


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (M23, "chaque foyer reçoit 100 MonA par adulte."),
        (M25, "chaque foyer reçoit 120 MonA, et 40 MonA de plus par autre participant."),
        (
            replace(M25, extra_child_cents=20_00, cap_cents=300_00, prorata_entry_month=True),
            (
                "120 MonA, 40 MonA de plus par autre adulte et 20 MonA par enfant (jusqu'à 17 ans)."
                " Un foyer ne reçoit pas plus de 300 MonA par mois. Le mois de son arrivée"
            ),
        ),
        (replace(M25, extra_adult_cents=120_00, extra_child_cents=120_00), "120 MonA par participant"),
        (replace(M25, months_tolerated=0, day_of_month=5), "Dès le premier mois sans cotisation"),
        (replace(M25, day_of_month=5), "Le 5 du mois"),
        (
            BRACKETS,
            (
                "Selon le revenu du mois : 1 % de la tranche de 500 € à 1\u202f200 €, 2,5 % de la"
                " tranche de 1\u202f200 € à 2\u202f500 €, 4 % au-delà de 2\u202f500 €."
            ),
        ),
        (scale([0], [0]), "Selon le revenu du mois : au moins 0 €."),
        (FIXED_STEPS, "30 €, 10 € de plus à partir de 400 €"),
        (FIVE_BY_FIVE, "2,5 %, au plus 100 €."),
        (ContributionRule(mode=Mode.SCALE, minimum_cents=0, scale=SHARE_OF_INCOME), "un barème, chaque mois, de 1 € en 1 €, sans justificatif. Barème. Selon le revenu du mois : 2,5 %, au moins 10 €."),
        (THREE_RATES, "(wine : 30 %, cheese : 70 %, bread : 70 %, vegetables : 100 %)"),
        (GRID, "Il faut : une offre locale. La grille demande 70 points."),
        (replace(TILL, offline_hours=12, offline_per_wallet_cents=20_00), "Hors ligne, on paie pendant 12 h"),
    ],
)  # fmt: skip
def test_a_sentence_says_the_figures(rule, said):
    assert said in rule.sentence().replace("\u00a0", " ")
