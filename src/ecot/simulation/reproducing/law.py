"""What the law of payments and levies gives: covered prices, fees, limits, top-ups."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np

from ecot.rules.accreditation import covered_by_rate
from ecot.rules.reimbursement import ReimbursementRule, Rhythm, remit
from ecot.simulation.funding.amounts.levy import levy
from ecot.simulation.funding.luck import Horizon, Luck
from ecot.simulation.funding.thresholds import crossings
from ecot.simulation.funding.top_ups import per_household_cents
from ecot.simulation.reproducing.households import Inputs, by_person, cents, euros, pot, whole_bp
from ecot.simulation.scenario.sources import AmountLaw, PayerClass, Source

Found = Mapping[str, object]
MOST_GOODS = 100
"""Goods are looked for up to so many times the credit."""
MOST_PEOPLE = 100_000
MONTHS = 12


def _goods(given: Inputs) -> Found:
    """The least price of goods on which the shop's rate covers the whole credit."""
    rate_bp, credit = whole_bp(given["product_rate"]), cents(given["credit"])
    price = bisect_left(
        range(MOST_GOODS * credit), credit, key=lambda price: covered_by_rate([(rate_bp, price)])
    )
    return {"goods_value": euros(price)}


def _fees(given: Inputs) -> Found:
    """What the caisse keeps of a year's payments at each rate."""
    kept = []
    for rate in given["fees"]:
        rule = ReimbursementRule(
            rhythm=Rhythm.MONTHLY, minimum_cents=0, delay_days=0, fee_bp=whole_bp(rate)
        )
        kept.append(euros(remit(rule, cents(given["volume"])).fee_cents))
    return {"income": kept}


def _savoie(given: Inputs) -> Found:
    """The target less each contribution, paid by the third party for every family of the year."""
    families, months = given["families"], given["months"]
    target = given["allocation"]
    paid = _top_ups(target, [given["contribution_min"], given["contribution_max"]])
    return {
        "top_up_max": paid[0] * families * months,
        "top_up_min": paid[1] * families * months,
        "top_up_share_max": paid[0] / target,
        "top_up_share_min": paid[1] / target,
    }


def _top_ups(target: Fraction, contributions: list[Fraction]) -> list[Fraction]:
    source = _source("caf", AmountLaw.TOP_UP, aid_cents=0, target_cents=cents(target))
    asked = np.array([cents(each) for each in contributions], dtype=np.int64)
    takers = np.ones(len(contributions), dtype=np.bool_)
    paid = per_household_cents(source, contribution_cents=asked, takers=takers, month=0)
    return [euros(int(each)) for each in paid]


def _source(name: str, law: AmountLaw, **amounts: int) -> Source:
    return Source(id=name, label=name, payer=PayerClass.PUBLIC, law=law, amounts=amounts)


def _levied(given: Inputs) -> Found:
    """A year of a levy at each rate on the wage base, without noise, all of it for the caisse."""
    found = []
    calm = Luck(own=np.zeros((1, 1, 1)), group=np.zeros((1, 1)), correlation=0.0)
    for rate in given["rates"]:
        source = _source(
            "levy",
            AmountLaw.LEVY,
            rate_bp=whole_bp(rate),
            base_year_cents=cents(given["wage_base"]),
            share_millionths=1_000_000,
            noise_bp=0,
        )
        drawn = levy(source, calm, Horizon(1, MONTHS, seed=0, draws=range(1)))
        found.append(euros(int(drawn.cents.sum())))
    return {"yields": found}


def _first_count_above(given: Inputs) -> Found:
    """The least number of participants with whom a year of payments passes the limit."""
    amount = given["allocation"]
    count = bisect_left(range(MOST_PEOPLE), 1, key=lambda people: int(_declares(people, amount)))
    return {"first_count_above": count}


def _above(given: Inputs) -> Found:
    rows = given["cases"]
    return {"above_threshold": [_declares(int(row["count"]), row["allocation"]) for row in rows]}


def _declares(people: int, amount: Fraction) -> bool:
    """Whether so many people who spend all their allocation pass the limit within twelve months."""
    month = cents(pot(by_person(amount), Fraction(people))) if people else 0
    spent = np.full((1, MONTHS), month, dtype=np.int64)
    crossed = crossings(
        sources=(),
        cents=np.zeros((1, MONTHS, 0), dtype=np.int64),
        spent_cents=spent,
        horizon=Horizon(1, MONTHS, seed=0, draws=range(1)),
    )
    return next(each for each in crossed if each.id == "acpr_limited_network").chance > 0


LAW: Mapping[str, Callable[[Inputs], Found]] = {
    "F-5b": _goods,
    "F-11b": _savoie,
    "M-19": _levied,
    "M-23": _first_count_above,
    "M-24": _first_count_above,
    "M-25": _above,
    "M-26": _fees,
}
