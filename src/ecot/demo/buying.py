"""Purchases of a day: cards read by token, a number and code now and then, a refund sometimes."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from ecot.demo.market import Purchase
from ecot.demo.population import DemoHousehold
from ecot.demo.world import World, act, sure
from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.refunding import refund_sale
from ecot.values import references
from ecot.values.references import Actor
from ecot.values.refusal import Refused

WITHOUT_CODE_CENTS: Final = 59_00
LEAST_CENTS: Final = 1_50
REFUND_SHARE: Final = 0.003
ORDINARY_REFUSALS: Final = frozenset(
    {"BALANCE_TOO_LOW", "OVER_DAY_CEILING", "OVER_PAYMENT_CEILING"}
)


def budgets(households: list[DemoHousehold], world: World) -> dict[int, int]:
    """What each household means to spend this month, in cents: its wallet after the allocation, less thrift."""
    wallets = balances(Code.WALLET)
    owner = {one.index: references.household(world.household_ids[one.index]) for one in households}
    return {one.index: int(wallets.get(owner[one.index], 0) * one.thrift) for one in households}


def buy(world: World, wanted: Purchase, budget_cents: int) -> Receipt | None:
    """One purchase at a till; nothing when the wallet does not reach, as it happens in life."""
    cents = max(LEAST_CENTS, budget_cents * wanted.share_basis_points // 10_000 // 5 * 5)
    codes = world.codes.get(wanted.household)
    if codes is None:
        cents = min(cents, WITHOUT_CODE_CENTS)
    point = world.point_of_sale_ids[wanted.shop]
    key = f"sale-{wanted.day}-{wanted.household}-{wanted.hour}-{wanted.minute}-{wanted.share_basis_points}"
    asking = act(key, wanted.day, wanted.hour, minute=wanted.minute, actor=till_actor(point))
    if wanted.by_number and codes is not None:
        answer = pay_at_till(
            asking,
            point_of_sale_id=point,
            amounts=cents,
            number=world.numbers[wanted.household],
            code=codes.six,
        )
    else:
        answer = pay_at_till(
            asking,
            point_of_sale_id=point,
            amounts=cents,
            card_token=world.tokens[wanted.household],
            code=codes.four if codes is not None and cents > WITHOUT_CODE_CENTS else "",
        )
    if isinstance(answer, Refused):
        assert answer.code in ORDINARY_REFUSALS, (answer.code, answer.sentence, wanted)
        world.happened[f"refused {answer.code}"] += 1
        return None
    world.happened["payments"] += 1
    world.happened["payments by number"] += wanted.by_number and codes is not None
    return answer


def till_actor(point_of_sale_id: UUID) -> Actor:
    """How the book names a till."""
    return Actor(references.point_of_sale(point_of_sale_id))


def buy_all(world: World, wanted: list[Purchase], budget: dict[int, int]) -> None:
    """The purchases of one day, in the order of the clock, and a refund of one in three hundred."""
    for one in wanted:
        if one.household not in budget or one.shop in world.suspended_shops:
            continue
        receipt = buy(world, one, budget[one.household])
        if receipt is not None and world.random.random() < REFUND_SHARE:
            give_back(world, receipt, min(receipt.amount_cents, 4_00))


def give_back(world: World, receipt: Receipt, cents: int) -> None:
    """The shop takes something back the same evening."""
    sure(
        refund_sale(
            act(f"refund-{receipt.entry_id}", receipt.occurred_on, 19),
            sale_id=receipt.entry_id,
            amount_cents=cents,
        )
    )
    world.happened["refunds"] += 1
