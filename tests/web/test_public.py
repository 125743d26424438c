"""Pages that everyone reads: the rule as a sentence and a curve, figures without anybody in them."""

from datetime import date

import pytest
from django.test import Client

from ecot.rules.kinds import RuleKind
from ecot.rules.presets import PRESETS
from ecot.values import clock
from tests.builders.allocations import a_caisse, opened
from tests.builders.faces import MARCH
from tests.builders.members import a_household
from tests.builders.rulebook import founded_rules


@pytest.fixture
def visitor(db, at_noon):
    return Client()


def text_of(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def test_each_rule_in_force_is_a_sentence_and_the_two_main_ones_are_drawn(visitor):
    founded_rules("montpellier-2025")
    text = text_of(visitor, "/la-regle/").replace("’", "'")
    for kind in RuleKind:
        sentence = PRESETS["montpellier-2025"].rules[kind].parameters.sentence()
        assert sentence.replace("’", "'") in text.replace("&#x27;", "'"), kind
    assert "<polyline" in text
    assert text.count('class="drawing"') == 2
    assert "Les mêmes chiffres en tableau" in text


def test_the_history_of_a_rule_tells_its_source(visitor):
    founded_rules("montpellier-2025")
    text = text_of(visitor, "/la-regle/allocation/")
    assert "Acte fondateur du 15 janvier 2023" in text
    assert "en vigueur" in text


def test_an_unknown_rule_is_not_found_in_words(visitor):
    page = visitor.get("/la-regle/autre/")
    assert page.status_code == 404
    assert "Il n’y a rien à cette adresse" in page.content.decode()


@pytest.mark.parametrize("address", ["/", "/la-regle/", "/les-chiffres/", "/ou-acheter/"])
def test_an_empty_caisse_shows_its_pages_too(visitor, address):
    assert text_of(visitor, address)


def test_a_month_of_ten_households_is_kept_back_and_of_eleven_is_shown(visitor):
    a_caisse()
    for _ in range(10):
        a_household()
    opened(MARCH)
    assert "mars 2026" not in text_of(visitor, "/les-chiffres/")


def test_a_month_of_eleven_households_is_shown_rounded(visitor):
    a_caisse()
    for _ in range(11):
        a_household()
    opened(MARCH)
    text = text_of(visitor, "/les-chiffres/")
    assert "mars 2026" in text
    assert "1\u202f320" in text
    assert ">11<" not in text


def test_the_figures_cost_the_same_queries_whatever_the_number_of_months(
    visitor, django_assert_max_num_queries
):
    a_caisse(reserve_cents=80_000_00)
    for _ in range(12):
        a_household(since=date(2025, 6, 1))
    for step in range(5):
        month = MARCH.plus(step - 4)
        with clock.moved(clock.at(month.first_day)):
            opened(month)
    with django_assert_max_num_queries(26):
        text_of(visitor, "/les-chiffres/")
