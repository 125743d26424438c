"""Whether each MonA is backed by a euro, and what happens when not: docs/algorithms/reserve.md.

The allocation run asks before crediting, with its own intended total. Payments at tills and
reimbursements of shops never ask: they go on in every case.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from ecot.rules.parameters import Bound, Parameters, Unit
from ecot.values.money import BASIS_POINTS, format_rate
from ecot.values.money_arrays import EXACT_INTEGER, Cents, Whole, assert_whole, largest, smallest


class Shortage(StrEnum):
    """What happens to allocations when the reserve is short."""

    HOLD = "hold"
    CUT = "cut"
    FREEZE = "freeze"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveRule(Parameters):
    """How well MonA are covered, and what was voted beforehand for the day when they are not."""

    cover_bp: Annotated[int, Bound(10_000, 30_000, "Couverture", Unit.BASIS_POINTS)]
    safety_months: Annotated[int, Bound(0, 24, "Mois de sécurité", Unit.MONTHS)]
    shortage: Shortage
    cut_bp: Annotated[int, Bound(1, 10_000, "Part versée", Unit.BASIS_POINTS)] = BASIS_POINTS

    def sentence(self) -> str:
        """The rule as a citizen reads it."""
        cover = (
            f"La réserve couvre au moins {format_rate(self.cover_bp)} des MonA en circulation"
            " et de ce qui est dû aux commerces, allocation du mois comprise."
        )
        said = [cover]
        if self.safety_months:
            said.append(f"L'objectif est d'avoir {self.safety_months} mois d'avance.")
        hold = "l'allocation attend, une date est donnée et deux personnes sont prévenues"
        if self.shortage is Shortage.CUT:
            part = format_rate(self.cut_bp)
            said.append(f"Si elle manque, chaque allocation est versée à {part}.")
            said.append(f"Si cela ne suffit pas, {hold}.")
        elif self.shortage is Shortage.FREEZE:
            said.append("Si elle manque, personne de nouveau n'entre.")
            said.append(f"Sous {format_rate(BASIS_POINTS)}, {hold}.")
        else:
            said.append(f"Si elle manque, {hold}.")
        return " ".join(said)


@dataclass(frozen=True, slots=True)
class Enough:
    """The cover holds with the intended allocation; `safe` if the months of safety do too."""

    spare_cents: int
    safe: bool


@dataclass(frozen=True, slots=True)
class Short:
    """The cover does not hold: what is done, at which part allocations go, and what is missing."""

    action: Shortage
    theta_bp: int
    missing_cents: int


def judge(
    rule: ReserveRule, *, reserve_cents: int, outstanding_cents: int, intended_cents: int
) -> Enough | Short:
    """Enough if reserve ≥ cover × (outstanding + intended allocation), compared exactly.

    Short otherwise, with the voted answer: a cut that suffices, a freeze as long as each MonA is
    still backed in full, and in every other case a hold. `missing_cents` is the smallest whole
    amount that would bring the cover back.
    """
    assert outstanding_cents >= 0, "what is outstanding is not negative"
    assert intended_cents >= 0, "an intended allocation is not negative"
    due_cents = outstanding_cents + intended_cents
    over = reserve_cents * BASIS_POINTS - due_cents * rule.cover_bp
    if over >= 0:
        spare_cents = over // BASIS_POINTS
        return Enough(spare_cents, safe=spare_cents >= rule.safety_months * intended_cents)
    missing_cents = -(over // BASIS_POINTS)
    if rule.shortage is Shortage.CUT:
        cut_due_cents = outstanding_cents + cut(intended_cents, rule.cut_bp)
        if reserve_cents * BASIS_POINTS >= cut_due_cents * rule.cover_bp:
            return Short(Shortage.CUT, rule.cut_bp, missing_cents)
    if rule.shortage is Shortage.FREEZE and reserve_cents >= due_cents:
        return Short(Shortage.FREEZE, BASIS_POINTS, missing_cents)
    return Short(Shortage.HOLD, 0, missing_cents)


def cut(amount_cents: int, theta_bp: int) -> int:
    """An allocation at its voted part, rounded down: the lines together never exceed the total."""
    assert amount_cents >= 0, "an allocation is not negative"
    return amount_cents * theta_bp // BASIS_POINTS


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What `judge` answers for each place: arrays of one shape.

    `theta_bp`: the part at which allocations go, whole where the cover holds. `missing_cents`: 0
    where it holds. `spare_cents`: 0 where it does not. `is_safe`: the months of safety hold too.
    """

    is_enough: NDArray[np.bool_]
    is_frozen: NDArray[np.bool_]
    theta_bp: Cents
    missing_cents: Cents
    spare_cents: Cents
    is_safe: NDArray[np.bool_]


def judge_many(
    rule: ReserveRule, *, reserve_cents: Whole, outstanding_cents: Whole, intended_cents: Whole
) -> Verdicts:
    """The twin of `judge`: one reserve per place, int32 or int64 cents of one shape."""
    assert_whole(reserve_cents, outstanding_cents, intended_cents)
    assert smallest(outstanding_cents) >= 0, "what is outstanding is not negative"
    assert smallest(intended_cents) >= 0, "an intended allocation is not negative"
    reserve, outstanding, intended = (
        each.astype(np.int64) for each in (reserve_cents, outstanding_cents, intended_cents)
    )
    due = outstanding + intended
    held = max(largest(reserve), -smallest(reserve)) * BASIS_POINTS
    assert held + largest(due) * rule.cover_bp < EXACT_INTEGER, "the comparison fits 64 bits"
    over = reserve * BASIS_POINTS - due * rule.cover_bp
    is_enough = over >= 0
    spare = np.where(is_enough, over // BASIS_POINTS, 0)
    theta = np.where(is_enough, BASIS_POINTS, 0)
    is_frozen = np.zeros(due.shape, dtype=np.bool_)
    if rule.shortage is Shortage.CUT:
        cut_due = outstanding + cut_many(intended, rule.cut_bp)
        is_cut = ~is_enough & (reserve * BASIS_POINTS >= cut_due * rule.cover_bp)
        theta[is_cut] = rule.cut_bp
    if rule.shortage is Shortage.FREEZE:
        is_frozen = ~is_enough & (reserve >= due)
        theta[is_frozen] = BASIS_POINTS
    return Verdicts(
        is_enough=is_enough,
        is_frozen=is_frozen,
        theta_bp=theta,
        missing_cents=np.where(is_enough, 0, -(over // BASIS_POINTS)),
        spare_cents=spare,
        is_safe=is_enough & (spare >= rule.safety_months * intended),
    )


def cut_many(amount_cents: Whole, theta_bp: int | Cents) -> Cents:
    """The twin of `cut`: amounts at one part, or each at its own, rounded down; int64 cents."""
    assert smallest(amount_cents) >= 0, "an allocation is not negative"
    highest_bp = theta_bp if isinstance(theta_bp, int) else largest(theta_bp)
    assert largest(amount_cents) * highest_bp < EXACT_INTEGER, "the cut fits 64 bits"
    return np.multiply(amount_cents, theta_bp, dtype=np.int64) // BASIS_POINTS
