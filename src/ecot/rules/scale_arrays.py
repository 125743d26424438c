"""The twins of rules/scale.py: a scale on many households at once, equal to the cent.

The simulator, `ecot scale` and the monthly statistics call them. The scalar functions are the law;
nothing here may answer another cent. How it stays exact: docs/algorithms/contribution.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ecot.rules.scale import (
    CHILD_TENTHS,
    EXTRA_ADULT_TENTHS,
    PARENT_HALF_PARTS,
    Scale,
    ScaleBase,
)
from ecot.values.money import BASIS_POINTS
from ecot.values.money_arrays import (
    EXACT_FLOAT,
    EXACT_INTEGER,
    Cents,
    Whole,
    assert_whole,
    largest,
    round_half_up_many,
    smallest,
)

CHUNK = 32_768
"""Households at a time: few calls for a million, and the buffers stay in a processor's own cache."""


def contribution_on_scale_many(scale: Scale, base_cents: Whole) -> Cents:
    """The twin of `contribution_on_scale`: one base per place, int32 or int64; int64 cents.

    Exact for every scale whose parameters hold their bounds: in float64 while each intermediate is
    a whole number below 2⁵⁰, else in int64. Bases that would pass 2⁶² are our own mistake.
    """
    assert_whole(base_cents)
    flat = np.ascontiguousarray(base_cents).reshape(-1)
    highest = largest(flat)
    answer = np.empty(flat.shape, dtype=np.int64)
    pieces = _pieces(scale)
    if pieces.bound(highest) < EXACT_FLOAT and smallest(flat) > -EXACT_FLOAT:
        _in_floats(pieces, flat, answer)
    else:
        assert _raw_bound(scale, highest) < EXACT_INTEGER, "the contribution fits 64 bits"
        _in_integers(scale, flat, answer)
    if scale.step_cents != 1:
        answer *= scale.step_cents
    if scale.floor_cents:
        np.maximum(answer, scale.floor_cents, out=answer)
    if scale.ceiling_cents is not None:
        np.minimum(answer, scale.ceiling_cents, out=answer)
    return answer.reshape(base_cents.shape)


def household_contribution_many(
    scale: Scale, *, income_cents: Whole, adults: Whole, children: Whole
) -> Cents:
    """The twin of `household_contribution`: arrays of one shape, int64 cents of that shape."""
    assert_whole(income_cents)
    if scale.base is ScaleBase.HOUSEHOLD:
        return contribution_on_scale_many(scale, income_cents)
    assert income_cents.shape == adults.shape == children.shape, "one count of each per household"
    incomes, adults, children = (each.reshape(-1) for each in (income_cents, adults, children))
    answer = np.empty(incomes.shape, dtype=np.int64)
    for start in range(0, answer.size, CHUNK):
        here = slice(start, start + CHUNK)
        answer[here] = _on_base(scale, incomes[here], adults=adults[here], children=children[here])
    return answer.reshape(income_cents.shape)


def consumption_tenths_many(adults: Whole, children: Whole) -> Cents:
    """The twin of `consumption_tenths`: int64 tenths of consumption units."""
    assert_whole(adults, children)
    assert min(smallest(adults), smallest(children)) >= 0, "counts are not negative"
    assert adults.size == 0 or int((adults + children).min()) > 0, "a household has somebody"
    others = np.maximum(adults.astype(np.int64) - 1, 0)
    younger = children.astype(np.int64) - (adults == 0)
    tenths: Cents = 10 + EXTRA_ADULT_TENTHS * others + CHILD_TENTHS * younger
    return tenths


