"""What other rooms and the faces may ask about contributions. Reads only; amounts in cents.

`pledges`, `arrears` and `answers` serve the monthly runs: a few queries whatever the number of
households. What is awaited is what was called (docs/algorithms/arrears.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from ecot.operations.contributions.models import (
    AnswerKind,
    ArrearsAnswer,
    CallRow,
    Means,
    Pledge,
    Receipt,
    ReturnCause,
    ReturnedContribution,
)
from ecot.operations.contributions.spreading import Awaited, Spread, spread
from ecot.values.month import Month

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def pledges(month: Month) -> dict[UUID, int]:
    """The last word of each household for a month, in one query; no pledge, no line."""
    rows = Pledge.objects.filter(from_month__lte=month.first_day).order_by("id")
    return dict(rows.values_list("household_id", "amount_cents"))


def pledges_by_month(months: Iterable[Month]) -> dict[Month, dict[UUID, int]]:
    """The last word of each household for each of these months, in one query."""
    rows = list(
        Pledge.objects.order_by("id").values_list("household_id", "amount_cents", "from_month")
    )
    return {
        month: {who: cents for who, cents, since in rows if since <= month.first_day}
        for month in months
    }


def pledge_of(household_id: UUID, month: Month) -> int | None:
    """The pledge of one household in force in a month; None where it has not pledged yet."""
    rows = Pledge.objects.filter(household_id=household_id, from_month__lte=month.first_day)
    return rows.order_by("-id").values_list("amount_cents", flat=True).first()


def received(households: Iterable[UUID] | None = None) -> dict[UUID, int]:
    """What has come from each household, less what went back, in two queries."""
    wanted = None if households is None else list(households)
    total: dict[UUID, int] = defaultdict(int)
    for household_id, cents in _by_household(Receipt.objects.all(), "amount_cents", wanted):
        total[household_id] += cents
    back = ReturnedContribution.objects.filter(is_undone=False)
    returned = _by_household(back, "amount_cents", wanted)
    for household_id, cents in returned:
        total[household_id] -= cents
    return dict(total)


def spread_of(household_id: UUID, until: Month) -> Spread:
    """The called months of a household up to `until` included, each with what has come for it."""
    return _spreads(until, [household_id]).get(household_id, Spread((), 0))


def spreads(until: Month) -> dict[UUID, Spread]:
    """The same for every household that was ever called or ever paid, in four queries."""
    return _spreads(until, None)


def months_without(household_id: UUID, month: Month) -> int:
    """How many called months before this one have received nothing (arrears.md §4)."""
    return spread_of(household_id, month.previous()).months_without


def arrears(month: Month) -> dict[UUID, int]:
    """`months_without` of each household that has at least one; four queries whatever their number."""
    before = month.previous()
    awaited = _by_household(
        CallRow.objects.filter(month__lte=before.first_day), "pledged_cents", None
    )
    came = _counted_as_received(None)
    late = [household for household, cents in awaited if cents > came.get(household, 0)]
    found = {household: one.months_without for household, one in _spreads(before, late).items()}
    return {household: months for household, months in found.items() if months > 0}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered for a household, and until which month it holds."""

    kind: AnswerKind
    from_month: Month
    until_month: Month
    note: str
    answered_by: str


