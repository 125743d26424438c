"""Who asks, and under which key: the token of a till and its `Idempotency-Key`. The frame of every deed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from ecot.access.devices import device_with
from ecot.api.answers import refused_answer
from ecot.api.pace import PACE
from ecot.api.refusals import KEY_MISSING, METHOD_NOT_KNOWN, TOKEN_UNKNOWN, TOO_FAST
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.references import Actor, identity_of
from ecot.values.refusal import RefusalError, refuse

_BEARER: Final = "Bearer "
_KEY: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass(frozen=True, slots=True)
class Till:
    """The point of sale for which a token asks, and the key of what it asks."""

    point_of_sale_id: UUID
    key: str

    def act(self, request: HttpRequest, **body: object) -> Act:
        """The act of this request: keys of two points of sale never meet; `body` holds no secret."""
        actor = Actor(f"till-{self.point_of_sale_id.hex}")
        return asked(actor, clock.now(), f"api:{actor}:{self.key}", path=request.path, **body)


def for_tills(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """A view that only a till's token opens, by POST, under a key.

    Refused: METHOD_NOT_KNOWN, TOKEN_UNKNOWN, TOO_FAST, KEY_MISSING, and whatever the view refuses. No
    cookie is looked at, so that a forged form of another site has nothing to ride on.
    """

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, **named: object) -> JsonResponse:
        try:
            till = _till(request)
            return view(request, till, **named)
        except RefusalError as refusal:
            answer = refused_answer(refusal.refused)
        if request.method != "POST":
            answer.headers["Allow"] = "POST"
        return answer

    return answered


def _till(request: HttpRequest) -> Till:
    if request.method != "POST":
        raise refuse(METHOD_NOT_KNOWN, method="POST")
    scheme = request.headers.get("Authorization", "")
    device = device_with(scheme.removeprefix(_BEARER)) if scheme.startswith(_BEARER) else None
    if device is None:
        raise refuse(TOKEN_UNKNOWN)
    if not PACE.allows(device.device_id):
        raise refuse(TOO_FAST)
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise refuse(KEY_MISSING)
    return Till(identity_of(device.acts_for), key)
