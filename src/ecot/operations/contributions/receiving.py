"""The deeds of receiving: one contribution, or the lines of a day at the bank.

A contribution is income when it comes. Cash takes the next number of its desk, none skipped. A line
whose household nobody knows goes to 471, where `matching` finds it later.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F

from ecot.ledger import recipes
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import NewEntry, Posted, post_many, replay, replayed_keys
from ecot.ledger.refusals import KEY_REUSED
from ecot.operations.contributions.models import CashSeries, Means, Receipt
from ecot.operations.contributions.refusals import (
    HOUSEHOLD_UNKNOWN,
    KEY_INVALID,
    MEANS_NEEDS_BANK,
    MEANS_NEEDS_DESK,
    PAYER_MISSING,
    TOO_MANY_ROWS,
)
from ecot.operations.members.models import Household
from ecot.operations.treasury.accounts import in_the_book
from ecot.operations.treasury.amounts import check_amount, check_day
from ecot.operations.treasury.models import AccountKind, BankAccount, UnidentifiedReceipt
from ecot.operations.treasury.refusals import ACCOUNT_UNKNOWN
from ecot.records.deed import deed
from ecot.values.act import KEY_LENGTH, Act
from ecot.values.refusal import RefusalError, Refused, refuse

MOST_ROWS: Final = 5_000
LONGEST_PAYER: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """A line to record, under its own key; no household means that nobody knows whose it is."""

    key: str
    household_id: UUID | None
    account: str
    amount_cents: int
    received_on: date
    means: Means = Means.TRANSFER
    payer_name: str = ""
    label: str = ""

    def body(self) -> dict[str, object]:
        """What was asked, for the digest: no key, no label."""
        return {
            "household": None if self.household_id is None else self.household_id.hex,
            "account": self.account,
            "amount_cents": self.amount_cents,
            "received_on": self.received_on.isoformat(),
            "means": self.means.value,
            "payer_name": self.payer_name,
        }


@dataclass(frozen=True, slots=True)
class Received:
    """A contribution that was recorded; `cash_number` is printed on the receipt of cash."""

    receipt_id: UUID
    entry_id: int
    household_id: UUID
    amount_cents: int
    received_on: date
    means: Means
    cash_number: str
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A line that was not recorded, by its position from 1, and why."""

    position: int
    key: str
    refused: Refused


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of each line: recorded, put to 471, already there, or refused."""

    received: tuple[Received, ...]
    unidentified_ids: tuple[int, ...]
    replayed: int
    refused: tuple[RefusedRow, ...]


@deed
def record_receipt(
    act: Act,
    *,
    household_id: UUID,
    account: str,
    amount_cents: int,
    received_on: date,
    means: Means = Means.TRANSFER,
    payer_name: str = "",
) -> Received:
    """Record a contribution that came, whole, partial or ahead: it fills the oldest awaited month."""
    if posted := replay(act):
        return received_of(posted)
    row = ReceiptRow(
        key=act.key,
        household_id=household_id,
        account=account,
        amount_cents=amount_cents,
        received_on=received_on,
        means=means,
        payer_name=payer_name,
    )
    into = BankAccount.objects.in_bulk([account])
    known = set(Household.objects.filter(id=household_id).values_list("id", flat=True))
    _check(act, row, into=into, known=known)
    return _post_received([(act, row)], into)[0]


@deed
def record_receipts(act: Act, *, rows: Sequence[ReceiptRow]) -> Batch:
    """Record the lines of a day, each under its own key; a wrong line is reported, the rest is kept.

    A line that stands in the book already is counted as replayed, so the same statement may be sent
    twice. A few queries in all, whatever the number of lines. Refuses TOO_MANY_ROWS.
    """
    if len(rows) > MOST_ROWS:
        raise refuse(TOO_MANY_ROWS, count=len(rows), limit=MOST_ROWS)
    into = BankAccount.objects.in_bulk({row.account for row in rows})
    wanted = {row.household_id for row in rows if row.household_id is not None}
    known = set(Household.objects.filter(id__in=wanted).values_list("id", flat=True))
    standing = set(replayed_keys([row.key for row in rows]))
    seen: dict[str, Act] = {}
    accepted: list[tuple[Act, ReceiptRow]] = []
    refused: list[RefusedRow] = []
    for position, row in enumerate(rows, start=1):
        try:
            own = _keyed(act, row)
            if not _stands(own, standing, seen):
                _check(own, row, into=into, known=known)
                accepted.append((own, row))
                seen[row.key] = own
        except RefusalError as refusal:
            refused.append(RefusedRow(position, row.key, refusal.refused))
    named = [(own, row) for own, row in accepted if row.household_id is not None]
    unnamed = [(own, row) for own, row in accepted if row.household_id is None]
    received = _post_received(named, into)
    unidentified = _post_unidentified(unnamed, into)
    replayed = len(rows) - len(accepted) - len(refused)
    return Batch(tuple(received), tuple(unidentified), replayed, tuple(refused))


def received_of(posted: Posted) -> Received:
    """The receipt that an entry recorded, as its asker learned it the first time."""
    return _received(Receipt.objects.get(entry_id=posted.entry_id), replayed=posted.replayed)


def take_numbers(desk: str, year: int, count: int) -> list[str]:
    """The next numbers of a desk's cash receipts; given back whole if the deed is refused."""
    CashSeries.objects.get_or_create(desk_id=desk, year=year)
    series = CashSeries.objects.filter(desk_id=desk, year=year)
    series.update(last=F("last") + count)
    last = series.values_list("last", flat=True).get()
    return [f"{desk}-{year}-{number:04d}" for number in range(last - count + 1, last + 1)]


