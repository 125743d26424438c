"""A household, a shop, its cash register, and a way to ask; each answer is held to the description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from django.test import Client

from ecot.values import clock
from tests.api.describing import as_described
from tests.builders.till import DAY, Market, a_market
from tests.builders.tills import a_token

PAY = "/api/v1/payments"


@dataclass
class Asking:
    """A cash register that asks; each request has its own key unless one is given."""

    market: Market
    token: str
    keys: Iterator[int]

    def headers(self, *, key: str = "", token: str = "") -> dict[str, str]:
        """The two headers of every request."""
        return {
            "authorization": f"Bearer {token or self.token}",
            "idempotency-key": key or f"operation-{next(self.keys)}",
        }

    def ask(self, address: str = PAY, *, key: str = "", token: str = "", **body: object) -> Any:
        """Send a request; the answer with its status and its JSON."""
        return self.send(address, body, headers=self.headers(key=key, token=token))

    def send(self, address: str, body: object, *, headers: dict[str, str]) -> Any:
        """Send whatever, under whatever headers."""
        client = Client(headers=headers, enforce_csrf_checks=True, raise_request_exception=False)
        answer = client.post(address, body, content_type="application/json")
        as_described(address, answer)
        return answer

    def pay(self, cents: int = 12_50, *, key: str = "", token: str = "", code: str = "") -> Any:
        """The household pays with its card."""
        card = self.market.card.token
        return self.ask(key=key, token=token, amount_cents=cents, card=card, code=code)


@pytest.fixture
def asking(db: None) -> Iterator[Asking]:
    """40 in the wallet, a shop that sells, a register that asks; the clock stands still."""
    market = a_market(40_00)
    with clock.moved(clock.at(DAY)):
        yield Asking(market, a_token(market.shop.point_of_sale_id), count())
