"""How contributions come in the demo: on time, late, in cash, refused by a bank, not at all."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from ecot.demo.names import EMPLOYERS
from ecot.demo.population import DemoHousehold, Means
from ecot.demo.world import BANK, DESK, World, act, sure
from ecot.operations.contributions import models
from ecot.operations.contributions.matching import match_receipt
from ecot.operations.contributions.receiving import ReceiptRow, Received, record_receipts
from ecot.operations.contributions.returning import return_debit
from ecot.operations.treasury.actions import receive_unidentified
from ecot.operations.treasury.cash import bank_cash, count_cash
from ecot.operations.treasury.queries import unidentified
from ecot.values.month import Month

HARD_MONTHS = (Month(2024, 8), Month(2024, 12))
LATE_SHARE = 0.03
FORGOTTEN_SHARE = 0.012
REJECTED_SHARE = 0.01
REJECTED_AFTER_DAYS = 8
REJECTION_FEE_CENTS = 4_50
MEANS = {
    Means.TRANSFER: models.Means.TRANSFER,
    Means.DEBIT: models.Means.DEBIT,
    Means.CASH: models.Means.CASH,
}


def contributions_of(world: World, month: Month) -> dict[date, list[ReceiptRow]]:
    """The receipts of a month, by the day on which they come."""
    by_day: dict[date, list[ReceiptRow]] = defaultdict(list)
    for one in world.present(month):
        chance = world.random.random()
        if chance < FORGOTTEN_SHARE or is_struggling(one, month):
            world.happened["contributions forgotten"] += 1
            continue
        day = _day(world, month, one, is_late=chance < FORGOTTEN_SHARE + LATE_SHARE)
        payer = EMPLOYERS[one.index % 2] if one.index % 90 == 11 else ""
        by_day[day].append(
            ReceiptRow(
                key=f"demo:share-{month}-{one.index}",
                household_id=world.household_ids[one.index],
                account=DESK if one.means is Means.CASH else BANK,
                amount_cents=one.pledge(month),
                received_on=day,
                means=models.Means.PAYER if payer else MEANS[one.means],
                payer_name=payer,
            )
        )
    return by_day


def is_struggling(one: DemoHousehold, month: Month) -> bool:
    """A few households cannot give anything for five months, until somebody calls them."""
    return one.index % 97 == 13 and HARD_MONTHS[0] <= month <= HARD_MONTHS[1]


def _day(world: World, month: Month, one: DemoHousehold, *, is_late: bool) -> date:
    first = month.first_day
    if is_late:
        world.happened["contributions late"] += 1
        return first + timedelta(days=world.random.randint(18, 26))
    if one.means is Means.DEBIT:
        return first + timedelta(days=4)
    if one.means is Means.CASH:
        return first + timedelta(days=(5 - first.weekday()) % 7)
    return first + timedelta(days=world.random.randint(1, 9))


def receive(world: World, day: date, rows: list[ReceiptRow]) -> list[Received]:
    """Type the bank's lines of a day; every line is recorded."""
    batch = sure(record_receipts(act(f"receipts-{day}", day, 9), rows=rows))
    assert not batch.refused, batch.refused
    world.happened["contributions"] += len(batch.received)
    return list(batch.received)


def to_be_rejected(world: World, done: list[Received]) -> list[Received]:
    """The direct debits of a day that the bank will send back."""
    return [
        one
        for one in done
        if one.means is models.Means.DEBIT and world.random.random() < REJECTED_SHARE
    ]


def reject(world: World, done: Received, day: date) -> None:
    """A direct debit comes back from the bank, with its fee."""
    sure(
        return_debit(
            act(f"rejected-{done.entry_id}", day, 11),
            receipt_id=done.receipt_id,
            returned_on=day,
            fee_cents=REJECTION_FEE_CENTS,
        )
    )
    world.happened["debits rejected"] += 1


def unknown_transfer(world: World, month: Month) -> None:
    """Once a quarter a transfer bears no name; the office finds whose it is a week later."""
    if month.number % 3 or not world.present(month):
        return
    one = world.present(month)[month.number]
    day = month.first_day + timedelta(days=11)
    cents = one.pledge(month)
    sure(
        receive_unidentified(
            act(f"unknown-{month}", day),
            account=BANK,
            amount_cents=cents,
            received_on=day,
            label="VIR SANS NOM",
        )
    )
    found = unidentified()[-1]
    later = day + timedelta(days=7)
    sure(
        match_receipt(
            act(f"matched-{month}", later),
            unidentified_id=found.unidentified_id,
            household_id=world.household_ids[one.index],
            amount_cents=cents,
        )
    )
    world.happened["receipts matched later"] += 1


def bank_the_cash(world: World, month: Month, cash_cents: int) -> None:
    """At the end of the month the cash is counted and banked; once a year a coin is missing."""
    if not cash_cents:
        return
    day = month.last_day
    short = 50 if month.number == 11 else 0
    sure(count_cash(act(f"count-{month}", day, 17), desk=DESK, counted_cents=cash_cents - short))
    sure(
        bank_cash(
            act(f"banked-{month}", day, 18),
            desk=DESK,
            account=BANK,
            amount_cents=cash_cents - short,
            banked_on=day,
        )
    )
    world.happened["cash banked"] += 1
