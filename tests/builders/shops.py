"""Shops made through the deeds of the room `shops`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from stdnum.iso7064 import mod_97_10

from ecot.operations.shops.actions import (
    accredit,
    apply_as_shop,
    confirm_bank_change,
    open_point_of_sale,
    request_bank_change,
)
from ecot.operations.shops.files import PointOfSaleFile, PointOfSaleKind, ShopFile
from ecot.operations.shops.states import ShopState
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.references import Actor

FIRST = Actor("user-1")
SECOND = Actor("user-2")
OPENED_ON = date(2025, 1, 1)
_accounts = count(1)


@dataclass(frozen=True, slots=True)
class ShopIds:
    """A shop and its first point of sale."""

    shop_id: UUID
    point_of_sale_id: UUID


def an_iban() -> str:
    """A French account number that no test had before (bank 20041 of the national examples)."""
    account = f"{next(_accounts):011d}"
    body = f"2004101005{account}"
    key = 97 - int(body + "00") % 97
    bban = f"{body}{key:02d}"
    return f"FR{mod_97_10.calc_check_digits(bban + 'FR')}{bban}"


def a_shop(
    category: str = "grocery",
    *,
    name: str = "Épicerie du Clapas",
    state: ShopState | str = ShopState.ACCREDITED,
    since: date = OPENED_ON,
    until: date = date(2035, 12, 31),
    paid: bool = True,
) -> ShopIds:
    """A shop with one point of sale, accredited since a day; `paid` gives it a usable bank account."""
    before = since - timedelta(days=10)
    act = Act(FIRST, clock.at(before))
    file = ShopFile(name=name, category=category, email="bonjour@commerce.example")
    applied = apply_as_shop(act, file=file)
    assert applied, applied
    point = PointOfSaleFile(name=name, kind=PointOfSaleKind.SHOP, address="1 rue des Halles")
    opened = open_point_of_sale(act, shop_id=applied.shop_id, file=point, opened_on=before)
    assert isinstance(opened, UUID), opened
    if ShopState(state) is ShopState.ACCREDITED:
        moved = accredit(act, shop_id=applied.shop_id, starts_on=since, ends_on=until)
        assert moved, moved
    if paid:
        give_bank_account(applied.shop_id, before)
    return ShopIds(applied.shop_id, opened)


def give_bank_account(shop_id: UUID, on: date, iban: str = "") -> str:
    """A bank account asked and confirmed by two persons on a day, usable two days later; its IBAN."""
    wanted = iban or an_iban()
    asked = request_bank_change(
        Act(FIRST, clock.at(on)), shop_id=shop_id, iban=wanted, holder="Épicerie du Clapas SARL"
    )
    assert asked, asked
    confirmed = confirm_bank_change(
        Act(SECOND, clock.at(on, 11)),
        bank_details_id=asked.bank_details_id,
        callback_note="Rappelé au numéro connu, la gérante confirme.",
    )
    assert confirmed, confirmed
    return wanted
