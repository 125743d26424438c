"""What a till asks, read strictly: a misspelt field is refused, never passed over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from ecot.api.refusals import BODY_NOT_UNDERSTOOD, BODY_TOO_LARGE
from ecot.operations.till.rules_applied import Amounts
from ecot.values.money import BASIS_POINTS
from ecot.values.refusal import RefusalError, refuse

MOST_CENTS: Final = 10_000_000
"""A hundred thousand: beyond, it is a mistake and not a purchase."""
MOST_BYTES: Final = 16_384
LONGEST_TEXT: Final = 200
MOST_RATES: Final = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A payment as it was asked: how much, and by whom."""

    amounts: Amounts
    card: str
    number: str
    code: str


def payment_asked(request: HttpRequest) -> Asked:
    """The body of a payment. Refuses BODY_NOT_UNDERSTOOD, with the field that is wrong."""
    body = _body(request, {"amount_cents", "amounts", "card", "number", "code"})
    if ("amount_cents" in body) == ("amounts" in body):
        raise _not_understood("dites « amount_cents » ou « amounts », l’un des deux")
    if "amounts" in body:
        amounts: Amounts = _by_rate(body["amounts"])
    else:
        amounts = _cents(body["amount_cents"], "amount_cents")
    texts = {name: _text(body.get(name, ""), name) for name in ("card", "number", "code")}
    if texts["card"] and texts["number"]:
        raise _not_understood("dites « card » ou « number », l’un des deux")
    return Asked(amounts, texts["card"], texts["number"], texts["code"])


def refund_asked(request: HttpRequest) -> int:
    """The cents of a refund. Refuses BODY_NOT_UNDERSTOOD, with the field that is wrong."""
    return _cents(_body(request, {"amount_cents"}).get("amount_cents"), "amount_cents")


def _body(request: HttpRequest, known: set[str]) -> Mapping[str, object]:
    announced = str(request.META.get("CONTENT_LENGTH", ""))
    if announced.isdecimal() and int(announced) > MOST_BYTES:
        raise refuse(BODY_TOO_LARGE, most=MOST_BYTES)
    try:
        body = json.loads(request.body)
    except UnreadablePostError as cut:
        raise _not_understood("elle n’est pas arrivée entière") from cut
    except (ValueError, RecursionError) as unreadable:
        raise _not_understood("ce n’est pas du JSON") from unreadable
    if not isinstance(body, dict):
        raise _not_understood("il faut un objet JSON")
    if strange := sorted(body.keys() - known):
        raise _not_understood(f"le champ « {strange[0][:40]} » n’existe pas")
    return body


def _by_rate(found: object) -> tuple[tuple[int, int], ...]:
    if not isinstance(found, list) or not 0 < len(found) <= MOST_RATES:
        raise _not_understood("« amounts » est une liste, un montant par taux")
    pairs = tuple(_pair(one) for one in found)
    if len({rate for rate, _ in pairs}) != len(pairs):
        raise _not_understood("un même taux est donné deux fois")
    return pairs


def _pair(found: object) -> tuple[int, int]:
    if not isinstance(found, dict) or found.keys() != {"rate_bp", "cents"}:
        raise _not_understood("chaque montant porte « rate_bp » et « cents »")
    rate_bp = _count(found["rate_bp"])
    if rate_bp is None or rate_bp > BASIS_POINTS:
        raise _not_understood("« rate_bp » est un nombre entier de 0 à 10000")
    return rate_bp, _cents(found["cents"], "cents")


def _cents(found: object, name: str) -> int:
    cents = _count(found)
    if cents is None or not 0 < cents <= MOST_CENTS:
        raise _not_understood(f"« {name} » est un nombre entier, plus grand que zéro")
    return cents


def _count(found: object) -> int | None:
    """A whole number that is not negative; JSON's `true` is none."""
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


def _text(found: object, name: str) -> str:
    if not isinstance(found, str) or len(found) > LONGEST_TEXT or not found.isprintable():
        raise _not_understood(f"« {name} » est un texte court")
    return found


def _not_understood(why: str) -> RefusalError:
    return refuse(BODY_NOT_UNDERSTOOD, why=why)
