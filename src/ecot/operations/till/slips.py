"""Paper for the day when the network is down: pre-numbered sheets, typed later on their real date.

The number is the key: a slip typed twice alike answers the first receipt, typed otherwise it is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from stdnum import damm

from ecot.ledger.entries import entries
from ecot.ledger.posting import replay
from ecot.ledger.refusals import KEY_REUSED
from ecot.operations.members.queries import entry_day, holder_of_number
from ecot.operations.shops.queries import selling_at
from ecot.operations.till import refusals
from ecot.operations.till.actions import Sale, pay_known
from ecot.operations.till.models import SlipSheet
from ecot.operations.till.receipts import Receipt, receipt
from ecot.operations.till.recognising import Payer
from ecot.operations.till.rules_applied import Amounts, till_rules
from ecot.records.deed import deed
from ecot.rules.payment import Means
from ecot.values.act import Act
from ecot.values.clock import civil_day
from ecot.values.money import format_mona
from ecot.values.month import day_in_words
from ecot.values.numbers import parse_member_number
from ecot.values.refusal import AgainError, RefusalError, Refused, refuse

MOST_SLIPS = 100
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to print: its slips' numbers, in order."""

    sheet_id: int
    numbers: tuple[str, ...]
    point_of_sale_id: UUID | None


@deed
def issue_slip_sheet(act: Act, *, count: int = 12, point_of_sale_id: UUID | None = None) -> Sheet:
    """Number a new sheet of paper slips, for one point of sale or for any. Refused: no or too many slips.

    The same act sent again answers the same sheet.
    """
    if not 1 <= count <= MOST_SLIPS:
        raise refuse(refusals.SHEET_SIZE, most=MOST_SLIPS)
    known = SlipSheet.objects.filter(key=act.key).first()
    if known is not None:
        return _sheet(known)
    last = SlipSheet.objects.aggregate(last=Max(F("first") + F("count") - 1))["last"] or 0
    try:
        with transaction.atomic():
            made = SlipSheet.objects.create(
                first=last + 1,
                count=count,
                point_of_sale_id=point_of_sale_id,
                key=act.key,
                made_at=act.at,
                made_by=act.actor,
            )
    except IntegrityError as taken:
        raise AgainError from taken
    return _sheet(made)


def pay_from_slip(
    act: Act,
    *,
    slip_number: str,
    point_of_sale_id: UUID,
    amounts: Amounts,
    household_number: str,
    occurred_on: date,
) -> Receipt | Refused:
    """The office types a paper slip, on its real day, under the rules and the shop's state of that day.

    Refused: a mistyped or unknown slip, one typed otherwise before, a day to come, before the sheet or
    before the household came in, and whatever refuses a payment (no code: the slip is signed).
    """
    try:
        number = _read_slip(slip_number)
        keyed = act.keyed(
            f"slip:{number}",
            point_of_sale=point_of_sale_id.hex,
            amounts=amounts,
            household=household_number,
            occurred_on=occurred_on,
        )
        posted = _replayed_slip(keyed, number)
        if posted is not None:
            return posted
        household_id = _checked_slip(
            act, number, household_number=household_number, occurred_on=occurred_on
        )
        rules = till_rules(occurred_on)
    except RefusalError as refusal:
        return refusal.refused
    payer = Payer(household_id, Means.SLIP, code_given=False)
    point = selling_at(point_of_sale_id, occurred_on)
    return pay_known(keyed, Sale(rules, payer, point, amounts, occurred_on))


def slip_number(sequence: int) -> str:
    """The number of a slip: `P`, six digits, a dash, Damm's check digit."""
    digits = f"{sequence:0{DIGITS}d}"
    return f"P{digits}-{damm.calc_check_digit(digits)}"


def sheet_numbers(sheet_id: int) -> tuple[str, ...] | None:
    """The numbers of a sheet, to print it again; None where there is no such sheet."""
    known = SlipSheet.objects.filter(pk=sheet_id).first()
    return None if known is None else _sheet(known).numbers


def _sheet(row: SlipSheet) -> Sheet:
    numbers = tuple(slip_number(row.first + step) for step in range(row.count))
    return Sheet(row.pk, numbers, row.point_of_sale_id)


def _read_slip(typed: str) -> str:
    digits = re.sub(r"[\s\u2010-\u2015-]", "", typed).upper().removeprefix("P")
    if not re.fullmatch(rf"[0-9]{{{DIGITS + 1}}}", digits) or not damm.is_valid(digits):
        raise refuse(refusals.SLIP_MISTYPED, typed=typed.strip()[:20])
    return f"P{digits[:-1]}-{digits[-1]}"


def _replayed_slip(act: Act, number: str) -> Receipt | None:
    try:
        posted = replay(act)
    except RefusalError as refusal:
        if refusal.refused.reason is not KEY_REUSED:
            raise
        (first,) = [one for one in entries(key_prefix=act.key, limit=2) if one.key == act.key]
        raise refuse(
            refusals.SLIP_ALREADY_TYPED,
            number=number,
            amount=format_mona(first.total_cents),
            on=day_in_words(first.occurred_on),
        ) from refusal
    return None if posted is None else receipt(posted.entry_id, replayed=True)


def _checked_slip(act: Act, number: str, *, household_number: str, occurred_on: date) -> UUID:
    """The household of a slip that may be typed."""
    on = day_in_words(occurred_on)
    if occurred_on > act.on:
        raise refuse(refusals.SLIP_IN_FUTURE, on=on)
    sequence = int(number[1 : 1 + DIGITS])
    sheet = SlipSheet.objects.filter(first__lte=sequence).order_by("-first").first()
    if sheet is None or sequence >= sheet.first + sheet.count:
        raise refuse(refusals.SLIP_UNKNOWN, number=number)
    made_on = civil_day(sheet.made_at)
    if occurred_on < made_on:
        raise refuse(refusals.SLIP_BEFORE_SHEET, made=day_in_words(made_on), on=on)
    read = parse_member_number(household_number)
    if isinstance(read, Refused):
        raise RefusalError(read)
    holder = holder_of_number(read)
    if holder is None:
        raise refuse(refusals.HOUSEHOLD_UNKNOWN, number=read)
    entered_on = entry_day(holder.household_id)
    if entered_on is None or occurred_on < entered_on:
        raise refuse(refusals.SLIP_BEFORE_WALLET, number=read, on=on)
    return holder.household_id
