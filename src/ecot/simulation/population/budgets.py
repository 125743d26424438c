"""What a household's income means for its table and for the tax office: food spending, tax due.

`households` calls it. Facts come from `reference`; what they leave open is said in `margins`.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ecot.reference.loading import income_tax
from ecot.reference.loading import territory as territory_facts
from ecot.simulation.population.types import TYPE_NAMES
from ecot.values.money import BASIS_POINTS

Cents = NDArray[np.int64]

LEAST_FOOD_DAY_CENTS = 350
"""Below 3.50 euros a day a person cannot eat well (territory_france.yaml, nutrition_minimum)."""
_DAYS, _MONTHS, _CENTS = 365, 12, 100
_LEAST_FOOD_CENTS = LEAST_FOOD_DAY_CENTS * _DAYS // _MONTHS
_STEP_BITS = 8
_STEP_EUROS = 1 << _STEP_BITS
_STEPS = 1 << 11
_MIDDLE_SHARES_BP = (16_40, 14_80, 13_10)


def food_cents(income_cents: Cents, *, tenth: NDArray[np.int8], persons: NDArray[np.int8]) -> Cents:
    """Food spending of a month: the share of the fifth that the household is in, and at least the need.

    The share (bp) times the income, rounded half up; never less than 3.50 euros a day and person.
    """
    spent = (2 * income_cents * food_shares_bp()[tenth >> 1] + BASIS_POINTS) // (2 * BASIS_POINTS)
    return np.asarray(np.maximum(spent, _LEAST_FOOD_CENTS * persons.astype(np.int64)))


@cache
def food_shares_bp() -> NDArray[np.int64]:
    """Part of consumption spent on food at home by fifth of income, in basis points."""
    facts = territory_facts("france")
    path = ("food_at_home", "share_of_consumption_percent_2017")
    first = facts.number(*path, "first_quintile")
    last = facts.number(*path, "fifth_quintile", "value")
    assert first is not None, "the first fifth's share is published"
    assert last is not None, "the last fifth's share is published"
    return np.array([round(first * 100), *_MIDDLE_SHARES_BP, round(last * 100)], dtype=np.int64)


def tax_due_year_cents(income_cents: Cents, kind: NDArray[np.int8]) -> Cents:
    """Income tax of a year by disposable income of a month and type of household, in cents.

    Read in the table at steps of 256 euros a year, between two steps in proportion, rounded down;
    beyond the table in the proportion of its last step.
    """
    table = _tax_grid()
    euros = income_cents * _MONTHS // _CENTS
    step = np.minimum(euros >> _STEP_BITS, _STEPS - 2)
    at = kind.astype(np.int64) * _STEPS + step
    low = table[at]
    more = (table[at + 1] - low) * (euros - (step << _STEP_BITS)) >> _STEP_BITS
    return np.asarray((low + more) * _CENTS)


@cache
def _tax_grid() -> NDArray[np.int64]:
    """The knots of each type, on one even grid of euros a year, types one after the other."""
    even = np.arange(_STEPS) * float(_STEP_EUROS)
    rows = []
    for name in TYPE_NAMES:
        knots = np.array(income_tax()[name].value("knots"), dtype=np.float64)
        row = np.interp(even, knots[:, 0], knots[:, 1])
        (low, less), (high, more) = list(pairwise(knots))[-1]
        beyond = even > high
        row[beyond] = more + (even[beyond] - high) * (more - less) / (high - low)
        rows.append(np.floor(row).astype(np.int64))
    return np.concatenate(rows)
