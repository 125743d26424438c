"""The households of a published check, as the arrays that the rules' twins read, and rules in one line.

`pots`, `shares` and `law` call these; amounts come in as exact euros and leave as exact euros.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecot.rules.allocation import AllocationRule, allocate_many
from ecot.values.money import BASIS_POINTS, round_half_up

Inputs = Mapping[str, Any]
"""The figures of a check, as exact fractions of what is written."""


def cents(euros: Fraction) -> int:
    """Euros as whole cents; a published amount has no fraction of a cent."""
    amount = euros * 100
    assert amount.denominator == 1, "a published amount is of whole cents"
    return int(amount)


def euros(amount_cents: int) -> Fraction:
    """Cents as exact euros."""
    return Fraction(amount_cents, 100)


def by_person(amount: Fraction) -> AllocationRule:
    """The rule that gives each participant the same."""
    return by_steps(amount, adult=amount, child=amount)


def by_steps(first: Fraction, *, adult: Fraction, child: Fraction) -> AllocationRule:
    """The rule of a first participant and of each other one."""
    return AllocationRule(
        base_cents=cents(first),
        extra_adult_cents=cents(adult),
        extra_child_cents=cents(child),
        child_age_max=17,
    )


def pot(
    rule: AllocationRule, households: Fraction, *, adults: int = 0, children: int = 0
) -> Fraction:
    """What a month gives to that many households of one adult and those extra people, in euros.

    The extra people are spread evenly, the first households having one more.
    """
    count = int(households)
    others = [spread(extra, count) for extra in (adults, children)]
    given = allocate_many(rule, others[0] + 1, others[1])
    return euros(int(given.sum()))


def spread(people: int, households: int) -> NDArray[np.int64]:
    """So many people over so many households, as evenly as it goes, the first having one more."""
    each, more = divmod(people, households)
    counts = np.full(households, each, dtype=np.int64)
    counts[:more] += 1
    return counts


def nearest_euro_cents(amount: Fraction) -> int:
    """An amount in euros, to the nearest cent, a half going up."""
    return round_half_up((amount * 100).numerator, (amount * 100).denominator)


def whole_bp(rate: Fraction) -> int:
    """A rate from 0 to 1 as whole basis points; a published rate has no finer part."""
    points = rate * BASIS_POINTS
    assert points.denominator == 1, "a rate is of whole basis points"
    return int(points)
