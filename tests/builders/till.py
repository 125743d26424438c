"""A household at a till: rules founded, a wallet with money, a card, a shop; paying through real deeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from uuid import UUID

from django.db import transaction

from ecot.ledger import chart, recipes
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post
from ecot.operations.members.queries import holder_of_card
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.rules_applied import Amounts
from ecot.rules.kinds import Parameters, RuleKind
from ecot.rules.payment import PaymentRule
from ecot.rules.presets import PRESETS
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.month import Month
from ecot.values.references import Actor
from ecot.values.refusal import Refused
from tests.builders.members import ACard, a_card, a_household
from tests.builders.rulebook import founded_rules
from tests.builders.shops import ShopIds, a_shop

DAY = date(2026, 3, 2)
_keys = count(1)

RULE = PaymentRule(
    code_from_cents=20_00, ceiling_per_payment_cents=60_00, ceiling_per_day_cents=60_00
)
"""The rule of the hand-worked table: a code from 20, at most 60 in one go and in a day."""


Later = tuple[tuple[Month, Parameters], ...]


@dataclass(frozen=True, slots=True)
class Market:
    """One household with its card, one shop with its point of sale."""

    card: ACard
    number: str
    shop: ShopIds

    @property
    def household_id(self) -> UUID:
        """Who pays."""
        return self.card.household_id


def a_market(cents: int = 40_00, **rules: Parameters | Later) -> Market:
    """Rules founded, a household with that much in its wallet, a shop."""
    found: Callable[..., object] = founded_rules
    found(**({"payment": RULE} | rules))
    return Market(*a_payer(cents), a_shop())


def a_payer(cents: int) -> tuple[ACard, str]:
    """A household with that much in its wallet; its card and its number."""
    card = a_card(a_household())
    put_in_wallet(card.household_id, cents)
    holder = holder_of_card(card.token)
    assert holder is not None
    return card, holder.number


def put_in_wallet(household_id: UUID, cents: int, on: date = date(2026, 3, 1)) -> None:
    """A wallet moves in with that balance."""
    if cents:
        act = asked(Actor("user-1"), clock.at(on), f"moved-in:{next(_keys)}", cents=cents)
        with transaction.atomic():
            post(
                act,
                EntryKind.OPENING_BALANCE,
                recipes.opening_balance(chart.wallet(household_id), cents),
            )


def till(
    market: Market,
    *,
    day: date = DAY,
    hour: int = 10,
    minute: int = 0,
    key: str = "",
    **body: object,
) -> Act:
    """The till asks, under a key that no other act of the tests has."""
    fresh = key or f"till:{next(_keys)}"
    actor = Actor(f"till-{market.shop.point_of_sale_id.hex}")
    return asked(actor, clock.at(day, hour, minute), fresh, **(body or {"what": fresh}))


def by_card(
    market: Market, amounts: Amounts, act: Act | None = None, code: str = ""
) -> Receipt | Refused:
    """The household pays with its card."""
    return pay_at_till(
        act or till(market),
        point_of_sale_id=market.shop.point_of_sale_id,
        amounts=amounts,
        card_token=market.card.token,
        code=code,
    )


def by_number(
    market: Market, amounts: Amounts, code: str, act: Act | None = None, number: str = ""
) -> Receipt | Refused:
    """The household pays with its number and a code."""
    return pay_at_till(
        act or till(market),
        point_of_sale_id=market.shop.point_of_sale_id,
        amounts=amounts,
        number=number or market.number,
        code=code,
    )


def paid(result: Receipt | Refused) -> Receipt:
    """A payment that must have been accepted."""
    assert isinstance(result, Receipt), result
    return result


def payment_rule(**changed: int) -> PaymentRule:
    """The rule of the table with something else."""
    return replace(RULE, **changed)


def preset(kind: RuleKind, slug: str = "montpellier-2023") -> Parameters:
    """A rule of a preset."""
    return PRESETS[slug].rules[kind].parameters
