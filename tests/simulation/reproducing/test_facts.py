"""docs/algorithms/reproducing.md, « What the model misses »: the table is what the code finds today."""

import pytest

from ecot.simulation.reproducing import How, reproduce
from ecot.simulation.reproducing.facts import facts

FACTS = {check.id: check for check in reproduce() if not check.must_hold}
TABLE = [
    ("B-1", "mean_contribution", 54.4, 0.5, True),
    ("B-2", "coverage_share", 0.52, 0.01, True),
    ("B-3", "top_of_400", 250, 0, False),
    ("B-4", "mean_contribution", 12.0, 0.1, True),
    ("B-5", "contribution", 6.8, 0.15, False),
    ("B-6", "mean_contribution", 27.6, 0.5, False),
    ("B-6", "share_below_10", 0.52, 0.01, False),
    ("B-6", "share_below_100", 0.93, 0.01, False),
    ("B-7", "mean_contribution", 28.4, 0.1, True),
    ("B-8", "top_of_43", 607, 25, False),
    ("B-9", "disposable_income_bn", 1_216, 12, True),
    ("B-9", "rate_needed", 0.096, 0.001, True),
    ("B-9", "gini", 0.296, 0.003, True),
    ("B-10", "mean_size", 1.84, 0.01, True),
]


def test_the_page_lists_every_fact():
    assert {row[0] for row in TABLE} == set(FACTS) == {fact.id for fact in facts()}


@pytest.mark.parametrize(("name", "figure", "found", "within", "holds"), TABLE)
def test_the_model_is_as_right_and_as_wrong_as_the_page_says(name, figure, found, within, holds):
    assert FACTS[name].found[figure] == pytest.approx(found, abs=within + 1e-9)
    assert FACTS[name].ok is holds


def test_a_fact_has_its_error_its_page_and_its_reason():
    for check in FACTS.values():
        assert check.error.keys() == check.expected.keys()
        assert check.how is How.MODEL
        assert check.note
        assert check.sources
    assert FACTS["B-8"].sources[0].startswith("http")
    assert FACTS["B-8"].error["top_of_43"] == pytest.approx(135, abs=25)


def test_a_missed_fact_is_no_fault():
    assert not any(check.must_hold for check in FACTS.values())
