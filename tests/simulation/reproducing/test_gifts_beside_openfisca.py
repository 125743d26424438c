"""The relief of gifts beside openfisca-france, figure by figure (docs/algorithms/reproducing.md)."""

import pytest

from ecot.rules.relief import household_relief
from ecot.simulation.funding.relief import household_law
from ecot.values.money import round_half_up
from ecot.values.month import Month
from tests.simulation.reproducing import openfisca_gifts

# OpenFisca-France 176.1.8, OpenFisca-Core 44.7.1, read on 2026-11-27: year, gift, taxable income,
# tax before the gift, reduction given; whole euros a year, as that model rounds them.
BY_OPENFISCA = [
    (2023, 600, 27000, 1637, 396),
    (2023, 1000, 27000, 1637, 660),
    (2023, 600, 13500, 0, 0),
    (2023, 600, 18000, 199, 199),
    (2023, 7200, 36000, 4086, 4086),
    (2023, 10000, 36000, 4086, 4086),
    (2023, 15000, 81000, 17586, 9900),
    (2023, 20000, 81000, 17586, 10692),
    (2023, 600, 72000, 4654, 396),
    (2023, 600, 45000, 2137, 396),
    (2023, 1, 54000, 9486, 1),
    (2023, 333, 54000, 9486, 220),
    (2023, 1201, 108000, 11936, 793),
    (2024, 600, 27000, 1588, 396),
    (2024, 1000, 27000, 1588, 660),
    (2024, 600, 13500, 0, 0),
    (2024, 600, 18000, 150, 150),
    (2024, 7200, 36000, 3965, 3965),
    (2024, 10000, 36000, 3965, 3965),
    (2024, 15000, 81000, 17465, 9900),
    (2024, 20000, 81000, 17465, 10692),
    (2024, 600, 72000, 4349, 396),
    (2024, 600, 45000, 2046, 396),
    (2024, 1, 54000, 9365, 1),
    (2024, 333, 54000, 9365, 220),
    (2024, 1201, 108000, 11567, 793),
]


@pytest.mark.parametrize(("year", "gift", "taxable", "tax", "given"), BY_OPENFISCA)
def test_the_relief_is_openfiscas_to_the_euro(year, gift, taxable, tax, given):
    found = household_relief(
        household_law(Month(year, 12)),
        base_cents=100 * gift,
        taxable_income_cents=100 * taxable,
        tax_due_cents=100 * tax,
    )
    assert round_half_up(found.used_cents, 100) == given


def test_the_table_holds_every_limit():
    """Tax that is enough, too low, none; a gift below and above a fifth of the income; a rounding."""
    assert {tax == 0 for *_, tax, _ in BY_OPENFISCA} == {True, False}
    assert any(0 < tax == given for *_, tax, given in BY_OPENFISCA)
    assert any(gift * 5 > taxable for _, gift, taxable, *_ in BY_OPENFISCA)
    assert any(gift * 66 % 100 for _, gift, *_ in BY_OPENFISCA)


def test_a_fresh_table_is_the_recorded_one():
    pytest.importorskip(
        "openfisca_france", reason="lives in its own environment: openfisca_gifts.py"
    )
    assert openfisca_gifts.rows() == BY_OPENFISCA
