"""A formula of a data file is arithmetic, exact, and nothing else."""

from fractions import Fraction

import pytest

from ecot.simulation.reproducing.formula import FormulaError, compute, exact

KNOWN = {
    "a": Fraction(2),
    "rows": [
        {"count": Fraction(3), "each": Fraction(5)},
        {"count": Fraction(1), "each": Fraction(7)},
    ],
    "shares": {"state": Fraction(1, 2)},
}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("a * 3 - 1", 5),
        ("-a + 0.1 * 3", Fraction(-17, 10)),
        ("7 // a + 1", 4),
        ("a / 3", Fraction(2, 3)),
        ("max(0, 1 - a)", 0),
        ("min(a, 3)", 2),
        ("a > 1", True),
        ("[r['count'] * r['each'] for r in rows]", [15, 7]),
        ("sum(r['count'] for r in rows)", 4),
        ("[100 * shares['state'], a]", [50, 2]),
    ],
)
def test_arithmetic_is_exact(formula, expected):
    assert compute(formula, KNOWN) == expected


@pytest.mark.parametrize(
    "formula",
    [
        "b + 1",
        "__import__('os').getcwd()",
        "a.real",
        "a ** 9",
        "open('x')",
        "(lambda: a)()",
        "sum(rows, key=a)",
        "rows[0]",
        "[r for r in rows if r]",
        "[r for r in shares]",
        "[r for r in rows for s in rows]",
        "'x' * 9",
        "a / 0",
        "a +",
        "rows + 1",
        "rows['count']",
        "shares['x']",
        "1 < a < 3",
        "a if a else 1",
        "f'{a}'",
        "a" + " + a" * 200,
    ],
)
def test_anything_else_is_refused(formula):
    with pytest.raises(FormulaError):
        compute(formula, KNOWN)


def test_figures_are_read_as_written():
    assert exact({"rate": 0.1, "parts": [1, True, None, "x"]}) == {
        "rate": Fraction(1, 10),
        "parts": [1, True, None, "x"],
    }
