"""Paying at the till: the order of the stops is docs/algorithms/payment-at-the-till.md.

Called by the till's page, the interface for devices and the demo. Refunds and corrections are in
`refunding.py`, paper in `slips.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ecot.ledger import recipes
from ecot.ledger.balances import spent_on
from ecot.ledger.kinds import EntryKind
from ecot.ledger.locking import lock_wallet
from ecot.ledger.posting import post, replay, replay_question
from ecot.operations.members.queries import card_question
from ecot.operations.shops.queries import SellingPoint, selling_question
from ecot.operations.shops.refusals import POINT_OF_SALE_UNKNOWN
from ecot.operations.till.receipts import Receipt, receipt
from ecot.operations.till.recognising import Payer, recognise
from ecot.operations.till.rules_applied import Amounts, TillRules, by_rate, of_the_day
from ecot.records.asking import ask_together
from ecot.records.deed import deed
from ecot.rulebook.reading import EVERY_VERSION
from ecot.rules.payment import decide_payment
from ecot.values.act import Act
from ecot.values.refusal import AgainError, RefusalError, Refused, refuse


def pay_at_till(
    act: Act,
    *,
    point_of_sale_id: UUID,
    amounts: Amounts,
    card_token: str = "",
    number: str = "",
    code: str = "",
) -> Receipt | Refused:
    """A household pays a shop in MonA, with its card, or its number and code.

    `amounts` is one price in cents, or pairs (rate in basis points, cents), one per coverage rate.
    The same act sent again answers the same receipt. Refused: NOT_RECOGNISED in one way whatever is
    wrong with the card, the number or the code; a pause of the till or the network; a shop that may
    not sell today; a rate, a ceiling, the code missing, the balance.
    """
    try:
        posted, versions, point, card = ask_together(
            EVERY_VERSION,
            selling_question(point_of_sale_id, act.on),
            card_question(card_token, act.on),
            before=replay_question(act),
        )
        if posted and (answered := receipt(posted.entry_id, replayed=True)) is not None:
            return answered
        rules = of_the_day(versions or (), act.on)
    except RefusalError as refusal:
        return refusal.refused
    payer = recognise(
        act,
        rules.payment,
        point_of_sale_id=point_of_sale_id,
        card=card,
        card_token=card_token,
        number=number,
        code=code,
    )
    if isinstance(payer, Refused):
        return payer
    return pay_known(act, Sale(rules, payer, point, amounts, act.on))


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale to decide: its rules, who pays, where (None: nobody knows), how much, on which day."""

    rules: TillRules
    payer: Payer
    point: SellingPoint | None
    amounts: Amounts
    occurred_on: date


def pay_known(act: Act, sale: Sale) -> Receipt | Refused:
    """The rest of a payment once the household is known; a lost race for the key replays the winner."""
    try:
        paid = _pay(act, sale)
        if not isinstance(paid, Refused):
            return paid
        return _answered(act) or paid
    except AgainError:
        answered = _answered(act)
        assert answered is not None, "whoever took the key has written"
        return answered
    except RefusalError as refusal:
        return refusal.refused


@deed
def _pay(act: Act, sale: Sale) -> Receipt:
    return post_sale(act, sale, balance_cents=lock_wallet(sale.payer.household_id))


def _may_sell(point: SellingPoint | None) -> SellingPoint:
    """The point of sale, if it may sell. Refuses an unknown one, a shop suspended or ended."""
    if point is None:
        raise refuse(POINT_OF_SALE_UNKNOWN)
    if point.refusal is not None:
        raise RefusalError(point.refusal)
    return point


def post_sale(act: Act, sale: Sale, *, balance_cents: int, corrects: int | None = None) -> Receipt:
    """Decide a sale under the wallet's lock, and write it."""
    point = _may_sell(sale.point)
    priced = by_rate(sale.rules.accreditation, sale.amounts, point.category)
    decided = decide_payment(
        sale.rules.payment,
        amounts_by_rate=priced,
        balance_cents=balance_cents,
        spent_today_cents=spent_on(sale.payer.household_id, sale.occurred_on),
        code_given=sale.payer.code_given,
        means=sale.payer.means,
    )
    if isinstance(decided, Refused):
        raise RefusalError(decided)
    evidence: dict[str, object] = {
        "point_of_sale": point.point_of_sale_id.hex,
        "amounts": priced,
        "euros_cents": decided.euros_cents,
        "means": sale.payer.means.value,
        "code": sale.payer.code_given,
        "balance_after_cents": balance_cents - decided.mona_cents,
    }
    if corrects is not None:
        evidence["corrects"] = corrects
    posted = post(
        act,
        EntryKind.TILL_PAYMENT,
        recipes.till_payment(sale.payer.household_id, point.shop_id, decided.mona_cents),
        occurred_on=sale.occurred_on,
        rules=sale.rules.versions,
        evidence=evidence,
    )
    return Receipt(
        entry_id=posted.entry_id,
        at=act.at,
        occurred_on=sale.occurred_on,
        point_of_sale_id=point.point_of_sale_id,
        point_of_sale_name=point.name,
        shop_name=point.shop_name,
        amount_cents=posted.total_cents,
        euros_cents=decided.euros_cents,
        amounts_by_rate=priced,
        balance_after_cents=balance_cents - decided.mona_cents,
        rule_versions=dict(sale.rules.versions),
        rule_sentence=sale.rules.sentence,
    )


def _answered(act: Act) -> Receipt | None:
    """The receipt that this act already had. Refuses KEY_REUSED."""
    posted = replay(act)
    return None if posted is None else receipt(posted.entry_id, replayed=True)