def _keyed(act: Act, row: ReceiptRow) -> Act:
    if not 0 < len(row.key) <= KEY_LENGTH:
        raise refuse(KEY_INVALID)
    return act.keyed(row.key, **row.body())


def _stands(own: Act, standing: set[str], seen: Mapping[str, Act]) -> bool:
    """Whether this very line is in the book, or earlier in the same list; another body is refused."""
    if own.key in standing:
        return replay(own) is not None
    if own.key in seen:
        if seen[own.key].digest != own.digest:
            raise refuse(KEY_REUSED)
        return True
    return False


def _check(act: Act, row: ReceiptRow, *, into: Mapping[str, BankAccount], known: set[UUID]) -> None:
    check_amount(row.amount_cents)
    check_day(act, row.received_on)
    account = into.get(row.account)
    if account is None:
        raise refuse(ACCOUNT_UNKNOWN, account=row.account[:40])
    if row.household_id is not None and row.household_id not in known:
        raise refuse(HOUSEHOLD_UNKNOWN)
    is_desk = account.kind == AccountKind.DESK
    if row.means is Means.CASH and not is_desk:
        raise refuse(MEANS_NEEDS_DESK, account=account.label)
    if row.means is not Means.CASH and is_desk:
        raise refuse(MEANS_NEEDS_BANK, account=account.label)
    if row.means is Means.PAYER and not row.payer_name.strip():
        raise refuse(PAYER_MISSING)


def _post_received(
    lines: Sequence[tuple[Act, ReceiptRow]], into: Mapping[str, BankAccount]
) -> list[Received]:
    entries = [
        NewEntry(
            act,
            EntryKind.CONTRIBUTION_RECEIVED,
            recipes.contribution_received(
                in_the_book(into[row.account]), _owner(row), row.amount_cents
            ),
            occurred_on=row.received_on,
            evidence={"means": row.means.value},
        )
        for act, row in lines
    ]
    numbers = _cash_numbers([row for _, row in lines])
    made = [
        Receipt(
            id=uuid.uuid4(),
            household_id=_owner(row),
            account_id=row.account,
            amount_cents=row.amount_cents,
            means=row.means,
            received_on=row.received_on,
            entry_id=posted.entry_id,
            key=posted.key,
            cash_number=numbers.get(row.key, ""),
            payer_name=" ".join(row.payer_name.split())[:LONGEST_PAYER],
        )
        for (_, row), posted in zip(lines, post_many(entries), strict=True)
    ]
    Receipt.objects.bulk_create(made, batch_size=500)
    return [_received(receipt) for receipt in made]


def _owner(row: ReceiptRow) -> UUID:
    assert row.household_id is not None, "a line without household goes to 471"
    return row.household_id


def _cash_numbers(rows: Sequence[ReceiptRow]) -> dict[str, str]:
    """The number of each cash line by its key, in the order of the lines."""
    cash: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        if row.means is Means.CASH:
            cash.setdefault((row.account, row.received_on.year), []).append(row.key)
    return {
        key: number
        for (desk, year), keys in sorted(cash.items())
        for key, number in zip(keys, take_numbers(desk, year, len(keys)), strict=True)
    }


def _post_unidentified(
    lines: Sequence[tuple[Act, ReceiptRow]], into: Mapping[str, BankAccount]
) -> list[int]:
    entries = [
        NewEntry(
            act,
            EntryKind.RECEIPT_UNIDENTIFIED,
            recipes.receipt_unidentified(in_the_book(into[row.account]), row.amount_cents),
            occurred_on=row.received_on,
        )
        for act, row in lines
    ]
    made = [
        UnidentifiedReceipt(
            account_id=row.account,
            amount_cents=row.amount_cents,
            label=" ".join((row.label or row.payer_name).split())[:200],
            received_on=row.received_on,
            entry_id=posted.entry_id,
        )
        for (_, row), posted in zip(lines, post_many(entries), strict=True)
    ]
    return [row.pk for row in UnidentifiedReceipt.objects.bulk_create(made, batch_size=500)]


def _received(row: Receipt, *, replayed: bool = False) -> Received:
    return Received(
        receipt_id=row.id,
        entry_id=row.entry_id,
        household_id=row.household_id,
        amount_cents=row.amount_cents,
        received_on=row.received_on,
        means=Means(row.means),
        cash_number=row.cash_number,
        replayed=replayed,
    )
