"""What `make mutants` lets through, and what not."""

from pathlib import Path

import pytest

from tests.house.mutants import PAGE, faults, functions, listed

RESULTS = """
    ecot.values.money.x_share__mutmut_3: survived
    ecot.values.numbers.x__well_formed__mutmut_8: survived
    ecot.values.month.xǁSpanǁ__post_init____mutmut_3: no tests
    ecot.values.money.x_short_euros__mutmut_1: killed
"""
LIVED_ON = {"values.money.share", "values.numbers._well_formed", "values.month.Span.__post_init__"}


def test_the_functions_whose_mutants_lived_on():
    assert functions(RESULTS) == LIVED_ON


def test_the_functions_that_a_page_gives_a_reason_for():
    assert listed("| function | why |\n|---|---|\n| `values.money.share` | words |\n") == {
        "values.money.share"
    }
    assert listed(Path(PAGE).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("killed", "reasons", "words"),
    [
        (88, LIVED_ON, []),
        (87, LIVED_ON, ["89.0 % noticed, 90 wanted"]),
        (99, LIVED_ON - {"values.money.share"}, [f"values.money.share: no reason in {PAGE}"]),
    ],
)
def test_nine_in_ten_are_noticed_and_the_others_have_their_reason(killed, reasons, words):
    figures = {"killed": killed, "timeout": 2, "segfault": 0, "total": 100}
    assert faults(figures, LIVED_ON, reasons) == words
