"""A market with several tills, each with its token, on a book that can be served and killed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from tests.builders.members import a_card, a_household
from tests.builders.till import Market, a_market, payment_rule, put_in_wallet
from tests.builders.tills import a_token
from tests.faults.tills import Till


@dataclass(frozen=True)
class Fair:
    """Several households with cards and money, and tokens for as many tills."""

    market: Market
    cards: Mapping[str, UUID]
    tokens: tuple[str, ...]

    @contextmanager
    def tills(self, port: int) -> Iterator[list[Till]]:
        """The tills, each on its own line to the server while the block lasts."""
        opened = [Till(port, token) for token in self.tokens]
        try:
            yield opened
        finally:
            for till in opened:
                till.hang_up()


def a_fair(*, tills: int, households: int = 1, cents: int = 0, day_cents: int = 60_00) -> Fair:
    """A fair where cards pay without a code; every connection of this process is closed after."""
    market = a_market(
        cents, payment=payment_rule(code_from_cents=60_00, ceiling_per_day_cents=day_cents)
    )
    cards = {market.card.token: market.household_id}
    for _ in range(households - 1):
        card = a_card(a_household())
        put_in_wallet(card.household_id, cents)
        cards[card.token] = card.household_id
    tokens = tuple(a_token(market.shop.point_of_sale_id) for _ in range(tills))
    connections.close_all()
    return Fair(market, cards, tokens)
