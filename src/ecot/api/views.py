"""What a till may ask: pay, give back, read the description. Each calls one deed and computes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from functools import cache
from importlib.resources import files

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from ecot.api.answers import done_answer, refused_answer
from ecot.api.asking import Till, for_tills
from ecot.api.reading import payment_asked, refund_asked
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.refunding import refund_sale
from ecot.values.refusal import Refused


@for_tills
def payments(request: HttpRequest, till: Till) -> JsonResponse:
    """A household pays at this till; sent again under the same key, the same receipt comes back."""
    body = payment_asked(request)
    act = till.act(request, amounts=body.amounts, card=body.card, number=body.number)
    paid = pay_at_till(
        act,
        point_of_sale_id=till.point_of_sale_id,
        amounts=body.amounts,
        card_token=body.card,
        number=body.number,
        code=body.code,
    )
    if isinstance(paid, Refused):
        return refused_answer(paid)
    return done_answer(_receipt(paid), replayed=paid.replayed)


@for_tills
def refund(request: HttpRequest, till: Till, entry_id: int) -> JsonResponse:
    """This till's shop gives back part of a sale, or all that is left of it."""
    amount_cents = refund_asked(request)
    given = refund_sale(
        till.act(request, amount_cents=amount_cents),
        sale_id=entry_id,
        amount_cents=amount_cents,
        point_of_sale_id=till.point_of_sale_id,
    )
    if isinstance(given, Refused):
        return refused_answer(given)
    body = {
        "payment": given.sale_id,
        "refund": given.entry_id,
        "amount_cents": given.amount_cents,
        "left_cents": given.left_cents,
    }
    return done_answer(body, replayed=given.replayed)


@require_safe
def described(request: HttpRequest) -> JsonResponse:
    """The description of the interface, for machines: OpenAPI 3.1."""
    return JsonResponse(_description(), json_dumps_params={"ensure_ascii": False})


@cache
def _description() -> dict[str, object]:
    text = files("ecot.api").joinpath("openapi.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _receipt(paid: Receipt) -> Mapping[str, object]:
    return {
        "payment": paid.entry_id,
        "at": paid.at.astimezone(UTC).isoformat(),
        "day": paid.occurred_on.isoformat(),
        "shop": paid.shop_name,
        "point_of_sale": paid.point_of_sale_name,
        "mona_cents": paid.amount_cents,
        "euros_cents": paid.euros_cents,
        "amounts": [{"rate_bp": rate, "cents": cents} for rate, cents in paid.amounts_by_rate],
        "rule": paid.rule_sentence,
    }
