"""How the interface answers: JSON, a status that says what to do, the same words as everywhere.

200 done before, 201 done now; 400 not readable, 401 no token, 413 too long; 409 the key stands for
something else; 422 refused by a rule; 429 too fast; 503 ask again with the same key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import JsonResponse

from ecot.api import refusals
from ecot.ledger.refusals import KEY_REUSED
from ecot.records.storage import BOOK_UNAVAILABLE, RETRY_AFTER_SECONDS
from ecot.values.refusal import Refused

STATUSES: Final = {
    KEY_REUSED.code: 409,
    refusals.TOKEN_UNKNOWN.code: 401,
    refusals.KEY_MISSING.code: 400,
    refusals.BODY_NOT_UNDERSTOOD.code: 400,
    refusals.REQUEST_NOT_UNDERSTOOD.code: 400,
    refusals.NOTHING_HERE.code: 404,
    refusals.METHOD_NOT_KNOWN.code: 405,
    refusals.BODY_TOO_LARGE.code: 413,
    refusals.TOO_FAST.code: 429,
    refusals.OUR_FAULT.code: 500,
    BOOK_UNAVAILABLE.code: 503,
}
"""The status of a refusal; every other one comes from a rule and is a 422."""
_AGAIN: Final = frozenset({BOOK_UNAVAILABLE.code, refusals.TOO_FAST.code})


def refused_answer(refused: Refused) -> JsonResponse:
    """What was refused, why, and what to do."""
    answer = JsonResponse(
        {"refused": {"code": refused.code, "sentence": refused.sentence}},
        status=STATUSES.get(refused.code, 422),
        json_dumps_params={"ensure_ascii": False},
    )
    if refused.code in _AGAIN:
        answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if refused.code == refusals.TOKEN_UNKNOWN.code:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def done_answer(body: Mapping[str, object], *, replayed: bool) -> JsonResponse:
    """What was done: the same body each time, under 201 the first time and 200 after."""
    return JsonResponse(
        body, status=200 if replayed else 201, json_dumps_params={"ensure_ascii": False}
    )


def storage_answer() -> JsonResponse:
    """503: the book cannot be read or written now."""
    return refused_answer(Refused(BOOK_UNAVAILABLE))


def fault_answer() -> JsonResponse:
    """500: a mistake of ours."""
    return refused_answer(Refused(refusals.OUR_FAULT))
