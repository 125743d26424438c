"""What the till shows before and after a sale: the point of sale, the rates, what the rule asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import Http404

from ecot.operations.shops.queries import SellingPoint, selling_at
from ecot.operations.till.receipts import Receipt, receipt
from ecot.operations.till.rules_applied import till_rules
from ecot.rules.accreditation import covered_by_rate, rates
from ecot.rules.payment import Means, code_needed
from ecot.values import clock
from ecot.values.refusal import RefusalError, Refused


@dataclass(frozen=True, slots=True)
class TillPage:
    """A point of sale today: who sells, at which rates, up to how much, and what stands in the way."""

    point: SellingPoint
    rates_bp: tuple[int, ...]
    most_cents: int
    code_from_cents: int
    correction_minutes: int
    refusal: Refused | None

    def asks_code(self, amounts: tuple[tuple[int, int], ...]) -> bool:
        """Whether a card alone is not enough for these amounts."""
        rule = till_rules(clock.today()).payment
        return code_needed(rule, mona_cents=covered_by_rate(amounts), means=Means.CARD)

    def may_correct(self, sale: Receipt) -> bool:
        """Whether the cashier may still put this sale right alone."""
        return clock.now() - sale.at <= timedelta(minutes=self.correction_minutes)


def till_page(point_id: UUID) -> TillPage:
    """The till of a point of sale, or a 404; the refusal says why one cannot sell today."""
    today = clock.today()
    point = selling_at(point_id, today)
    if point is None:
        raise Http404
    try:
        rules = till_rules(today)
    except RefusalError as refusal:
        return TillPage(point, (), 0, 0, 0, refusal.refused)
    payment = rules.payment
    return TillPage(
        point,
        rates(rules.accreditation),
        payment.ceiling_per_payment_cents,
        payment.code_from_cents,
        payment.correction_minutes,
        point.refusal,
    )


def receipt_here(point_id: UUID, entry_id: int) -> Receipt:
    """A receipt of this very point of sale, or a 404."""
    found = receipt(entry_id)
    if found is None or found.point_of_sale_id != point_id:
        raise Http404
    return found
