"""The shipped income tax: its form, known figures of the law, and a fresh one where it can be made."""

from itertools import pairwise

import pytest

from ecot.reference.entry import FaultyDataError
from ecot.reference.loading import income_tax, read
from ecot.simulation.population.types import DEPENDANTS, GROWN, TYPE_NAMES
from tests.reference import income_tax_grid

FILE = "income_tax.yaml"
GOOD = """
version: 1
as_of: "2026-11-27"
income_year: 2021
computed_with: somebody
method: by hand
unit: EUR per year
tables:
  - {composition: a1c0, adults: 1, children: 0, knots: [[0, 0], [10, 5]]}
"""


def test_every_type_of_household_has_its_table():
    assert tuple(income_tax()) == TYPE_NAMES
    for name, adults, children in zip(TYPE_NAMES, GROWN, DEPENDANTS, strict=True):
        entry = income_tax()[name]
        assert (entry.value("adults"), entry.value("children")) == (adults, children)


def test_a_table_that_falls_is_refused():
    read(FILE, GOOD)
    for spoilt in ("[10, 5], [10, 6]", "[10, 5], [12, 4]"):
        with pytest.raises(FaultyDataError, match="does not come after"):
            read(FILE, GOOD.replace("[10, 5]", spoilt))


def test_the_bracket_of_30_per_cent_of_a_person_alone():
    """By hand: 30 % of 90 % of what is declared, which is net wages and the CSG that is not deducted.

    From 27 322 to 64 223: tax 14 324 and disposable 36 901, 51 225 net of contributions; 2.9 % of
    98.25 % of gross (net / 0.78) is declared as well, 53 096; × 0.27 = 14 336.
    """
    knots = income_tax()["a1c0"].value("knots")
    assert isinstance(knots, list)
    (low, less), (high, more) = next(pair for pair in pairwise(knots) if pair[0][0] == 27_322)
    net = (high - low) + (more - less)
    declared = net * (1 + 0.029 * 0.9825 / 0.78)
    assert more - less == pytest.approx(declared * 0.27, rel=0.005)


def test_a_fresh_table_is_the_shipped_one():
    pytest.importorskip("openfisca_france", reason="pip install openfisca-france to make it again")
    for name, (adults, children) in income_tax_grid.COMPOSITIONS.items():
        fresh = income_tax_grid.knots(income_tax_grid.points(adults, children))
        assert [list(pair) for pair in fresh] == income_tax()[name].value("knots")
