"""A till's day, and a disputed sale found by shop, hour and amount."""

from datetime import date

import pytest

from ecot.operations.till.queries import disputed_sales, sales_of_day
from ecot.operations.till.refunding import correct_sale, refund_sale
from tests.builders.till import DAY, a_market, by_card, paid, till

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    return a_market(100_00)


def sold(market, cents, hour, minute=0, day=DAY):
    return paid(by_card(market, cents, till(market, day=day, hour=hour, minute=minute))).entry_id


def test_found_by_hour_and_amount(market):
    morning, noon = sold(market, 12_50, 9), sold(market, 12_50, 12)
    sold(market, 8_00, 12, 10)
    sold(market, 12_50, 12, day=date(2026, 3, 3))
    shop_id = market.shop.shop_id
    found = disputed_sales(shop_id, on=DAY, hour=12, amount_cents=12_50)
    assert [line.entry_id for line in found] == [noon]
    assert found[0].household_id == market.household_id
    assert len(disputed_sales(shop_id, on=DAY, hour=12)) == 2
    early = disputed_sales(shop_id, on=DAY, hour=9, amount_cents=12_50)
    assert [line.entry_id for line in early] == [morning]


def test_the_day_adds_up_with_its_refund_and_its_correction(market):
    first, second = sold(market, 20_00 - 1, 9), sold(market, 15_00, 10)
    refund_sale(till(market, hour=11), sale_id=first, amount_cents=5_00)
    correct_sale(
        till(market, hour=10, minute=5),
        sale_id=second,
        point_of_sale_id=market.shop.point_of_sale_id,
        amounts=1_50,
    )
    day = sales_of_day(market.shop.point_of_sale_id, DAY)
    assert day.total_cents == 19_99 - 5_00 + 1_50
    assert len(day.lines) == 5
    assert {line.entry_id for line in day.lines if line.undone_by is not None} == {second}
