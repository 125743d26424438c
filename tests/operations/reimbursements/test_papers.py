"""The bank's file, the shop's statement, the advice."""

from datetime import date
from functools import partial

import pytest

from ecot.formats.sepa import amounts_in
from ecot.ledger.kinds import EntryKind
from ecot.operations.reimbursements.actions import confirm_remittance, prepare_remittance
from ecot.operations.reimbursements.papers import (
    advice_pdf,
    grouped,
    statement_pdf,
    transfers_file,
)
from ecot.operations.reimbursements.queries import payments_of_shop, statement_of
from ecot.operations.treasury.models import BankAccount
from ecot.values import clock
from ecot.values.act import asked
from ecot.values.references import Actor
from tests.builders.allocations import a_caisse
from tests.builders.answers import done
from tests.builders.members import a_household
from tests.builders.remittances import refunded, sold
from tests.builders.shops import a_shop, an_iban
from tests.builders.till import put_in_wallet
from tests.builders.treasury import BANK, money_act

pytestmark = pytest.mark.django_db
FIRST = date(2026, 4, 1)
FUND = "Caisse alimentaire commune"


@pytest.fixture
def shop():
    a_caisse()
    BankAccount.objects.filter(slug=BANK).update(iban=an_iban())
    who, shop = a_household(), a_shop(name="Le Fournil d’Élodie")
    put_in_wallet(who, 500_00)
    sold(who, shop.shop_id, 200_00, on=date(2026, 2, 10))
    sold(who, shop.shop_id, 100_00)
    sold(who, shop.shop_id, 20_00)
    refunded(who, shop.shop_id, 10_00, on=date(2026, 3, 11))
    return shop.shop_id


@pytest.fixture
def ordered(shop):
    made = prepare_remittance(money_act(FIRST), account=BANK)
    confirm_remittance(
        asked(Actor("user-2"), clock.at(FIRST, 15), "yes"), remittance_id=made.remittance_id
    )
    return made.remittance_id


def test_the_file_holds_the_transfers_and_is_always_the_same(ordered):
    first = done(transfers_file(ordered, fund_name=FUND))
    assert amounts_in(first) == [310_00]
    assert transfers_file(ordered, fund_name=FUND) == first
    assert b"ECOT-R000001" in first


def test_no_file_before_the_second_yes(shop):
    made = prepare_remittance(money_act(FIRST), account=BANK)
    assert transfers_file(made.remittance_id, fund_name=FUND).code == "NOT_ORDERED"


def test_a_statement_adds_up_day_by_day(shop):
    found = statement_of(shop, date(2026, 3, 1), date(2026, 3, 31))
    assert (found.opening_cents, found.sales_cents, found.refunds_cents, found.paid_cents) == (
        200_00,
        120_00,
        -10_00,
        0,
    )
    assert found.closing_cents == 310_00
    assert [(line.on, line.kind, line.count, line.amount_cents) for line in found.lines] == [
        (date(2026, 3, 10), EntryKind.TILL_PAYMENT, 2, 120_00),
        (date(2026, 3, 11), EntryKind.REFUND, 1, -10_00),
    ]


def test_the_month_of_the_payment_ends_at_zero(shop, ordered):
    found = statement_of(shop, FIRST, date(2026, 4, 30))
    assert (found.opening_cents, found.paid_cents, found.closing_cents) == (310_00, -310_00, 0)


def test_the_papers_are_tagged_pdf(shop, ordered):
    statement = statement_pdf(
        shop,
        from_on=date(2026, 3, 1),
        until_on=date(2026, 3, 31),
        fund_name=FUND,
        at=clock.at(FIRST),
    )
    (line,) = payments_of_shop(shop)
    for made in (statement, advice_pdf(line.line_id, fund_name=FUND)):
        paper = done(made)
        assert paper.startswith(b"%PDF-")
        assert b"/StructTreeRoot" in paper


def test_what_papers_refuse(shop):
    from uuid import UUID

    at = clock.at(FIRST)
    printed = partial(statement_pdf, from_on=FIRST, fund_name=FUND, at=at)
    assert printed(UUID(int=1), until_on=FIRST).code == "SHOP_UNKNOWN"
    assert printed(shop, until_on=date(2026, 3, 1)).code == "DATES_REVERSED"
    assert advice_pdf(10**6, fund_name=FUND).code == "LINE_UNKNOWN"
    assert transfers_file(UUID(int=1), fund_name=FUND).code == "REMITTANCE_UNKNOWN"


def test_an_iban_by_fours():
    assert grouped("FR7630006000011234567890189") == "FR76 3000 6000 0112 3456 7890 189"
