"""A shop from its application to its end, and what a till is told on each day."""

from datetime import date
from itertools import product
from uuid import UUID, uuid4

import pytest

from ecot.ledger import chart
from ecot.ledger.balances import balance
from ecot.operations.shops.actions import (
    accredit,
    apply_as_shop,
    change_point_of_sale,
    change_shop,
    change_shop_state,
    close_point_of_sale,
    open_point_of_sale,
    renew_agreement,
)
from ecot.operations.shops.directory import conventions_ending, shop_record
from ecot.operations.shops.files import PointOfSaleFile, PointOfSaleKind, ShopFile
from ecot.operations.shops.models import Shop
from ecot.operations.shops.queries import points_of_sale, selling_at, shops
from ecot.operations.shops.states import NEXT_SHOP_STATES, ShopState
from ecot.records.audit import lines
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.numbers import parse_shop_number
from ecot.values.references import shop
from ecot.values.refusal import Refused
from tests.builders.rulebook import founded_rules
from tests.builders.shops import FIRST, OPENED_ON, a_shop

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 14)
ACT = Act(FIRST, clock.at(DAY))
FOURNIL = ShopFile("Le Fournil", "bakery", siret="732 829 320 00074", email="pain@example.org")


def refusal(answer):
    assert isinstance(answer, Refused), answer
    assert answer.sentence
    return answer.code


def told(ids, day=DAY):
    point = selling_at(ids.point_of_sale_id, day)
    assert point is not None
    return None if point.refusal is None else refusal(point.refusal)


def moved(ids, to, since_on=None, on=DAY, reason="décision du comité"):
    act = Act(FIRST, clock.at(on))
    return change_shop_state(act, shop_id=ids.shop_id, to=to, reason=reason, since_on=since_on)


def test_a_till_asks_in_one_query(django_assert_num_queries):
    ids = a_shop("grocery")
    with django_assert_num_queries(1):
        point = selling_at(ids.point_of_sale_id, DAY)
    assert point is not None
    assert (point.shop_id, point.category, point.state, point.refusal) == (
        ids.shop_id,
        "grocery",
        ShopState.ACCREDITED,
        None,
    )


def test_an_unknown_point_of_sale_is_nobody():
    assert selling_at(uuid4(), DAY) is None


def test_a_shop_suspended_this_morning_sells_nothing_from_this_minute():
    ids = a_shop()
    assert told(ids) is None
    assert moved(ids, ShopState.SUSPENDED)
    assert told(ids) == "SHOP_SUSPENDED"
    assert told(ids, date(2026, 3, 13)) is None
    assert moved(ids, ShopState.ACCREDITED)
    assert told(ids) is None


def test_a_suspension_that_lies_ahead_begins_on_its_day():
    ids = a_shop()
    assert moved(ids, ShopState.SUSPENDED, since_on=date(2026, 4, 1))
    assert told(ids, date(2026, 3, 31)) is None
    assert told(ids, date(2026, 4, 1)) == "SHOP_SUSPENDED"


def test_a_convention_covers_its_first_and_its_last_day():
    ids = a_shop(since=date(2026, 1, 1), until=date(2026, 3, 31))
    told_on = {
        day: told(ids, day) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31))
    }
    assert list(told_on.values()) == ["SHOP_NOT_ACCREDITED", None, None]
    assert told(ids, date(2026, 4, 1)) == "AGREEMENT_EXPIRED"
    assert [each.shop_id for each in conventions_ending(DAY, date(2026, 4, 30))] == [ids.shop_id]
    assert renew_agreement(
        ACT, shop_id=ids.shop_id, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31)
    )
    assert told(ids, date(2026, 4, 1)) is None
    assert conventions_ending(DAY, date(2026, 4, 30)) == ()


def test_a_convention_does_not_end_before_it_starts():
    ids = a_shop(state=ShopState.APPLIED)
    answer = accredit(ACT, shop_id=ids.shop_id, starts_on=DAY, ends_on=date(2026, 3, 13))
    assert refusal(answer) == "AGREEMENT_DATES"
    assert told(ids) == "SHOP_NOT_ACCREDITED"


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 3, 14), date(2029, 3, 13)),
        (date(2026, 3, 1), date(2029, 2, 28)),
        (date(2028, 2, 29), date(2031, 2, 27)),
    ],
)
def test_without_an_end_a_convention_lasts_as_long_as_the_rule_says(starts_on, ends_on):
    founded_rules()
    ids = a_shop(state=ShopState.APPLIED, paid=False)
    assert accredit(ACT, shop_id=ids.shop_id, starts_on=starts_on)
    record = shop_record(ids.shop_id)
    assert record is not None
    assert [row.ends_on for row in record.agreements] == [ends_on]


def test_without_an_end_nor_a_rule_no_convention_is_written():
    ids = a_shop(state=ShopState.APPLIED, paid=False)
    assert refusal(accredit(ACT, shop_id=ids.shop_id, starts_on=DAY)) == "NO_RULE_IN_FORCE"


@pytest.mark.parametrize(("before", "after"), list(product(ShopState, ShopState)))
def test_only_the_steps_of_the_table_are_possible(before, after):
    ids = a_shop(state=ShopState.APPLIED, paid=False)
    path = {
        ShopState.APPLIED: [],
        ShopState.ACCREDITED: [ShopState.ACCREDITED],
        ShopState.SUSPENDED: [ShopState.ACCREDITED, ShopState.SUSPENDED],
        ShopState.ENDED: [ShopState.ENDED],
    }
    for step in path[before]:
        assert moved(ids, step, on=OPENED_ON)
    answer = moved(ids, after)
    if after in NEXT_SHOP_STATES[before]:
        assert answer
    else:
        assert refusal(answer) == "SHOP_STATE_NOT_NEXT"
    (row,) = shops(on=DAY)
    assert row.state is (after if answer else before)


