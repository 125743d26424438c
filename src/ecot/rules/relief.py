"""What the tax law gives back of a gift, to a household or a firm: docs/algorithms/tax-relief.md.

The simulator calls it with the dated figures of the reference; no figure of the law stands here.
A reduction is never more than the tax due: who pays little tax gets little back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ecot.values.money import BASIS_POINTS, round_half_up, share
from ecot.values.money_arrays import (
    EXACT_INTEGER,
    Cents,
    Whole,
    assert_whole,
    largest,
    share_many,
    smallest,
)


@dataclass(frozen=True, slots=True)
class Relief:
    """A year of one giver, in cents.

    `reduction`: what the law would give if the tax were enough; `used`: what the tax allows; `unused`:
    the rest, lost for a household, kept some years by a firm; `carried`: gift left for later years.
    """

    reduction_cents: int
    used_cents: int
    unused_cents: int
    carried_cents: int


@dataclass(frozen=True, slots=True)
class Reliefs:
    """What a twin answers: int64 arrays of one shape, named as in `Relief`."""

    reduction_cents: Cents
    used_cents: Cents
    unused_cents: Cents
    carried_cents: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdLaw:
    """Gifts against the income tax: a rate, on gifts up to a part of the taxable income."""

    rate_bp: int
    income_share_bp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AidLaw:
    """Gifts for free meals: a higher rate up to a ceiling a year, then the ordinary law."""

    rate_bp: int
    ceiling_cents: int
    beyond: HouseholdLaw


@dataclass(frozen=True, slots=True, kw_only=True)
class WealthLaw:
    """Gifts against the tax on real-estate wealth: a rate, and the highest reduction."""

    rate_bp: int
    reduction_max_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmLaw:
    """Patronage of firms: a cap by turnover, not below a floor; a lower rate beyond a threshold."""

    rate_bp: int
    beyond_rate_bp: int
    beyond_cents: int
    cap_floor_cents: int
    turnover_share_bp: int


def household_relief(
    law: HouseholdLaw,
    *,
    base_cents: int,
    taxable_income_cents: int,
    tax_due_cents: int,
    carried_cents: int = 0,
) -> Relief:
    """Rate × min(gifts, part of the taxable income), at most the tax due; the excess is carried.

    `base_cents`: the gift of the year (rules/gift.py); `carried_cents`: excess of earlier years.
    """
    assert min(base_cents, carried_cents, tax_due_cents) >= 0, "amounts are not negative"
    offered = base_cents + carried_cents
    counted = min(offered, share(max(0, taxable_income_cents), law.income_share_bp))
    return _settled(share(counted, law.rate_bp), tax_due_cents, carried=offered - counted)


def aid_relief(
    law: AidLaw, *, base_cents: int, taxable_income_cents: int, tax_due_cents: int
) -> Relief:
    """The higher rate up to the ceiling, the ordinary law on what exceeds it; at most the tax due."""
    assert base_cents >= 0, "amounts are not negative"
    first = min(base_cents, law.ceiling_cents)
    rest = household_relief(
        law.beyond,
        base_cents=base_cents - first,
        taxable_income_cents=taxable_income_cents,
        tax_due_cents=tax_due_cents,
    )
    reduction = share(first, law.rate_bp) + rest.reduction_cents
    return _settled(reduction, tax_due_cents, carried=rest.carried_cents)


def wealth_relief(law: WealthLaw, *, base_cents: int, tax_due_cents: int) -> Relief:
    """Rate × gift, at most the highest reduction and the tax due; nothing is carried."""
    assert min(base_cents, tax_due_cents) >= 0, "amounts are not negative"
    reduction = min(share(base_cents, law.rate_bp), law.reduction_max_cents)
    return _settled(reduction, tax_due_cents, carried=0)


def firm_relief(
    law: FirmLaw,
    *,
    gift_cents: int,
    turnover_cents: int,
    tax_due_cents: int,
    carried_cents: int = 0,
) -> Relief:
    """Two rates on min(gift + carried, max(floor, part of the turnover)), rounded once.

    At most the tax due; the excess of the gift and the unused reduction are kept some years.
    """
    assert min(gift_cents, carried_cents, turnover_cents, tax_due_cents) >= 0, "not negative"
    offered = gift_cents + carried_cents
    base = min(offered, max(law.cap_floor_cents, share(turnover_cents, law.turnover_share_bp)))
    first = min(base, law.beyond_cents)
    exact = first * law.rate_bp + (base - first) * law.beyond_rate_bp
    return _settled(round_half_up(exact, BASIS_POINTS), tax_due_cents, carried=offered - base)


def household_relief_many(
    law: HouseholdLaw,
    *,
    base_cents: Whole,
    taxable_income_cents: Whole,
    tax_due_cents: Whole,
    carried_cents: Whole | None = None,
) -> Reliefs:
    """The twin of `household_relief`: int32 or int64 arrays of one shape."""
    assert_whole(base_cents, taxable_income_cents, tax_due_cents)
    offered = _offered(base_cents, carried_cents)
    cap = share_many(np.maximum(taxable_income_cents, 0), law.income_share_bp)
    counted = np.minimum(offered, cap)
    return _settled_many(share_many(counted, law.rate_bp), tax_due_cents, carried=offered - counted)


def aid_relief_many(
    law: AidLaw, *, base_cents: Whole, taxable_income_cents: Whole, tax_due_cents: Whole
) -> Reliefs:
    """The twin of `aid_relief`: int32 or int64 arrays of one shape."""
    base = base_cents.astype(np.int64)
    first = np.minimum(base, law.ceiling_cents)
    rest = household_relief_many(
        law.beyond,
        base_cents=base - first,
        taxable_income_cents=taxable_income_cents.astype(np.int64),
        tax_due_cents=tax_due_cents,
    )
    reduction: Cents = share_many(first, law.rate_bp) + rest.reduction_cents
    return _settled_many(reduction, tax_due_cents, carried=rest.carried_cents)


def wealth_relief_many(law: WealthLaw, *, base_cents: Whole, tax_due_cents: Whole) -> Reliefs:
    """The twin of `wealth_relief`: int32 or int64 arrays of one shape."""
    assert_whole(base_cents, tax_due_cents)
    reduction = np.minimum(share_many(base_cents, law.rate_bp), law.reduction_max_cents)
    return _settled_many(reduction, tax_due_cents, carried=np.zeros_like(reduction))


def firm_relief_many(
    law: FirmLaw,
    *,
    gift_cents: Whole,
    turnover_cents: Whole,
    tax_due_cents: Whole,
    carried_cents: Whole | None = None,
) -> Reliefs:
    """The twin of `firm_relief`: int32 or int64 arrays of one shape."""
    assert_whole(gift_cents, turnover_cents, tax_due_cents)
    offered = _offered(gift_cents, carried_cents)
    cap = np.maximum(share_many(turnover_cents, law.turnover_share_bp), law.cap_floor_cents)
    base = np.minimum(offered, cap)
    first = np.minimum(base, law.beyond_cents)
    highest_bp = max(law.rate_bp, law.beyond_rate_bp)
    assert 2 * largest(base) * highest_bp + BASIS_POINTS < EXACT_INTEGER, "64 bits"
    exact = first * law.rate_bp + (base - first) * law.beyond_rate_bp
    reduction = (2 * exact + BASIS_POINTS) // (2 * BASIS_POINTS)
    return _settled_many(reduction, tax_due_cents, carried=offered - base)


def _settled(reduction: int, tax_due: int, *, carried: int) -> Relief:
    used = min(reduction, tax_due)
    return Relief(reduction, used, reduction - used, carried)


def _settled_many(reduction: Cents, tax_due: Whole, *, carried: Cents) -> Reliefs:
    assert smallest(tax_due) >= 0, "a tax due is not negative"
    used = np.minimum(reduction, tax_due)
    return Reliefs(reduction, used, reduction - used, carried)


def _offered(base: Whole, carried: Whole | None) -> Cents:
    assert smallest(base) >= 0, "amounts are not negative"
    if carried is None:
        return base.astype(np.int64)
    assert_whole(carried)
    assert base.shape == carried.shape, "one number of each per giver"
    assert smallest(carried) >= 0, "amounts are not negative"
    total: Cents = base.astype(np.int64) + carried
    return total
