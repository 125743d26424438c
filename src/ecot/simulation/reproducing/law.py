"""What the law of taxes, payments and vouchers gives: relief, thresholds, top-ups, fees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping

from ecot.rules.accreditation import covered_by_rate
from ecot.rules.reimbursement import ReimbursementRule, Rhythm, remit
from ecot.simulation.reproducing.households import Inputs, cents, euros
from ecot.values.money import BASIS_POINTS

Found = Mapping[str, object]
MOST_GOODS = 100
"""Goods are looked for up to so many times the credit."""


def _goods(given: Inputs) -> Found:
    """The least price of goods on which the shop's rate covers the whole credit."""
    rate_bp, credit = int(given["product_rate"] * BASIS_POINTS), cents(given["credit"])
    price = bisect_left(
        range(MOST_GOODS * credit), credit, key=lambda price: covered_by_rate([(rate_bp, price)])
    )
    return {"goods_value": euros(price)}


def _fees(given: Inputs) -> Found:
    """What the caisse keeps of a year's payments at each rate."""
    kept = []
    for rate in given["fees"]:
        rule = ReimbursementRule(
            rhythm=Rhythm.MONTHLY, minimum_cents=0, delay_days=0, fee_bp=int(rate * BASIS_POINTS)
        )
        kept.append(euros(remit(rule, cents(given["volume"])).fee_cents))
    return {"income": kept}


LAW: Mapping[str, Callable[[Inputs], Found]] = {
    "F-5b": _goods,
    "M-26": _fees,
}
