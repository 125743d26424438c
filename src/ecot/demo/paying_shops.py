"""Shops get their euros: prepared by one, confirmed by another, executed by the bank, once returned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from ecot.demo.settling import demo_iban
from ecot.demo.world import BANK, TREASURER, World, act, sure
from ecot.operations.reimbursements.actions import (
    confirm_remittance,
    prepare_remittance,
    record_execution,
    record_return,
)
from ecot.operations.reimbursements.queries import lines_of_remittance
from ecot.operations.shops.actions import confirm_bank_change, request_bank_change
from ecot.values.month import Month
from ecot.values.refusal import Refused

PREPARED_AFTER_DAYS: Final = 2
EXECUTED_AFTER_DAYS: Final = 5
RETURNED_AFTER_DAYS: Final = 7
PAID_AGAIN_AFTER_DAYS: Final = 10
EXECUTED_AGAIN_AFTER_DAYS: Final = 13
RETURNED_IN: Final = Month(2024, 5)
RETURNED_SHOP: Final = 3


def pay_the_shops(world: World, month: Month) -> None:
    """On the 3rd the office prepares the transfers of last month's sales; the treasurer says the second yes."""
    _order(world, month, month.first_day + timedelta(days=PREPARED_AFTER_DAYS))


def _order(world: World, month: Month, day: date) -> None:
    prepared = prepare_remittance(act(f"remittance-{day}", day, 9), account=BANK)
    if isinstance(prepared, Refused):
        assert prepared.code == "NOTHING_DUE", (day, prepared.sentence)
        return
    world.remittance_ids[month] = prepared.remittance_id
    yes = act(f"second-yes-{day}", day, 14, actor=TREASURER)
    done = sure(confirm_remittance(yes, remittance_id=prepared.remittance_id))
    world.happened["transfers to shops"] += done.lines


def bank_pays(world: World, month: Month) -> None:
    """Three days later the bank has paid."""
    _execute(world, month, month.first_day + timedelta(days=EXECUTED_AFTER_DAYS))


def _execute(world: World, month: Month, day: date) -> None:
    if month in world.remittance_ids:
        paid = act(f"executed-{day}", day, 9)
        sure(record_execution(paid, remittance_id=world.remittance_ids[month], executed_on=day))


def pay_again(world: World, month: Month) -> None:
    """The returned transfer leaves again, to the new account."""
    if month == RETURNED_IN:
        _order(world, month, month.first_day + timedelta(days=PAID_AGAIN_AFTER_DAYS))


def bank_pays_again(world: World, month: Month) -> None:
    """The bank has paid the transfer that left again."""
    if month == RETURNED_IN:
        _execute(world, month, month.first_day + timedelta(days=EXECUTED_AGAIN_AFTER_DAYS))


def return_one_transfer(world: World, month: Month) -> None:
    """Once, an account was closed: the transfer comes back, and a new IBAN waits for a second person."""
    if month != RETURNED_IN:
        return
    day = month.first_day + timedelta(days=RETURNED_AFTER_DAYS)
    shop_id = world.shop_ids[RETURNED_SHOP]
    line = next(
        line for line in lines_of_remittance(world.remittance_ids[month]) if line.shop_id == shop_id
    )
    back = act(f"returned-{month}", day, 9)
    sure(record_return(back, line_id=line.line_id, returned_on=day, reason="compte clos"))
    asked = sure(
        request_bank_change(
            act("new-iban", day, 10),
            shop_id=shop_id,
            iban=demo_iban(1_000),
            holder=world.shops[RETURNED_SHOP].name,
        )
    )
    sure(
        confirm_bank_change(
            act("new-iban-yes", day, 15, actor=TREASURER),
            bank_details_id=asked.bank_details_id,
            callback_note="rappelé au numéro de la convention",
        )
    )
    world.happened["transfers returned"] += 1