def test_a_step_has_a_reason_and_is_not_dated_before_the_last():
    ids = a_shop(since=date(2026, 3, 1))
    assert refusal(moved(ids, ShopState.SUSPENDED, reason=" ")) == "REASON_MISSING"
    too_early = moved(ids, ShopState.SUSPENDED, since_on=date(2026, 2, 28))
    assert refusal(too_early) == "SHOP_STATE_TOO_EARLY"


def test_applying_opens_the_account_of_what_the_shop_is_owed():
    applied = apply_as_shop(ACT, file=FOURNIL)
    assert applied
    assert parse_shop_number(applied.number) == applied.number
    assert balance(chart.owed_to_shop(applied.shop_id)) == 0
    assert [line.facts["name"] for line in lines(shop(applied.shop_id))] == ["Le Fournil"]


def test_the_same_application_sent_twice_is_one_shop():
    act = asked(FIRST, clock.at(DAY), "form-1", name="Le Fournil")
    assert apply_as_shop(act, file=FOURNIL) == apply_as_shop(act, file=FOURNIL)
    assert Shop.objects.count() == 1


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (ShopFile("", "bakery"), "NAME_MISSING"),
        (ShopFile("Le Fournil", "  "), "CATEGORY_MISSING"),
        (ShopFile("Le Fournil", "bakery", siret="732 829 320 00075"), "SIRET_INVALID"),
        (ShopFile("Le Fournil", "bakery", email="chez nous"), "EMAIL_INVALID"),
    ],
)
def test_an_application_that_cannot_be_is_refused(file, code):
    assert refusal(apply_as_shop(ACT, file=file)) == code
    assert not Shop.objects.exists()


def test_a_siret_belongs_to_one_shop():
    applied = apply_as_shop(ACT, file=FOURNIL)
    assert applied
    assert refusal(apply_as_shop(ACT, file=FOURNIL)) == "SIRET_ALREADY_KNOWN"
    assert change_shop(ACT, shop_id=applied.shop_id, file=FOURNIL)
    other = ShopFile("Le Fournil d'à côté", "bakery")
    assert change_shop(ACT, shop_id=applied.shop_id, file=other)
    assert apply_as_shop(ACT, file=FOURNIL)


def test_a_shop_has_several_points_of_sale_each_with_its_days():
    ids = a_shop()
    market = PointOfSaleFile(
        "Marché des Arceaux", PointOfSaleKind.MARKET, "Boulevard des Arceaux", 43.6115, 3.8622,
        "8 h - 13 h", (6, 2, 6),
    )  # fmt: skip
    opened = open_point_of_sale(ACT, shop_id=ids.shop_id, file=market)
    assert isinstance(opened, UUID), opened
    found = {row.name: row for row in points_of_sale(selling_on=DAY)}
    assert set(found) == {"Épicerie du Clapas", "Marché des Arceaux"}
    assert found["Marché des Arceaux"].market_days == (2, 6)
    assert change_point_of_sale(ACT, point_of_sale_id=opened, file=PointOfSaleFile("Les Arceaux"))
    assert close_point_of_sale(ACT, point_of_sale_id=ids.point_of_sale_id)
    assert told(ids) == "POINT_OF_SALE_CLOSED"
    assert [row.name for row in points_of_sale(selling_on=DAY)] == ["Les Arceaux"]
    assert [row.points_of_sale for row in shops(on=DAY)] == [1]


def test_a_suspended_shop_is_not_on_the_map():
    ids = a_shop()
    assert moved(ids, ShopState.SUSPENDED)
    assert points_of_sale(selling_on=DAY) == []
    assert len(points_of_sale(shop_id=ids.shop_id)) == 1


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (PointOfSaleFile(" "), "NAME_MISSING"),
        (PointOfSaleFile("Étal", latitude=43.6), "COORDINATES_UNLIKELY"),
        (PointOfSaleFile("Étal", latitude=143.6, longitude=3.8), "COORDINATES_UNLIKELY"),
        (PointOfSaleFile("Étal", latitude=float("nan"), longitude=3.8), "COORDINATES_UNLIKELY"),
        (PointOfSaleFile("Étal", market_days=(0,)), "MARKET_DAYS_UNKNOWN"),
        (PointOfSaleFile("Étal", market_days=(8,)), "MARKET_DAYS_UNKNOWN"),
    ],
)
def test_a_point_of_sale_that_cannot_be_is_refused(file, code):
    ids = a_shop(paid=False)
    assert refusal(open_point_of_sale(ACT, shop_id=ids.shop_id, file=file)) == code


def test_an_unknown_shop_is_told_kindly():
    assert (
        refusal(open_point_of_sale(ACT, shop_id=uuid4(), file=PointOfSaleFile("Étal")))
        == "SHOP_UNKNOWN"
    )
    unknown = close_point_of_sale(ACT, point_of_sale_id=uuid4())
    assert refusal(unknown) == "POINT_OF_SALE_UNKNOWN"


def test_the_whole_file_of_a_shop():
    ids = a_shop()
    record = shop_record(ids.shop_id)
    assert record is not None
    assert [row.state for row in record.states] == [ShopState.ACCREDITED, ShopState.APPLIED]
    assert (len(record.agreements), len(record.points_of_sale), len(record.bank_accounts)) == (
        1,
        1,
        1,
    )
    assert shop_record(uuid4()) is None


@pytest.mark.parametrize(("search", "found"), [("clapas", 1), ("C001-3", 1), ("fournil", 0)])
def test_a_shop_is_found_by_name_or_number(search, found):
    a_shop()
    assert len(shops(search=search, state=ShopState.ACCREDITED)) == found
