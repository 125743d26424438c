"""One month of the demo: each thing on its day, each day in one transaction.

The order of a day is fixed: the office's agenda, then the tills by the clock, then the evening.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Final

from django.db import transaction

from ecot.demo import giving, paying_shops, settling, stories
from ecot.demo.beginnings import receive_from_funders
from ecot.demo.buying import budgets, buy_all
from ecot.demo.market import purchases
from ecot.demo.population import BY_HOUSEHOLD_FROM, FIRST_MONTH
from ecot.demo.world import BANK, TREASURER, World, act, sure
from ecot.figures.actions import keep_forecast
from ecot.ledger.balances import balance
from ecot.ledger.chart import Code, bank
from ecot.operations.contributions.calling import call_month
from ecot.operations.contributions.receiving import ReceiptRow, Received
from ecot.operations.grants.actions import charge_grant
from ecot.operations.month.actions import close_month, open_month
from ecot.operations.treasury.actions import pay_running_cost, type_balance
from ecot.values.month import Month

STAFF_CENTS: Final = 7_200_00
SERVICES_CENTS: Final = 310_00
CLOSING_DAY: Final = 16
FORESEEN: Final = (Month(2025, 9), Month(2026, 2))
"""Months after whose closing a forecast was kept: one has its facts by now."""

Agenda = dict[date, list[Callable[[], object]]]


def live(world: World, month: Month) -> None:
    """Play a month from its first day to its last, and prepare the next one."""
    agenda: Agenda = defaultdict(list)
    _plan_office(world, month, agenda)
    _plan_contributions(world, month, agenda)
    for day, tell in stories.STORIES.items():
        if Month.of(day) == month:
            agenda[day].append(partial(tell, world))
    _first_day(world, month)
    present = world.present(month)
    shops = [one for one in world.shops if one.opens <= month]
    wanted = purchases(world.seed, month, households=present, shops=shops)
    bought = {day: list(some) for day, some in groupby(wanted, key=lambda one: one.day)}
    spendable = budgets(present, world)
    day = month.first_day
    while day <= month.last_day:
        with transaction.atomic():
            for happens in agenda.get(day, []):
                happens()
            buy_all(world, bought.get(day, []), spendable)
        day += timedelta(days=1)
    with transaction.atomic():
        _last_day(world, month)


def _first_day(world: World, month: Month) -> None:
    with transaction.atomic():
        settling.open_doors(world, month)
        run = sure(open_month(act(f"open-{month}", month.first_day, 8), month=month)).run
    assert not run.on_hold, (month, run)
    world.happened["allocations"] += run.households


def _plan_office(world: World, month: Month, agenda: Agenda) -> None:
    first = month.first_day
    agenda[first + timedelta(days=1)].append(
        lambda: sure(call_month(act(f"call-again-{month}", first + timedelta(days=1)), month=month))
    )
    for offset in (2, CLOSING_DAY - 2):
        on = first + timedelta(days=offset)
        agenda[on].append(partial(stories.answer_held, world, month, on))
    agenda[first + timedelta(days=CLOSING_DAY - 1)].append(lambda: _close_before(month))
    for offset, happens in (
        (paying_shops.PREPARED_AFTER_DAYS, paying_shops.pay_the_shops),
        (paying_shops.EXECUTED_AFTER_DAYS, paying_shops.bank_pays),
        (paying_shops.RETURNED_AFTER_DAYS, paying_shops.return_one_transfer),
        (paying_shops.PAID_AGAIN_AFTER_DAYS, paying_shops.pay_again),
        (paying_shops.EXECUTED_AGAIN_AFTER_DAYS, paying_shops.bank_pays_again),
    ):
        agenda[first + timedelta(days=offset)].append(partial(happens, world, month))
    agenda[first + timedelta(days=settling.REGISTERING_DAY - 1)].append(
        lambda: settling.register_newcomers(world, month.next())
    )
    agenda[first + timedelta(days=24)].append(
        lambda: sure(
            call_month(act(f"call-{month.next()}", first + timedelta(days=24)), month=month.next())
        )
    )
    agenda[month.last_day].append(lambda: _pay_costs(world, month))
    if month == BY_HOUSEHOLD_FROM.previous():
        agenda[first + timedelta(days=9)].append(lambda: settling.pledge_anew(world))


def _plan_contributions(world: World, month: Month, agenda: Agenda) -> None:
    cash = 0
    for day, rows in sorted(giving.contributions_of(world, month).items()):
        agenda[day].append(partial(_receive, world, rows, agenda))
        cash += sum(row.amount_cents for row in rows if row.account != BANK)
    agenda[month.first_day + timedelta(days=11)].append(
        lambda: giving.unknown_transfer(world, month)
    )
    agenda[month.last_day].append(lambda: giving.bank_the_cash(world, month, cash))


def _receive(world: World, rows: list[ReceiptRow], agenda: Agenda) -> None:
    day = rows[0].received_on
    done: list[Received] = giving.receive(world, day, rows)
    for one in giving.to_be_rejected(world, done):
        back_on = day + timedelta(days=giving.REJECTED_AFTER_DAYS)
        agenda[back_on].append(partial(giving.reject, world, one, back_on))


def _pay_costs(world: World, month: Month) -> None:
    for code, cents, label in (
        (Code.COST_STAFF, STAFF_CENTS, "Salaires et charges"),
        (Code.COST_SERVICES, SERVICES_CENTS, "Loyer, assurance, banque"),
    ):
        sure(
            pay_running_cost(
                act(f"cost-{code.value}-{month}", month.last_day, 14),
                account=BANK,
                code=code,
                amount_cents=cents,
                paid_on=month.last_day,
                label=label,
            )
        )
        sure(
            charge_grant(
                act(f"charge-{code.value}-{month}", month.last_day, 15),
                grant_id=world.grant_ids["equipe"],
                amount_cents=cents,
                charged_on=month.last_day,
                purpose=label,
            )
        )


def _close_before(month: Month) -> None:
    if month == FIRST_MONTH:
        return  # January only prepared the first month
    before = month.previous()
    day = month.first_day + timedelta(days=CLOSING_DAY - 1)
    sure(close_month(act(f"close-{before}", day, 16, actor=TREASURER), month=before))
    if before in FORESEEN:
        sure(keep_forecast(act(f"foresee-{before}", day, 17), until=before))


def _last_day(world: World, month: Month) -> None:
    """The bank's statement is typed, leavers go, the next month's shops and funders arrive."""
    sure(
        type_balance(
            act(f"statement-{month}", month.last_day, 20, actor=TREASURER),
            account=BANK,
            balance_cents=balance(bank(BANK)),
            balance_on=month.last_day,
        )
    )
    settling.say_goodbye(world, month.next())
    settling.welcome_shops(world, month.next())
    settling.renew_agreements(world, month)
    receive_from_funders(world, month.next())