def half_parts_many(children: Whole) -> Cents:
    """The twin of `half_parts`: int64 half-parts of the family quotient."""
    assert_whole(children)
    third = (children > 2).astype(np.int64)  # noqa: PLR2004 (the third child counts a whole part)
    return children.astype(np.int64) + PARENT_HALF_PARTS + third


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A scale as a sum: rate differences on max(x, knot), jumps from a knot on, one constant."""

    slopes: tuple[tuple[int, int], ...]
    jumps: tuple[tuple[int, int], ...]
    constant: int
    divisor: int

    def bound(self, highest: int) -> int:
        """More than any intermediate of the sum, bases being at most `highest`."""
        slopes = sum(abs(rate) * max(highest, knot) for knot, rate in self.slopes)
        jumps = sum(jump for _, jump in self.jumps)
        return slopes + jumps + abs(self.constant) + 2 * self.divisor


def _pieces(scale: Scale) -> _Pieces:
    """Σ (r_j − r_{j−1})·max(x − T_j, 0) + jumps, the constants −(r_j − r_{j−1})·T_j put together."""
    before = (0, *scale.rates_bp)
    changes = [rate - previous for rate, previous in zip(scale.rates_bp, before, strict=False)]
    rows = list(zip(scale.knots_cents, changes, scale.jumps_cents, strict=True))
    ground = sum(jump for knot, _, jump in rows if knot == 0)
    constant = BASIS_POINTS * ground - sum(knot * change for knot, change, _ in rows)
    return _Pieces(
        slopes=tuple((knot, change) for knot, change, _ in rows if change),
        jumps=tuple((knot, BASIS_POINTS * jump) for knot, _, jump in rows if knot and jump),
        constant=constant,
        divisor=BASIS_POINTS * scale.step_cents,
    )


def _in_floats(pieces: _Pieces, base: Whole, steps: Cents) -> None:
    """Whole steps, chunk by chunk and in place.

    With N = raw + divisor/2, ⌊N / divisor⌋ = ⌊(N + ½)·(1/divisor)⌋: the exact value lies at least
    ½/divisor from a whole number, the two roundings move it by less than N/divisor · 2⁻⁵¹.
    """
    size = min(CHUNK, base.size)
    bases, terms, sums = (np.empty(size) for _ in range(3))
    masks = np.empty(size, dtype=np.bool_)
    constant = pieces.constant + pieces.divisor // 2 + 0.5
    for start in range(0, base.size, CHUNK):
        count = min(CHUNK, base.size - start)
        x, term, total, mask = bases[:count], terms[:count], sums[:count], masks[:count]
        x[...] = base[start : start + count]
        _add_up(pieces, x, term=term, total=total, mask=mask)
        total += constant
        total *= 1.0 / pieces.divisor
        steps[start : start + count] = total


def _add_up(
    pieces: _Pieces,
    x: NDArray[np.float64],
    *,
    term: NDArray[np.float64],
    total: NDArray[np.float64],
    mask: NDArray[np.bool_],
) -> None:
    """The sum without its constant, into `total`; `term` and `mask` are room to work in."""
    if not pieces.slopes:
        total[...] = 0.0
    for index, (knot, rate) in enumerate(pieces.slopes):
        into = term if index else total
        np.maximum(x, knot, out=into)
        into *= rate
        if index:
            total += term
    for knot, jump in pieces.jumps:
        np.greater_equal(x, knot, out=mask)
        np.multiply(mask, float(jump), out=term)
        total += term


def _in_integers(scale: Scale, base: Whole, steps: Cents) -> None:
    """Whole steps, each bracket filled in turn: no intermediate passes the raw amount itself."""
    divisor = BASIS_POINTS * scale.step_cents
    following = (*scale.knots_cents[1:], None)
    for start in range(0, base.size, CHUNK):
        x = base[start : start + CHUNK].astype(np.int64)
        np.maximum(x, 0, out=x)
        raw = np.full(x.shape, divisor // 2, dtype=np.int64)
        for knot, until, rate, jump in zip(
            scale.knots_cents, following, scale.rates_bp, scale.jumps_cents, strict=True
        ):
            raw += rate * (np.clip(x, knot, until) - knot)
            raw += BASIS_POINTS * jump * (x >= knot)
        steps[start : start + CHUNK] = raw // divisor


def _raw_bound(scale: Scale, highest: int) -> int:
    """More than the raw amount at the highest base, with half a step."""
    jumps = BASIS_POINTS * sum(scale.jumps_cents)
    return max(scale.rates_bp) * highest + jumps + BASIS_POINTS * scale.step_cents


def base_many(base: ScaleBase, incomes: Whole, *, adults: Whole, children: Whole) -> Cents:
    """What a scale is read on, household by household: the income, whole or divided; int64 cents."""
    income: Cents = np.maximum(incomes.astype(np.int64), 0)
    if base is ScaleBase.HOUSEHOLD:
        return income
    if base is ScaleBase.QUOTIENT_FAMILIAL:
        return round_half_up_many(2 * income, half_parts_many(children))
    if base is ScaleBase.HEAD:
        return round_half_up_many(income, _heads(adults, children))
    return round_half_up_many(10 * income, consumption_tenths_many(adults, children))


def _on_base(scale: Scale, incomes: Whole, *, adults: Whole, children: Whole) -> Cents:
    read_on = base_many(scale.base, incomes, adults=adults, children=children)
    if scale.base is ScaleBase.HEAD:
        other = contribution_on_scale_many(replace(scale, floor_cents=0), read_on)
        first = np.maximum(other, scale.floor_cents)
        total: Cents = first + (_heads(adults, children) - 1) * other
        return total
    amount = contribution_on_scale_many(scale, read_on)
    if scale.base is ScaleBase.CONSUMPTION_UNIT:
        tenths = consumption_tenths_many(adults, children)
        return round_half_up_many(amount * tenths, np.full_like(tenths, 10))
    return amount


def _heads(adults: Whole, children: Whole) -> Cents:
    heads: Cents = adults.astype(np.int64) + children
    assert heads.size == 0 or int(heads.min()) > 0, "a household has somebody"
    return heads
