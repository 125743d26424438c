"""The figures of a month, worked by hand from balances at its end."""

import pytest

from ecot.figures.indicators import rounded, share_of, told
from ecot.ledger.chart import Code
from ecot.values.month import Month

JANUARY, FEBRUARY, MARCH = (Month(2026, number) for number in (1, 2, 3))

STANDING = {
    JANUARY: {Code.ALLOCATION_GRANTED: 0, Code.CONTRIBUTION: 500_00, Code.GRANT_INCOME: 900_00},
    FEBRUARY: {Code.ALLOCATION_GRANTED: 1_400_00, Code.CONTRIBUTION: 1_200_00},
    MARCH: {
        Code.ALLOCATION_GRANTED: 2_800_00,
        Code.CONTRIBUTION: 1_900_00,
        Code.BANK_FEE: 3_00,
        Code.GIFT: 50_00,
    },
}


def test_a_month_is_what_its_end_adds_to_the_end_of_the_one_before():
    found = told(STANDING, {FEBRUARY: 12, MARCH: 12})
    february, march = found.months[1:]
    assert (february.distributed_cents, february.contributed_cents) == (1_400_00, 700_00)
    assert (march.distributed_cents, march.contributed_cents) == (1_400_00, 700_00)
    assert (march.running_cents, march.other_cents) == (3_00, 50_00)
    assert march.contributed_share_bp == 50_00
    assert found.distributed_cents == 2_800_00


@pytest.mark.parametrize("few", range(1, 11))
def test_a_month_of_one_to_ten_households_is_shown_nowhere_not_even_in_the_total(few):
    found = told(STANDING, {FEBRUARY: few, MARCH: 12})
    assert [month.month for month in found.months] == [JANUARY, MARCH]
    assert found.kept_back == 1
    assert found.distributed_cents == 1_400_00


@pytest.mark.parametrize(
    ("households", "shown"), [(0, 0), (11, 10), (14, 10), (15, 20), (396, 400), (400, 400)]
)
def test_a_count_of_households_is_shown_to_the_nearest_ten(households, shown):
    assert rounded(households) == shown


@pytest.mark.parametrize(
    ("part", "whole", "bp"), [(1, 2, 50_00), (1, 3, 33_33), (5, 0, None), (-1, 2, None), (0, 5, 0)]
)
def test_a_share_in_basis_points(part, whole, bp):
    assert share_of(part, whole) == bp
