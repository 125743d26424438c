"""Each event as it is written in the book, line by line: the table of DESIGN worked by hand. Pure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from ecot.ledger import chart, recipes
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.recipes import Line, Lines

HOUSEHOLD, OTHER, SHOP, GRANT = UUID(int=1), UUID(int=2), UUID(int=11), UUID(int=21)
BANK, DESK = chart.bank("credit-cooperatif"), chart.desk("accueil")
OWNERS = {
    "": "",
    "bank-credit-cooperatif": " bank",
    "bank-accueil": " desk",
    f"household-{HOUSEHOLD.hex}": " household",
    f"household-{OTHER.hex}": " other",
    f"shop-{SHOP.hex}": " shop",
    f"grant-{GRANT.hex}": " grant",
}

# fmt: off
WRITTEN = [
    (lambda: recipes.opening_balance(BANK, 5), ["512 bank < 110 : 5"]),
    (lambda: recipes.opening_balance(BANK, -5), ["110 < 512 bank : 5"]),
    (lambda: recipes.opening_balance(chart.wallet(HOUSEHOLD), 5), ["110 < 4671 household : 5"]),
    (lambda: recipes.opening_balance(chart.owed_to_shop(SHOP), -5), ["4672 shop < 110 : 5"]),
    (lambda: recipes.opening_balance(BANK, 0), []),
    (lambda: recipes.contribution_received(BANK, HOUSEHOLD, 5), ["512 bank < 7562 household : 5"]),
    (lambda: recipes.contribution_received(DESK, HOUSEHOLD, 5), ["53 desk < 7562 household : 5"]),
    (lambda: recipes.receipt_unidentified(BANK, 5), ["512 bank < 471 : 5"]),
    (lambda: recipes.receipt_matched(HOUSEHOLD, 5), ["471 < 7562 household : 5"]),
    (lambda: recipes.contribution_returned(BANK, HOUSEHOLD, 5, fee_cents=2), ["7562 household < 512 bank : 5", "627 < 512 bank : 2"]),
    (lambda: recipes.contribution_returned(DESK, HOUSEHOLD, 5, fee_cents=0), ["7562 household < 53 desk : 5"]),
    (lambda: recipes.cash_banked(DESK, BANK, 5), ["512 bank < 53 desk : 5"]),
    (lambda: recipes.cash_difference(DESK, 5), ["53 desk < 758 : 5"]),
    (lambda: recipes.cash_difference(DESK, -5), ["658 < 53 desk : 5"]),
    (lambda: recipes.cash_difference(DESK, 0), []),
    (lambda: recipes.running_cost(Code.COST_STAFF, BANK, 5), ["64 < 512 bank : 5"]),
    (lambda: recipes.other_income(Code.GIFT, BANK, 5), ["512 bank < 7541 : 5"]),
    (lambda: recipes.allocation(HOUSEHOLD, 5), ["6571 < 4671 household : 5"]),
    (lambda: recipes.unspent_returned(HOUSEHOLD, 5), ["4671 household < 758 : 5"]),
    (lambda: recipes.till_payment(HOUSEHOLD, SHOP, 5), ["4671 household < 4672 shop : 5"]),
    (lambda: recipes.refund(HOUSEHOLD, SHOP, 5), ["4672 shop < 4671 household : 5"]),
    (lambda: recipes.wallet_moved(HOUSEHOLD, OTHER, 5), ["4671 household < 4671 other : 5"]),
    (lambda: recipes.allocation_recovered(HOUSEHOLD, 5, 2), ["4671 household < 6571 : 5", "4675 household < 6571 : 2"]),
    (lambda: recipes.allocation_recovered(HOUSEHOLD, 0, 2), ["4675 household < 6571 : 2"]),
    (lambda: recipes.recovery_taken(HOUSEHOLD, 5), ["4671 household < 4675 household : 5"]),
    (lambda: recipes.recovery_forgiven(HOUSEHOLD, 5), ["6571 < 4675 household : 5"]),
    (lambda: recipes.remittance_ordered(SHOP, 5, 2), ["4672 shop < 4673 : 5", "4672 shop < 758 : 2"]),
    (lambda: recipes.remittance_executed(BANK, 5), ["4673 < 512 bank : 5"]),
    (lambda: recipes.remittance_returned(BANK, SHOP, 5, fee_cents=2), ["512 bank < 4672 shop : 5", "758 < 4672 shop : 2"]),
    (lambda: recipes.remittance_returned(None, SHOP, 5), ["4673 < 4672 shop : 5"]),
    (lambda: recipes.vouchers_issued(HOUSEHOLD, 5), ["4671 household < 4674 : 5"]),
    (lambda: recipes.vouchers_used(SHOP, 5), ["4674 < 4672 shop : 5"]),
    (lambda: recipes.vouchers_lost(HOUSEHOLD, 5), ["4674 < 4671 household : 5"]),
    (lambda: recipes.vouchers_lost(None, 5), ["4674 < 758 : 5"]),
    (lambda: recipes.shortfall_accepted(SHOP, 5), ["658 < 4672 shop : 5"]),
    (lambda: recipes.grant_signed(GRANT, 5), ["441 grant < 74 grant : 5"]),
    (lambda: recipes.grant_received(GRANT, BANK, 5), ["512 bank < 441 grant : 5"]),
    (lambda: recipes.grant_set_aside(GRANT, 5), ["689 < 19 grant : 5"]),
    (lambda: recipes.grant_taken_back(GRANT, 5), ["19 grant < 789 : 5"]),
    (lambda: recipes.grant_given_back(GRANT, BANK, 5), ["74 grant < 512 bank : 5"]),
]
# fmt: on


def words(name: AccountName) -> str:
    assert name.body == chart.CAISSE
    return name.code + OWNERS[name.owner]


def table(lines: Lines) -> list[str]:
    """Each line as `debit < credit : cents`: the money goes from right to left."""
    return [f"{words(line.debit)} < {words(line.credit)} : {line.amount_cents}" for line in lines]


@pytest.mark.parametrize(("lines", "written"), WRITTEN)
def test_an_event_is_written_as_the_table_says(
    lines: Callable[[], Lines], written: list[str]
) -> None:
    assert table(lines()) == written


def test_every_kind_of_entry_is_in_the_table() -> None:
    """A kind that is added without its lines here fails: its recipe bears its name."""
    source = Path(__file__).read_text()
    assert [kind for kind in EntryKind if f"recipes.{kind}(" not in source] == []


def test_a_reversal_mirrors_every_line_and_credits_the_guarded_accounts_first() -> None:
    lines = (
        Line(chart.wallet(HOUSEHOLD), AccountName(Code.ALLOCATION_GRANTED), 5),
        Line(BANK, DESK, 3),
        Line(chart.wallet(OTHER), AccountName(Code.RETURNED), 2),
    )
    assert table(recipes.reversal((lines[1], lines[0], lines[2]))) == [
        "6571 < 4671 household : 5",
        "758 < 4671 other : 2",
        "53 desk < 512 bank : 3",
    ]
