"""From what is owed to what is paid, by the hand-worked table of docs/algorithms/remittance.md."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from ecot.ledger import chart
from ecot.ledger.balances import balance
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.entries import entry
from ecot.operations.reimbursements.actions import (
    Prepared,
    call_off_remittance,
    confirm_remittance,
    prepare_remittance,
    record_execution,
    record_return,
)
from ecot.operations.reimbursements.models import Remittance
from ecot.operations.reimbursements.owing import InTheWay, owed_by_shop
from ecot.operations.reimbursements.queries import (
    due_shops,
    lines_of_remittance,
    payments_of_shop,
    remittances,
    waiting,
)
from ecot.operations.reimbursements.states import LineState
from ecot.operations.shops.actions import stop_bank_change
from ecot.operations.shops.models import BankDetails
from ecot.rules.reimbursement import ReimbursementRule, Rhythm
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.references import Actor
from tests.builders.allocations import a_caisse
from tests.builders.members import a_household
from tests.builders.remittances import refunded, sold
from tests.builders.shops import a_shop
from tests.builders.till import put_in_wallet
from tests.builders.treasury import BANK, money_act
from tests.databases.clones import race

MONTHLY = ReimbursementRule(rhythm=Rhythm.MONTHLY, minimum_cents=20_00, delay_days=10, fee_bp=100)
FIRST = date(2026, 4, 1)
SECOND_PERSON = Actor("user-2")


@dataclass(frozen=True)
class Five:
    """The five shops of the table, and who buys."""

    household: UUID
    p: UUID
    q: UUID
    r: UUID
    s: UUID
    t: UUID


def the_table():
    a_caisse(10_000_00, reimbursement=MONTHLY)
    who = a_household()
    put_in_wallet(who, 2_000_00)
    shops = {name: a_shop(name=f"Commerce {name}", paid=name != "S").shop_id for name in "PQRST"}
    for name, sales, back in (
        ("P", 310_00, 10_00),
        ("Q", 15_00, 0),
        ("R", 55_00, 55_00),
        ("S", 80_50, 0),
        ("T", 120_00, 0),
    ):
        sold(who, shops[name], sales)
        if back:
            refunded(who, shops[name], back)
    refunded(who, shops["R"], 15_00)
    return Five(who, *shops.values())


@pytest.fixture
def five(db):
    return the_table()


def prepared(day=FIRST, key="", **body):
    done = prepare_remittance(money_act(day, key=key, **body), account=BANK)
    assert done, done
    return done


def other(day=FIRST, key="second-yes", hour=15):
    return asked(SECOND_PERSON, clock.at(day, hour), key)


def owed(shop_id):
    return balance(chart.owed_to_shop(shop_id))


def states(remittance_id):
    return {line.shop_name[-1]: line.state for line in lines_of_remittance(remittance_id)}


def test_what_is_shown_says_why_each_shop_waits(five):
    found = {shop.name[-1]: shop for shop in owed_by_shop(clock.at(FIRST))}
    assert {name: shop.in_the_way for name, shop in found.items()} == {
        "P": None,
        "Q": InTheWay.BELOW_MINIMUM,
        "R": InTheWay.OWES_US,
        "S": InTheWay.NO_USABLE_IBAN,
        "T": None,
    }
    assert (found["P"].remit.paid_cents, found["P"].remit.fee_cents) == (297_00, 3_00)
    assert (found["S"].remit.paid_cents, found["S"].remit.fee_cents) == (79_69, 81)
    assert found["R"].owed_cents == -15_00


def test_the_hand_worked_table(five):
    made = prepared()
    assert (made.lines, made.total_cents) == (2, 297_00 + 118_80)
    refunded(five.household, five.t, 30_00)
    ordered = confirm_remittance(other(), remittance_id=made.remittance_id)
    assert (ordered.lines, ordered.total_cents, ordered.set_aside) == (1, 297_00, 1)
    assert states(made.remittance_id) == {"P": LineState.ORDERED, "T": LineState.SET_ASIDE}
    assert (owed(five.p), owed(five.t)) == (0, 90_00)
    assert balance(AccountName(Code.ORDERED)) == 297_00
    assert balance(AccountName(Code.RETURNED)) == 3_00

    done = record_execution(
        money_act(date(2026, 4, 2)),
        remittance_id=made.remittance_id,
        executed_on=date(2026, 4, 2),
    )
    assert (done.lines, done.total_cents) == (1, 297_00)
    assert balance(chart.bank(BANK)) == 10_000_00 - 297_00

    (line,) = payments_of_shop(five.p)
    back = record_return(
        money_act(date(2026, 4, 4)),
        line_id=line.line_id,
        returned_on=date(2026, 4, 4),
        reason="AC04 compte clos",
    )
    assert (back.amount_cents, back.fee_cents) == (297_00, 3_00)
    assert (owed(five.p), balance(chart.bank(BANK))) == (300_00, 10_000_00)
    assert (balance(AccountName(Code.ORDERED)), balance(AccountName(Code.RETURNED))) == (0, 0)
    due = due_shops(clock.at(date(2026, 4, 5)))
    assert {shop.name[-1] for shop in due} == {"P", "T"}


def test_returned_before_it_was_executed_the_bank_is_not_touched(five):
    made = prepared()
    confirm_remittance(other(), remittance_id=made.remittance_id)
    (line,) = payments_of_shop(five.p)
    act = money_act(date(2026, 4, 2))
    back = record_return(
        act, line_id=line.line_id, returned_on=date(2026, 4, 2), reason="AC01 IBAN faux"
    )
    assert (owed(five.p), balance(chart.bank(BANK))) == (300_00, 10_000_00)
    again = record_return(
        act, line_id=line.line_id, returned_on=date(2026, 4, 2), reason="AC01 IBAN faux"
    )
    assert (again.replayed, again.entry_id) == (True, back.entry_id)
    done = record_execution(
        money_act(date(2026, 4, 3)),
        remittance_id=made.remittance_id,
        executed_on=date(2026, 4, 3),
    )
    assert (done.lines, done.total_cents) == (1, 118_80)


def test_whoever_prepared_does_not_say_the_second_yes(five):
    act = money_act(FIRST)
    made = prepare_remittance(act, account=BANK)
    refused = confirm_remittance(act, remittance_id=made.remittance_id)
    assert refused.code == "SECOND_PERSON_NEEDED"
    assert owed(five.p) == 300_00


def test_the_second_yes_said_twice_is_one_order(five):
    made = prepared()
    first = confirm_remittance(other(), remittance_id=made.remittance_id)
    again = confirm_remittance(other(), remittance_id=made.remittance_id)
    assert again == first
    third = asked(Actor("user-4"), clock.at(FIRST, 16), "third-yes")
    assert confirm_remittance(third, remittance_id=made.remittance_id).code == "NOT_PREPARED"
    assert balance(AccountName(Code.ORDERED)) == 297_00 + 118_80


def test_prepared_twice_under_one_key_is_one_remittance(five):
    first = prepared(key="p")
    again = prepared(key="p")
    assert (again.replayed, again.remittance_id) == (True, first.remittance_id)
    assert prepare_remittance(money_act(FIRST, key="p", other=1), account=BANK).code == "KEY_REUSED"


def test_prepared_again_it_is_answered_before_any_rule_is_read(five, monkeypatch):
    act = money_act(FIRST, key="prepare", what="all")
    first = prepare_remittance(act, account=BANK)
    monkeypatch.setattr("ecot.rulebook.reading._all", lambda: ())
    again = prepare_remittance(act, account=BANK)
    assert isinstance(again, Prepared)
    assert replace(again, replayed=False) == first


def test_never_in_two_files(five):
    prepared()
    assert prepare_remittance(money_act(FIRST), account=BANK).code == "NOTHING_DUE"
    made = remittances()[0]
    confirm_remittance(other(), remittance_id=made.remittance_id)
    sold(five.household, five.p, 50_00)
    shops = {shop.name[-1]: shop.in_the_way for shop in owed_by_shop(clock.at(date(2026, 4, 20)))}
    assert shops["P"] is InTheWay.PAID_THIS_PERIOD
    may = {shop.name[-1] for shop in due_shops(clock.at(date(2026, 5, 1)))}
    assert may == {"P"}


def test_a_changed_account_sets_the_line_aside(five):
    made = prepared()
    details = BankDetails.objects.get(shop_id=five.p)
    stop_bank_change(
        Act(SECOND_PERSON, clock.at(FIRST, 11)), bank_details_id=details.pk, reason="doute"
    )
    ordered = confirm_remittance(other(), remittance_id=made.remittance_id)
    assert (ordered.lines, ordered.set_aside) == (1, 1)
    (line,) = payments_of_shop(five.p)
    assert line.state is LineState.SET_ASIDE
    assert "compte bancaire" in line.reason
    assert owed(five.p) == 300_00


def test_when_nothing_may_go_the_second_yes_is_refused(five):
    made = prepared()
    for shop_id in (five.p, five.t):
        refunded(five.household, shop_id, 1_00)
    refused = confirm_remittance(other(), remittance_id=made.remittance_id)
    assert refused.code == "NOTHING_LEFT"
    assert states(made.remittance_id) == {"P": LineState.PREPARED, "T": LineState.PREPARED}
    act = money_act(FIRST)
    assert call_off_remittance(act, remittance_id=made.remittance_id, reason=" ").code == (
        "REASON_MISSING"
    )
    assert call_off_remittance(act, remittance_id=made.remittance_id, reason="refait")
    assert waiting().for_second_yes == 0
    assert prepared().total_cents == 299_00 - 2_99 + 119_00 - 1_19


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 3, 31), "DAY_NOT_LIKELY"), (date(2026, 4, 9), "DAY_NOT_LIKELY")],
)
def test_an_unlikely_day_of_execution(five, day, code):
    made = prepared()
    confirm_remittance(other(), remittance_id=made.remittance_id)
    act = money_act(date(2026, 4, 2))
    refused = record_execution(act, remittance_id=made.remittance_id, executed_on=day)
    assert refused.code == code


def test_steps_out_of_order(five):
    made = prepared()
    act = partial(money_act, date(2026, 4, 2))
    execute = partial(
        record_execution, remittance_id=made.remittance_id, executed_on=date(2026, 4, 2)
    )
    assert execute(act()).code == "NOT_ORDERED"
    (line,) = payments_of_shop(five.p)
    come_back = partial(record_return, line_id=line.line_id, returned_on=date(2026, 4, 2))
    assert come_back(act(), reason="AC04").code == "LINE_NOT_NEXT"
    confirm_remittance(other(), remittance_id=made.remittance_id)
    assert execute(act())
    assert execute(act()).code == "NOTHING_TO_EXECUTE"
    assert come_back(act(), reason="").code == "REASON_MISSING"
    assert come_back(act(), reason="AC04")
    assert come_back(act(), reason="AC04").code == "LINE_NOT_NEXT"
    called = call_off_remittance(act(), remittance_id=made.remittance_id, reason="trop tard")
    assert called.code == "NOT_PREPARED"


@pytest.mark.django_db
def test_unknown_names():
    a_caisse(10_00)
    act = money_act(FIRST)
    nobody = UUID(int=9)
    assert prepare_remittance(act, account="nowhere").code == "ACCOUNT_UNKNOWN"
    assert prepare_remittance(act, account=BANK).code == "NOTHING_DUE"
    assert confirm_remittance(act, remittance_id=nobody).code == "REMITTANCE_UNKNOWN"
    assert record_return(act, line_id=9, returned_on=FIRST, reason="x").code == "LINE_UNKNOWN"
    late = prepare_remittance(act, account=BANK, execution_on=date(2026, 3, 31))
    assert late.code == "EXECUTION_IN_PAST"


def test_the_order_names_its_rule_and_its_key(five):
    made = prepared()
    confirm_remittance(other(), remittance_id=made.remittance_id)
    from ecot.operations.reimbursements.models import RemittanceLine

    line = RemittanceLine.objects.get(shop_id=five.p)
    assert line.ordered_entry_id is not None
    ordered = entry(line.ordered_entry_id)
    assert ordered.key == f"remittance:{made.remittance_id.hex}:{five.p.hex}"
    assert list(ordered.rules) == ["reimbursement"]


def test_two_second_yeses_at_once_are_one_order(cloned_database):
    five = the_table()
    made = prepared()
    acts = [asked(Actor(f"user-{who}"), clock.at(FIRST, 15), f"yes-{who}") for who in (2, 3)]
    results = race(
        [partial(confirm_remittance, act, remittance_id=made.remittance_id) for act in acts]
    )
    assert sorted(bool(one) for one in results) == [False, True], results
    assert owed(five.p) == 0
    assert balance(AccountName(Code.ORDERED)) == 297_00 + 118_80


def test_two_people_prepare_at_once(cloned_database):
    the_table()
    acts = [money_act(FIRST) for _ in range(2)]
    results = race([partial(prepare_remittance, act, account=BANK) for act in acts])
    assert sorted(bool(one) for one in results) == [False, True], results
    assert waiting().for_second_yes == 2


def test_the_database_itself_wants_two_people_and_one_open_line(five):
    made = prepared()
    remittance = Remittance.objects.get(id=made.remittance_id)
    remittance.confirmed_by, remittance.confirmed_at = remittance.prepared_by, clock.at(FIRST, 15)
    with pytest.raises(IntegrityError, match="remittance_second_person"), transaction.atomic():
        remittance.save()
    other_file = Remittance.objects.create(
        number=made.number + 1,
        key="by-hand",
        digest="",
        account_id=BANK,
        rule_version=remittance.rule_version,
        execution_on=FIRST,
        prepared_by="user-9",
        prepared_at=clock.at(FIRST),
    )
    line = remittance.lines.get(shop_id=five.p)
    line.pk, line.remittance = None, other_file
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()
