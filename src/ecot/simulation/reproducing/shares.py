"""What members must bring, and on which scale: the closing formula and the contribution scales."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np

from ecot.rules.scale import Scale, ScaleBase, contribution_on_scale
from ecot.rules.scale_arrays import household_contribution_many
from ecot.rules.scale_reading import exact_break_even
from ecot.rules.scale_shapes import share_of_income
from ecot.simulation.indicators.closing import Balance, required_mean_contribution
from ecot.simulation.reproducing.households import (
    Inputs,
    cents,
    euros,
    nearest_euro_cents,
    spread,
    whole_bp,
)
from ecot.values.refusal import Refused

Found = Mapping[str, object]
HIGHEST_INCOME = 100_000
"""Whole euros a month, up to which an income is looked for on a scale."""


def needed(
    allocation: Fraction, *, households: Fraction, outside_month: Fraction = Fraction(0)
) -> Fraction:
    """The mean contribution that closes a month where all is spent and all is paid, in euros."""
    month = Balance(
        households=households,
        reimbursed_cents=allocation * 100,
        variable_cents=Fraction(0),
        growing_cents=Fraction(0),
        contribution_cents=Fraction(0),
        fixed_cents=Fraction(0),
        outside_cents=outside_month * 100,
        paid=Fraction(1),
    )
    found = required_mean_contribution(month)
    assert found is not None, "somebody pays"
    return euros(found)


def income_share(rate: Fraction, floor: Fraction = Fraction(0)) -> Scale:
    """A constant share of income, never below a floor."""
    scale = share_of_income(whole_bp(rate), floor_cents=cents(floor))
    assert not isinstance(scale, Refused), "a published scale is sound"
    return scale


def least_income(scale: Scale, amount_cents: int) -> int:
    """The least income of whole euros, as people say it, at which the scale asks that amount."""
    return bisect_left(
        range(HIGHEST_INCOME),
        amount_cents,
        key=lambda income: contribution_on_scale(scale, 100 * income),
    )


def _half_contributed(given: Inputs) -> Found:
    participants, months = given["participants"], given["months"]
    pot = given["pot_per_year"]
    outside = pot * (1 - given["coverage_share"]) / months
    each = pot / (participants * months)
    return {"mean_contribution": needed(each, households=participants, outside_month=outside)}


def _montpellier_2029(given: Inputs) -> Found:
    each = given["allocation_per_month"]
    outside = given["households"] * each * (1 - given["coverage_share"])
    return {
        "mean_contribution": needed(each, households=given["households"], outside_month=outside)
    }


def _grenoble(given: Inputs) -> Found:
    credit = given["credit_per_quarter"] / given["months"]
    outside = credit * (1 - given["coverage_share"])
    each = credit / given["households"]
    return {
        "mean_contribution": needed(each, households=given["households"], outside_month=outside)
    }


def _ariege(given: Inputs) -> Found:
    """Where the floor stops deciding, in whole euros of income; where the amount on paper is the allocation."""
    scale = income_share(given["rate"], given["floor"])
    income = exact_break_even(scale, cents(given["allocation"]))
    assert income is not None, "a share of income reaches any amount"
    return {
        "floor_binds_below_income": Fraction(least_income(scale, cents(given["floor"]) + 1) - 1),
        "contribution_equals_allocation_at_income": income / 100,
    }


def _ariege_mean(given: Inputs) -> Found:
    persons, months = given["persons"], given["months"]
    mean = needed(given["allocation"], households=persons, outside_month=given["grant"] / months)
    income = least_income(income_share(given["rate"]), nearest_euro_cents(mean))
    return {"mean_contribution": mean, "equivalent_income": Fraction(income)}


def _bill_386(given: Inputs) -> Found:
    participants, months = given["participants"], given["months"]
    shares, pot = given["shares"], given["pot_per_year"]
    outside = pot * (shares["state"] + shares["local"]) / months
    each = pot / (participants * months)
    return {"mean_contribution": needed(each, households=participants, outside_month=outside)}


def _geneva(given: Inputs) -> Found:
    outside = given["cities_chf"] / given["months"]
    return {
        "max_mean_contribution_chf": needed(
            given["allocation_chf"], households=given["adults"], outside_month=outside
        )
    }


def _gironde_floor(given: Inputs) -> Found:
    """Everybody at the floor, by head: 10 for the first, 5 for each other."""
    scale = Scale(
        knots_cents=(0,),
        rates_bp=(0,),
        jumps_cents=(cents(given["floor_extra"]),),
        floor_cents=cents(given["floor"]),
        ceiling_cents=None,
        step_cents=1,
        base=ScaleBase.HEAD,
    )
    adults = spread(int(given["extra_persons"]), int(given["households"])) + 1
    none = np.zeros_like(adults)
    paid = household_contribution_many(scale, income_cents=none, adults=adults, children=none)
    return {"contributions_per_month": euros(int(paid.sum()))}


SHARES: Mapping[str, Callable[[Inputs], Found]] = {
    "F-2b": _half_contributed,
    "F-4": _montpellier_2029,
    "F-6b": _grenoble,
    "F-8b": _gironde_floor,
    "F-12a": _ariege,
    "F-12b": _ariege_mean,
    "F-16": _bill_386,
    "F-18a": _geneva,
    "F-18b": _geneva,
}