def answers(month: Month) -> dict[UUID, Answer]:
    """The newest answer of each household that covers a month."""
    rows = ArrearsAnswer.objects.filter(
        from_month__lte=month.first_day, until_month__gte=month.first_day
    ).order_by("id")
    return {
        row.household_id: Answer(
            AnswerKind(row.kind),
            Month.of(row.from_month),
            Month.of(row.until_month),
            row.note,
            row.answered_by,
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Held:
    """A household whose allocation waits for a person, with the appointment if one was made."""

    months_without: int
    answer: Answer | None

    @property
    def is_answered(self) -> bool:
        """Whether somebody has taken it up, so that the month may close."""
        return self.answer is not None


def held(month: Month, months_tolerated: int) -> dict[UUID, Held]:
    """The households whose allocation is held in a month (arrears.md §5)."""
    given = answers(month)
    going_on = {AnswerKind.CONTINUE, AnswerKind.PAUSE}
    return {
        household: Held(months, given.get(household))
        for household, months in arrears(month).items()
        if months > months_tolerated
        and not (household in given and given[household].kind in going_on)
    }


class _Cause(TypedDict):
    """The annotation of a receipt that went back."""

    cause: str | None


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt as lists and papers show it, and why it no longer counts where it does not."""

    receipt_id: UUID
    household_id: UUID
    household_number: str
    account: str
    amount_cents: int
    means: Means
    received_on: date
    entry_id: int
    cash_number: str
    payer_name: str
    returned: ReturnCause | None


def receipts(
    *,
    household_id: UUID | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    limit: int = 100,
) -> list[ReceiptView]:
    """The newest receipts first, of a household, of a span of days, or of all."""
    rows = _receipts()
    if household_id is not None:
        rows = rows.filter(household_id=household_id)
    if from_on is not None:
        rows = rows.filter(received_on__gte=from_on)
    if until_on is not None:
        rows = rows.filter(received_on__lte=until_on)
    return [_receipt_view(row) for row in rows.order_by("-received_on", "-entry_id")[:limit]]


def receipt_named(receipt_id: UUID) -> ReceiptView | None:
    """One receipt by its identifier."""
    row = _receipts().filter(id=receipt_id).first()
    return None if row is None else _receipt_view(row)


def receipt_of_entry(entry_id: int) -> ReceiptView | None:
    """The receipt behind an entry of the book, so that an error is undone where it is seen."""
    row = _receipts().filter(entry_id=entry_id).first()
    return None if row is None else _receipt_view(row)


def _receipts() -> QuerySet[WithAnnotations[Receipt, _Cause]]:
    back = ReturnedContribution.objects.filter(receipt_id=OuterRef("id"), is_undone=False)
    rows = Receipt.objects.annotate(cause=Subquery(back.values("cause")[:1]))
    return rows.select_related("household")


def _receipt_view(row: WithAnnotations[Receipt, _Cause]) -> ReceiptView:
    return ReceiptView(
        receipt_id=row.id,
        household_id=row.household_id,
        household_number=row.household.number,
        account=row.account_id,
        amount_cents=row.amount_cents,
        means=Means(row.means),
        received_on=row.received_on,
        entry_id=row.entry_id,
        cash_number=row.cash_number,
        payer_name=row.payer_name,
        returned=None if row.cause is None else ReturnCause(row.cause),
    )


def _spreads(until: Month, households: list[UUID] | None) -> dict[UUID, Spread]:
    rows = CallRow.objects.filter(month__lte=until.first_day)
    if households is not None:
        rows = rows.filter(household_id__in=households)
    awaited: dict[UUID, list[Awaited]] = defaultdict(list)
    called = rows.order_by("month").values_list("household_id", "month", "pledged_cents")
    for household_id, month, cents in called.iterator():
        awaited[household_id].append(Awaited(Month.of(month), cents))
    came = _counted_as_received(households)
    return {
        household_id: spread(awaited.get(household_id, []), came.get(household_id, 0))
        for household_id in awaited.keys() | came.keys()
    }


def _counted_as_received(households: list[UUID] | None) -> dict[UUID, int]:
    """What came, and what was let go: three queries."""
    total = received(households)
    forgone = ArrearsAnswer.objects.filter(forgone_cents__gt=0)
    for household_id, cents in _by_household(forgone, "forgone_cents", households):
        total[household_id] = total.get(household_id, 0) + cents
    return total


def _by_household(
    rows: QuerySet[Receipt]
    | QuerySet[ReturnedContribution]
    | QuerySet[CallRow]
    | QuerySet[ArrearsAnswer],
    column: str,
    households: list[UUID] | None,
) -> list[tuple[UUID, int]]:
    if households is not None:
        rows = rows.filter(household_id__in=households)
    return list(
        rows.order_by()
        .values("household_id")
        .annotate(cents=Sum(column))
        .values_list("household_id", "cents")
    )
