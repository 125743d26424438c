"""What is written of a shop and of a point of sale before it is known, checked. No database here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from stdnum.fr import siret as siret_numbers

from ecot.operations.shops import refusals
from ecot.values.refusal import Refused

NAME_LENGTH = 200
LATITUDES = (-90.0, 90.0)
LONGITUDES = (-180.0, 180.0)
WEEKDAYS = range(1, 8)


class PointOfSaleKind(StrEnum):
    """What a point of sale looks like to somebody who goes there."""

    SHOP = "shop"
    MARKET = "market"
    FARM = "farm"
    PICKUP = "pickup"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class ShopFile:
    """A shop as it presents itself; `category` is a word of the accreditation rule."""

    name: str
    category: str
    legal_name: str = ""
    siret: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PointOfSaleFile:
    """A point of sale as the map shows it; market days are ISO weekdays, Monday = 1."""

    name: str
    kind: PointOfSaleKind = PointOfSaleKind.SHOP
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    hours: str = ""
    market_days: tuple[int, ...] = ()


def checked_shop(file: ShopFile) -> ShopFile | Refused:
    """A shop with a name, a category, and a readable SIRET and address where they are given."""
    tidy = ShopFile(
        name=_one_line(file.name),
        category=_one_line(file.category)[:60],
        legal_name=_one_line(file.legal_name),
        siret=siret_numbers.compact(file.siret.strip()),
        contact_name=_one_line(file.contact_name),
        email=file.email.strip(),
        phone=_one_line(file.phone)[:40],
    )
    if not tidy.name:
        return Refused(refusals.NAME_MISSING)
    if not tidy.category:
        return Refused(refusals.CATEGORY_MISSING)
    if tidy.siret and not siret_numbers.is_valid(tidy.siret):
        return Refused(refusals.SIRET_INVALID, {"siret": file.siret})
    if tidy.email and not _is_email(tidy.email):
        return Refused(refusals.EMAIL_INVALID, {"email": file.email})
    return tidy


def checked_point_of_sale(file: PointOfSaleFile) -> PointOfSaleFile | Refused:
    """A point of sale with a name, days of the week and coordinates that exist."""
    if not _one_line(file.name):
        return Refused(refusals.NAME_MISSING)
    if (file.latitude is None) != (file.longitude is None) or not (
        _within(file.latitude, LATITUDES) and _within(file.longitude, LONGITUDES)
    ):
        return Refused(refusals.COORDINATES_UNLIKELY)
    if not set(file.market_days) <= set(WEEKDAYS):
        return Refused(refusals.MARKET_DAYS_UNKNOWN)
    return replace(
        file,
        name=_one_line(file.name),
        address=_one_line(file.address)[:300],
        hours=_one_line(file.hours)[:300],
        market_days=tuple(sorted(set(file.market_days))),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:NAME_LENGTH]


def _within(value: float | None, bounds: tuple[float, float]) -> bool:
    return value is None or bounds[0] <= value <= bounds[1]


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
