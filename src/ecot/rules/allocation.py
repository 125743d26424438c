"""What each household receives on the monthly day: docs/algorithms/allocation.md.

The monthly run calls the twin on all households at once, one household's correction and the
simulator call the same two. Counts come as arguments: this module knows no household.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from ecot.rules.parameters import Bound, Parameters, Unit
from ecot.values.money import round_half_up, short_mona
from ecot.values.refusal import Reason, Refused

PERSONS_MAX = 1_000
DAYS_MAX = 31

CAP_BELOW_FIRST = Reason(
    "CAP_BELOW_FIRST",
    "Le plafond par foyer ({cap}) est plus bas que l'allocation d'une personne seule ({first})."
    " Relevez le plafond, ou retirez-le.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationRule(Parameters):
    """The monthly budget of a household, by how many of its members participate."""

    base_cents: Annotated[int, Bound(0, 1_000_00, "Premier participant", Unit.CENTS)]
    extra_adult_cents: Annotated[int, Bound(0, 1_000_00, "Autre adulte", Unit.CENTS)]
    extra_child_cents: Annotated[int, Bound(0, 1_000_00, "Enfant", Unit.CENTS)]
    child_age_max: Annotated[int, Bound(0, 25, "Dernier âge d'un enfant", Unit.YEARS)]
    cap_cents: Annotated[int, Bound(0, 10_000_00, "Plafond par foyer", Unit.CENTS)] | None = None
    day_of_month: Annotated[int, Bound(1, 28, "Jour du versement")] = 1
    prorata_entry_month: bool = False
    months_tolerated: Annotated[int, Bound(0, 24, "Mois sans cotisation", Unit.MONTHS)] = 3

    def check_together(self) -> Refused | None:
        """A cap never takes from a person alone."""
        if self.cap_cents is None or self.cap_cents >= self.base_cents:
            return None
        facts = {"cap": short_mona(self.cap_cents), "first": short_mona(self.base_cents)}
        return Refused(CAP_BELOW_FIRST, facts)

    def sentence(self) -> str:
        """The rule as a citizen reads it."""
        day = "1er" if self.day_of_month == 1 else str(self.day_of_month)
        said = [f"Le {day} du mois, chaque foyer reçoit {self._amounts()}."]
        if self.cap_cents is not None:
            said.append(f"Un foyer ne reçoit pas plus de {short_mona(self.cap_cents)} par mois.")
        if self.prorata_entry_month:
            said.append("Le mois de son arrivée, il reçoit sa part des jours qui restent.")
        said.append(
            f"Au-delà de {self.months_tolerated} mois sans cotisation, le versement attend"
            " qu'une personne de l'équipe décide avec le foyer."
            if self.months_tolerated
            else "Dès le premier mois sans cotisation, le versement attend qu'une personne de"
            " l'équipe décide avec le foyer."
        )
        return " ".join(said)

    def _amounts(self) -> str:
        first, adult, child = self.base_cents, self.extra_adult_cents, self.extra_child_cents
        until = f"enfant (jusqu'à {Unit.YEARS.words(self.child_age_max)})"
        if first == adult == child:
            return f"{short_mona(first)} par participant"
        children = f" et {short_mona(child)} par {until}" if child else ""
        if first == adult:
            return f"{short_mona(first)} par adulte{children}"
        if adult == child:
            return f"{short_mona(first)}, et {short_mona(adult)} de plus par autre participant"
        return f"{short_mona(first)}, {short_mona(adult)} de plus par autre adulte{children}"


def allocate(
    rule: AllocationRule,
    *,
    adults: int,
    children: int,
    days_present: int | None = None,
    days_in_month: int | None = None,
) -> int:
    """The first participant brings the base, each other one its step, up to the cap; in cents.

    `adults` and `children` count those who participate, children being those up to the rule's age.
    In the month of entry, where the rule says so, the part of the days from the arrival on, rounded
    half up once. Nobody: nothing.
    """
    assert 0 <= adults <= PERSONS_MAX, "a count of adults"
    assert 0 <= children <= PERSONS_MAX, "a count of children"
    if adults + children == 0:
        return 0
    extra_adults, extra_children = (adults - 1, children) if adults else (0, children - 1)
    amount = rule.base_cents
    amount += rule.extra_adult_cents * extra_adults + rule.extra_child_cents * extra_children
    if rule.cap_cents is not None:
        amount = min(amount, rule.cap_cents)
    if not rule.prorata_entry_month or days_present is None:
        return amount
    assert days_in_month is not None, "the days present are counted within a month"
    assert 1 <= days_in_month <= DAYS_MAX, "a month has 1 to 31 days"
    assert 0 <= days_present <= days_in_month, "no more days present than the month has"
    return round_half_up(amount * days_present, days_in_month)


def allocate_many(
    rule: AllocationRule,
    adults: NDArray[np.int64],
    children: NDArray[np.int64],
    *,
    days_present: NDArray[np.int64] | None = None,
    days_in_month: int | None = None,
) -> NDArray[np.int64]:
    """The twin of `allocate`: one household per place of the arrays, the same cents.

    `adults`, `children` and, where given, `days_present` are int64 arrays of one shape; the answer
    is int64 cents of that shape. Exact: every intermediate is below 2⁶³ within the bounds.
    """
    assert adults.dtype == children.dtype == np.int64, "counts are int64"
    assert adults.shape == children.shape, "one count of each per household"
    _assert_within(adults, PERSONS_MAX)
    _assert_within(children, PERSONS_MAX)
    first_is_adult = adults > 0
    extra_adults = np.where(first_is_adult, adults - 1, 0)
    extra_children = np.where(first_is_adult, children, children - 1)
    amount = (
        rule.base_cents
        + rule.extra_adult_cents * extra_adults
        + rule.extra_child_cents * extra_children
    )
    if rule.cap_cents is not None:
        amount = np.minimum(amount, rule.cap_cents)
    amount = np.where(adults + children > 0, amount, 0)
    if not rule.prorata_entry_month or days_present is None:
        return amount
    assert days_in_month is not None, "the days present are counted within a month"
    assert 1 <= days_in_month <= DAYS_MAX, "a month has 1 to 31 days"
    assert days_present.dtype == np.int64, "days are int64"
    assert days_present.shape == adults.shape, "one count of days per household"
    _assert_within(days_present, days_in_month)
    return (2 * amount * days_present + days_in_month) // (2 * days_in_month)


def _assert_within(counts: NDArray[np.int64], highest: int) -> None:
    within = counts.size == 0 or (int(counts.min()) >= 0 and int(counts.max()) <= highest)
    assert within, f"a count from 0 to {highest}"
