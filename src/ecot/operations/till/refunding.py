"""Giving back part of a sale, and a cashier's own correction within minutes.

Docs: docs/algorithms/refunds-and-corrections.md. Both lock the wallet first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ecot.ledger import recipes
from ecot.ledger.entries import EntryView, entry, refunded_so_far
from ecot.ledger.kinds import EntryKind
from ecot.ledger.locking import lock_wallet
from ecot.ledger.posting import Posted, post, replay, reverse
from ecot.operations.shops.queries import selling_at
from ecot.operations.till import refusals
from ecot.operations.till.actions import Sale, post_sale
from ecot.operations.till.receipts import Receipt, household_of, receipt
from ecot.operations.till.recognising import Payer
from ecot.operations.till.rules_applied import Amounts, till_rules
from ecot.records.deed import deed
from ecot.rules.payment import Means
from ecot.values.act import Act
from ecot.values.money import format_mona
from ecot.values.references import identity_of
from ecot.values.refusal import refuse

CORRECTED = "correction en caisse"


@dataclass(frozen=True, slots=True)
class Refunded:
    """MonA given back on a sale, and what may still be given back of it."""

    sale_id: int
    entry_id: int
    amount_cents: int
    left_cents: int
    shop_name: str
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """A sale that was undone, and the one in its stead (none where it was only cancelled)."""

    sale_id: int
    receipt: Receipt | None
    replayed: bool = False


@deed
def refund_sale(
    act: Act, *, sale_id: int, amount_cents: int, point_of_sale_id: UUID | None = None
) -> Refunded:
    """A shop gives back part of a sale, or all that is left of it, to the same wallet.

    `point_of_sale_id` is that of the till that asks; None for the office. The shop may go below
    zero. Refused: no such sale, another shop's, one that was undone, not positive, more than is left.
    """
    if (posted := replay(act)) is not None:
        return _refunded(sale_id, posted)
    sale = _sale(sale_id, point_of_sale_id, same_shop=True)
    household_id = household_of(sale)
    lock_wallet(household_id)
    if _is_undone(sale_id):
        raise refuse(refusals.SALE_UNDONE)
    left_cents = sale.total_cents - refunded_so_far(sale_id)
    if amount_cents <= 0:
        raise refuse(refusals.REFUND_NOT_POSITIVE)
    if amount_cents > left_cents:
        raise refuse(refusals.REFUND_TOO_LARGE, left=format_mona(left_cents))
    posted = post(
        act,
        EntryKind.REFUND,
        recipes.refund(household_id, _shop_of(sale), amount_cents),
        rules=sale.rules,
        evidence={
            "point_of_sale": sale.evidence["point_of_sale"],
            "left_cents": left_cents - amount_cents,
        },
        refunds=sale_id,
    )
    return _refunded(sale_id, posted)


@deed
def correct_sale(
    act: Act, *, sale_id: int, point_of_sale_id: UUID, amounts: Amounts | None
) -> Corrected:
    """The cashier puts a fresh sale right: it is undone whole, and paid again with other amounts.

    The new sale keeps the day of the first one and its rules. `amounts` None only cancels it. Refused: no such sale at this point of sale, later than the rule's
    minutes, already undone or refunded, and whatever refuses a payment.
    """
    if (posted := replay(act)) is not None:
        return Corrected(sale_id, receipt(posted.entry_id, replayed=True), replayed=True)
    sale = _sale(sale_id, point_of_sale_id, same_shop=False)
    rules = till_rules(sale.occurred_on)
    minutes = rules.payment.correction_minutes
    if act.at > sale.posted_at + timedelta(minutes=minutes):
        raise refuse(refusals.CORRECTION_TOO_LATE, minutes=minutes)
    household_id = household_of(sale)
    balance_cents = lock_wallet(household_id)
    if _is_undone(sale_id):
        raise refuse(refusals.SALE_UNDONE)
    if refunded_so_far(sale_id):
        raise refuse(refusals.SALE_REFUNDED)
    if amounts is None:
        reverse(act, sale_id, reason=CORRECTED)
        return Corrected(sale_id, None)
    reverse(act.keyed(f"corrected:{sale_id}", sale=sale_id), sale_id, reason=CORRECTED)
    payer = Payer(household_id, Means(str(sale.evidence["means"])), bool(sale.evidence["code"]))
    point = selling_at(point_of_sale_id, sale.occurred_on)
    again = Sale(rules, payer, point, amounts, sale.occurred_on)
    made = post_sale(act, again, balance_cents=balance_cents + sale.total_cents, corrects=sale_id)
    return Corrected(sale_id, made)


def _sale(sale_id: int, asking_id: UUID | None, *, same_shop: bool) -> EntryView:
    """The sale, if the till that asks may touch it: its own, or its shop's where that is enough."""
    sale = entry(sale_id)
    if sale is None or sale.kind is not EntryKind.TILL_PAYMENT:
        raise refuse(refusals.SALE_UNKNOWN)
    if asking_id is None or asking_id.hex == sale.evidence["point_of_sale"]:
        return sale
    asking = selling_at(asking_id, sale.occurred_on)
    if not same_shop or asking is None or asking.shop_id != _shop_of(sale):
        raise refuse(refusals.SALE_OF_ANOTHER_SHOP)
    return sale


def _is_undone(sale_id: int) -> bool:
    """Read under the wallet's lock: whether the sale has been reversed by now."""
    sale = entry(sale_id)
    return sale is not None and sale.reversed_by is not None


def _shop_of(sale: EntryView) -> UUID:
    return identity_of(sale.lines[0].credit.owner)


def _refunded(sale_id: int, posted: Posted) -> Refunded:
    point_of_sale_id = UUID(hex=str(posted.evidence["point_of_sale"]))
    point = selling_at(point_of_sale_id, posted.occurred_on)
    left_cents = posted.evidence["left_cents"]
    assert isinstance(left_cents, int)
    return Refunded(
        sale_id,
        posted.entry_id,
        posted.total_cents,
        left_cents,
        "" if point is None else point.shop_name,
        posted.replayed,
    )
