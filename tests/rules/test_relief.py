"""The law's part, worked in docs/algorithms/tax-relief.md; published checks M-03, M-04, M-05, F-14."""

import os

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecot.rules.relief import (
    AidLaw,
    Relief,
    aid_relief,
    aid_relief_many,
    firm_relief,
    firm_relief_many,
    household_relief,
    household_relief_many,
    wealth_relief,
    wealth_relief_many,
)
from tests.rules.examples import FIRM, LAW, WEALTH

CASES = settings(max_examples=3_000 if os.environ.get("DRILL") == "1" else 40, deadline=None)
AID = AidLaw(rate_bp=7_500, ceiling_cents=2_000_00, beyond=LAW)


@pytest.mark.parametrize(
    ("taxable", "tax_due", "carried", "relief"),
    [
        (30_000_00, 1_500_00, 0, Relief(396_00, 396_00, 0, 0)),
        (30_000_00, 100_00, 0, Relief(396_00, 100_00, 296_00, 0)),
        (14_000_00, 0, 0, Relief(396_00, 0, 396_00, 0)),
        (2_000_00, 1_500_00, 0, Relief(264_00, 264_00, 0, 200_00)),
        (-1, 1_500_00, 0, Relief(0, 0, 0, 600_00)),
        (30_000_00, 1_500_00, 200_00, Relief(528_00, 528_00, 0, 0)),
    ],
)
def test_a_surplus_of_fifty_a_month(taxable, tax_due, carried, relief):
    """150 paid and 100 received each month: a base of 600 (M-03, F-14: 396 back, 204 net)."""
    found = household_relief(
        LAW,
        base_cents=600_00,
        taxable_income_cents=taxable,
        tax_due_cents=tax_due,
        carried_cents=carried,
    )
    assert found == relief


@pytest.mark.parametrize(
    ("gift", "tax_due", "relief"),
    [
        (2_000_00, 9_000_00, Relief(1_500_00, 1_500_00, 0, 0)),
        (3_000_00, 9_000_00, Relief(2_160_00, 2_160_00, 0, 0)),
        (3_000_00, 1_600_00, Relief(2_160_00, 1_600_00, 560_00, 0)),
        (3_000_00, 0, Relief(2_160_00, 0, 2_160_00, 0)),
    ],
)
def test_gifts_for_free_meals(gift, tax_due, relief):
    """M-04: at most 1 500 at 75 %."""
    found = aid_relief(AID, base_cents=gift, taxable_income_cents=30_000_00, tax_due_cents=tax_due)
    assert found == relief


@pytest.mark.parametrize(
    ("gift", "tax_due", "relief"),
    [
        (2_000_00, 90_000_00, Relief(1_500_00, 1_500_00, 0, 0)),
        (80_000_00, 90_000_00, Relief(50_000_00, 50_000_00, 0, 0)),
        (80_000_00, 10_000_00, Relief(50_000_00, 10_000_00, 40_000_00, 0)),
    ],
)
def test_gifts_against_the_tax_on_wealth(gift, tax_due, relief):
    assert wealth_relief(WEALTH, base_cents=gift, tax_due_cents=tax_due) == relief


@pytest.mark.parametrize(
    ("turnover", "gift", "carried", "tax_due", "relief"),
    [
        (500_000_00, 25_000_00, 0, 50_000_00, Relief(12_000_00, 12_000_00, 0, 5_000_00)),
        (4_000_000_00, 25_000_00, 0, 50_000_00, Relief(12_000_00, 12_000_00, 0, 5_000_00)),
        (4_000_002_00, 25_000_00, 0, 50_000_00, Relief(12_000_01, 12_000_01, 0, 4_999_99)),
        (500_000_00, 10_000_00, 5_000_00, 4_000_00, Relief(9_000_00, 4_000_00, 5_000_00, 0)),
        (
            1_000_000_000_00,
            3_000_000_00,
            0,
            5_000_000_00,
            Relief(1_600_000_00, 1_600_000_00, 0, 0),
        ),
    ],
)
def test_the_patronage_of_a_firm(turnover, gift, carried, tax_due, relief):
    """M-05: the cap leaves its floor of 20 000 above a turnover of 4 000 000."""
    found = firm_relief(
        FIRM,
        gift_cents=gift,
        turnover_cents=turnover,
        tax_due_cents=tax_due,
        carried_cents=carried,
    )
    assert found == relief
    if not carried:
        given = {"gift_cents": gift, "turnover_cents": turnover, "tax_due_cents": tax_due}
        assert firm_relief(FIRM, **given) == relief


CENTS = st.integers(0, 10**11) | st.integers(0, 500_000)
ROWS = st.lists(st.tuples(CENTS, CENTS, CENTS, CENTS), min_size=1, max_size=20)


def columns(rows):
    return (np.array(column) for column in zip(*rows, strict=True))


def same(found, expected):
    """The twin's four arrays hold the scalar answers."""
    rows = zip(
        found.reduction_cents.tolist(),
        found.used_cents.tolist(),
        found.unused_cents.tolist(),
        found.carried_cents.tolist(),
        strict=True,
    )
    assert found.carried_cents.dtype == found.reduction_cents.dtype == np.int64
    return [Relief(*row) for row in rows] == expected


@CASES
@given(ROWS, st.booleans())
def test_the_reliefs_of_many_households(rows, with_carried):
    base, taxable, tax_due, carried = columns(rows)
    found = household_relief_many(
        LAW,
        base_cents=base,
        taxable_income_cents=taxable - 1_000,
        tax_due_cents=tax_due,
        carried_cents=carried if with_carried else None,
    )
    expected = [
        household_relief(
            LAW,
            base_cents=row[0],
            taxable_income_cents=row[1] - 1_000,
            tax_due_cents=row[2],
            carried_cents=row[3] if with_carried else 0,
        )
        for row in rows
    ]
    assert same(found, expected)
    again = aid_relief_many(
        AID, base_cents=base, taxable_income_cents=taxable, tax_due_cents=tax_due
    )
    aided = [
        aid_relief(AID, base_cents=row[0], taxable_income_cents=row[1], tax_due_cents=row[2])
        for row in rows
    ]
    assert same(again, aided)


@CASES
@given(ROWS, st.booleans())
@example([(3_000_000_00, 1_000_000_000_00, 5_000_000_00, 0)], False)
def test_the_reliefs_of_many_firms_and_fortunes(rows, with_carried):
    gift, turnover, tax_due, carried = columns(rows)
    found = firm_relief_many(
        FIRM,
        gift_cents=gift,
        turnover_cents=turnover,
        tax_due_cents=tax_due,
        carried_cents=carried if with_carried else None,
    )
    expected = [
        firm_relief(
            FIRM,
            gift_cents=row[0],
            turnover_cents=row[1],
            tax_due_cents=row[2],
            carried_cents=row[3] if with_carried else 0,
        )
        for row in rows
    ]
    assert same(found, expected)
    again = wealth_relief_many(WEALTH, base_cents=gift, tax_due_cents=tax_due)
    wealthy = [wealth_relief(WEALTH, base_cents=row[0], tax_due_cents=row[2]) for row in rows]
    assert same(again, wealthy)


@CASES
@given(ROWS)
def test_what_is_given_back_is_never_more_than_the_tax_or_the_gift(rows):
    for base, taxable, tax_due, carried in rows:
        found = household_relief(
            LAW,
            base_cents=base,
            taxable_income_cents=taxable,
            tax_due_cents=tax_due,
            carried_cents=carried,
        )
        assert 0 <= found.used_cents <= min(tax_due, base + carried)
        assert found.used_cents + found.unused_cents == found.reduction_cents
