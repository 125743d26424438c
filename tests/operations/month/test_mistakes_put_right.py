"""A month in which everything goes wrong once and is put right: each check of the rooms stays green."""

from datetime import date

import pytest

from ecot.ledger.checks import growing, journal, naming, standing
from ecot.operations.allocations import checks as allocations
from ecot.operations.allocations.leaving import Departure, Move, move_wallet, settle_leaver
from ecot.operations.allocations.queries import to_recover
from ecot.operations.allocations.recovering import forgive_recovery, take_back
from ecot.operations.allocations.undoing import undo_run
from ecot.operations.members.models import Belonging
from ecot.operations.month.actions import open_month
from ecot.operations.reimbursements import checks as reimbursements
from ecot.operations.reimbursements.actions import (
    confirm_remittance,
    prepare_remittance,
    record_execution,
    record_return,
)
from ecot.operations.reimbursements.queries import payments_of_shop
from ecot.operations.till import checks as till_checks
from ecot.operations.till.refunding import correct_sale, refund_sale
from ecot.values import clock
from ecot.values.act import asked
from ecot.values.month import Month
from ecot.values.references import Actor
from tests.builders.allocations import MARCH, a_caisse, office_money
from tests.builders.members import a_card, a_household
from tests.builders.shops import a_shop
from tests.builders.till import Market, by_card, paid, payment_rule, till
from tests.builders.treasury import BANK, money_act

pytestmark = pytest.mark.django_db


def checks():
    """Every check of the book and of these rooms, by name."""
    for room in (growing, journal, naming, standing, allocations, reimbursements, till_checks):
        for name, check in vars(room).items():
            is_ours = getattr(check, "__module__", "") == room.__name__
            if is_ours and callable(check) and not name.startswith("_") and name[0].islower():
                yield f"{room.__name__}.{name}", check


@pytest.fixture
def market():
    """March is open; a household of one adult was typed with two children too many."""
    rule = payment_rule(
        code_from_cents=200_00,
        ceiling_per_payment_cents=150_00,
        ceiling_per_day_cents=400_00,
        correction_minutes=15,
    )
    a_caisse(20_000_00, payment=rule)
    first = Market(a_card(a_household(1, 2)), "", a_shop())
    assert open_month(office_money(date(2026, 3, 1)), month=MARCH)
    return first


def test_each_mistake_is_put_right_and_the_checks_stay_green(market):
    who, shop = market.household_id, market.shop
    wrong = paid(by_card(market, 120_00)).entry_id
    point = {"point_of_sale_id": shop.point_of_sale_id}
    assert correct_sale(till(market, minute=4), sale_id=wrong, amounts=112_00, **point)
    sale = paid(by_card(market, 60_00)).entry_id
    assert refund_sale(till(market), sale_id=sale, amount_cents=10_00, **point)
    Belonging.objects.filter(household_id=who, person__given_name__startswith="Enfant").update(
        counts_until=date(2025, 1, 1)
    )
    fifth = date(2026, 3, 5)
    undone = undo_run(office_money(fifth), month=MARCH, reason="enfants en trop", again=True)
    assert (undone.granted_cents, undone.to_recover_cents) == (120_00, 42_00)

    made = prepare_remittance(money_act(date(2026, 4, 1)), account=BANK)
    yes = asked(Actor("user-2"), clock.at(date(2026, 4, 1), 15), "yes")
    assert confirm_remittance(yes, remittance_id=made.remittance_id)
    second = date(2026, 4, 2)
    assert record_execution(money_act(second), remittance_id=made.remittance_id, executed_on=second)
    (line,) = payments_of_shop(shop.shop_id)
    fourth = date(2026, 4, 4)
    assert record_return(money_act(fourth), line_id=line.line_id, returned_on=fourth, reason="AC04")

    assert open_month(office_money(date(2026, 4, 1)), month=Month(2026, 4))
    assert take_back(office_money(second), household_id=who, amount_cents=20_00)
    assert forgive_recovery(office_money(second), household_id=who, amount_cents=22_00)
    other = a_household(1, since=second)
    moved = move_wallet(
        office_money(second), from_id=who, to_id=other, amount_cents=40_00, why=Move.SEPARATION
    )
    assert moved
    assert settle_leaver(office_money(fourth), household_id=other, because=Departure.DECEASED)
    assert to_recover() == {}

    found = {name: check() for name, check in checks()}
    assert len(found) > 12
    assert {name: one.offender for name, one in found.items() if not one.ok} == {}
