"""A caisse ready for its month: rules, money in the bank, households with a known wallet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from uuid import UUID, uuid4

from django.db import transaction

from ecot.ledger import recipes
from ecot.ledger.balances import wallet_balance
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post
from ecot.operations.allocations.actions import RunDone, run_allocation
from ecot.rules.allocation import AllocationRule
from ecot.rules.kinds import Parameters
from ecot.rules.reserve import ReserveRule, Shortage
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.month import Month
from ecot.values.references import Actor
from tests.builders.rulebook import founded_rules
from tests.builders.till import put_in_wallet
from tests.builders.treasury import money_in_the_bank

MARCH = Month(2026, 3)
BY_HOUSEHOLD = AllocationRule(
    base_cents=120_00,
    extra_adult_cents=40_00,
    extra_child_cents=40_00,
    child_age_max=17,
    prorata_entry_month=True,
)
"""The rule of the hand-worked table."""

_keys = count(1)
_SHOP = uuid4()


def a_caisse(reserve_cents: int = 5_000_00, **rules: Parameters) -> None:
    """Rules founded as in the table, and that much at the bank."""
    found: Callable[..., object] = founded_rules
    found(**({"allocation": BY_HOUSEHOLD} | rules))
    if reserve_cents:
        money_in_the_bank(reserve_cents)


def short(answer: Shortage, cut_bp: int = 10_000) -> ReserveRule:
    """A reserve rule with full cover and that answer to a shortage."""
    return ReserveRule(cover_bp=10_000, safety_months=0, shortage=answer, cut_bp=cut_bp)


def office_money(day: date, key: str = "", **body: object) -> Act:
    """The office moves money, under a key that no other act of the tests has."""
    fresh = key or f"office:{next(_keys)}"
    return asked(Actor("user-2"), clock.at(day), fresh, **(body or {"what": fresh}))


def opened(month: Month, day: date | None = None) -> RunDone:
    """The month's run, that must have been made."""
    done = run_allocation(office_money(day or month.first_day), month=month)
    assert isinstance(done, RunDone), done
    return done


def set_wallet(household_id: UUID, cents: int, on: date = date(2026, 2, 20)) -> None:
    """Bring a wallet to a balance: it moves in, or it is spent in a shop."""
    missing = cents - wallet_balance(household_id)
    if missing >= 0:
        put_in_wallet(household_id, missing, on)
    else:
        spend(household_id, -missing, on)


def spend(household_id: UUID, cents: int, on: date) -> None:
    """A household spends, by the pen alone."""
    with transaction.atomic():
        post(
            office_money(on, cents=cents, who=household_id),
            EntryKind.TILL_PAYMENT,
            recipes.till_payment(household_id, _SHOP, cents),
        )
