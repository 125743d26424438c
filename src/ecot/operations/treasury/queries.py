"""What other rooms and the faces may ask about the treasury. Reads only; amounts in cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import F, OuterRef, Subquery

from ecot.ledger.balances import balance, balances
from ecot.ledger.chart import Code
from ecot.operations.treasury.accounts import in_the_book
from ecot.operations.treasury.models import (
    AccountKind,
    BankAccount,
    MovementKind,
    PlainMovement,
    TypedBalance,
    UnidentifiedReceipt,
)
from ecot.values import references

STALE_AFTER_DAYS: Final = 35


def accounts(kind: AccountKind | None = None) -> list[BankAccount]:
    """Bank accounts and desks by label, or those of one kind."""
    rows = BankAccount.objects.order_by("kind", "label", "slug")
    return list(rows if kind is None else rows.filter(kind=kind))


class Light(StrEnum):
    """How far the bank's own word confirms the book."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Position:
    """An account in the book, with what the bank itself said last, of which day."""

    slug: str
    label: str
    kind: AccountKind
    book_cents: int
    typed_cents: int | None
    typed_on: date | None
    book_then_cents: int | None
    light: Light

    @property
    def difference_cents(self) -> int:
        """What the bank said less what the book says of that day (0 where nothing was said)."""
        if self.typed_cents is None or self.book_then_cents is None:
            return 0
        return self.typed_cents - self.book_then_cents


def positions(on: date) -> list[Position]:
    """Each account on a day beside its bank's word: red where they differ, amber where it is old.

    A word is old after 35 days; a bank that never said anything is amber. A desk is counted, not
    announced: it is green.
    """
    spoken = TypedBalance.objects.filter(account_id=OuterRef("slug"), balance_on__lte=on)
    newest = spoken.order_by("-balance_on", "-id")
    rows = BankAccount.objects.annotate(
        typed_cents=Subquery(newest.values("balance_cents")[:1]),
        typed_on=Subquery(newest.values("balance_on")[:1]),
    ).order_by("kind", "label", "slug")
    books = {
        AccountKind.BANK: balances(Code.BANK, on),
        AccountKind.DESK: balances(Code.CASH, on),
    }
    return [
        _position(
            account,
            on,
            book_cents=books[AccountKind(account.kind)].get(references.bank(account.slug), 0),
            typed=None if account.typed_on is None else (account.typed_cents, account.typed_on),
        )
        for account in rows
    ]


def _position(
    account: BankAccount, on: date, *, book_cents: int, typed: tuple[int, date] | None
) -> Position:
    kind = AccountKind(account.kind)
    if typed is None:
        light = Light.AMBER if kind is AccountKind.BANK else Light.GREEN
        return Position(account.slug, account.label, kind, book_cents, None, None, None, light)
    typed_cents, typed_on = typed
    book_then = balance(in_the_book(account), typed_on)
    light = Light.GREEN
    if typed_on < on - timedelta(days=STALE_AFTER_DAYS):
        light = Light.AMBER
    if typed_cents != book_then:
        light = Light.RED
    return Position(
        account.slug, account.label, kind, book_cents, typed_cents, typed_on, book_then, light
    )


@dataclass(frozen=True, slots=True)
class UnidentifiedView:
    """A receipt that waits to be recognised, with what is left of it."""

    unidentified_id: int
    account: str
    amount_cents: int
    left_cents: int
    label: str
    received_on: date
    entry_id: int


def unidentified() -> list[UnidentifiedView]:
    """What is still to be recognised, the oldest first."""
    rows = UnidentifiedReceipt.objects.filter(
        is_reversed=False, recognised_cents__lt=F("amount_cents")
    ).order_by("received_on", "id")
    return [
        UnidentifiedView(
            row.pk,
            row.account_id,
            row.amount_cents,
            row.amount_cents - row.recognised_cents,
            row.label,
            row.received_on,
            row.entry_id,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class MovementView:
    """A running cost or another income, with its label."""

    kind: MovementKind
    code: Code
    label: str
    account: str
    amount_cents: int
    moved_on: date
    entry_id: int
    is_reversed: bool


def movements(
    *, from_on: date | None = None, until_on: date | None = None, limit: int = 200
) -> list[MovementView]:
    """Running costs and other incomes, the newest first."""
    rows = PlainMovement.objects.order_by("-moved_on", "-id")
    if from_on is not None:
        rows = rows.filter(moved_on__gte=from_on)
    if until_on is not None:
        rows = rows.filter(moved_on__lte=until_on)
    return [
        MovementView(
            MovementKind(row.kind),
            Code(row.code),
            row.label,
            row.account_id,
            row.amount_cents,
            row.moved_on,
            row.entry_id,
            row.is_reversed,
        )
        for row in rows[:limit]
    ]
