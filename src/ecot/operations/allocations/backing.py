"""Whether the reserve carries the lines, and what the vote says when it does not. Reads only.

The judgement is `rules/reserve.py`; here the position of the book meets the lines of a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from ecot.operations.allocations.drafting import DraftLine
from ecot.operations.allocations.models import HeldReason
from ecot.operations.grants.queries import ReservePosition
from ecot.rules.reserve import Enough, ReserveRule, Short, Shortage, cut, judge
from ecot.values.money import BASIS_POINTS


@dataclass(frozen=True, slots=True)
class Backed:
    """The lines as the reserve lets them go, those it holds, and what is missing."""

    lines: tuple[DraftLine, ...]
    frozen: tuple[DraftLine, ...]
    theta_bp: int
    missing_cents: int
    on_hold: bool
    entries_frozen: bool = False


def backed(
    rule: ReserveRule,
    position: ReservePosition,
    lines: Sequence[DraftLine],
    *,
    freed_cents: int,
    newcomers: frozenset[UUID],
) -> Backed:
    """Let the lines go, cut them, hold the newcomers', or hold them all, as voted.

    `freed_cents` is what wallets give back first; `newcomers` never received anything.
    """
    outstanding_cents = max(0, position.outstanding_cents - freed_cents)

    def judged(some: Sequence[DraftLine]) -> Enough | Short:
        return judge(
            rule,
            reserve_cents=position.reserve_cents,
            outstanding_cents=outstanding_cents,
            intended_cents=sum(line.amount_cents for line in some),
        )

    judgement = judged(lines)
    if isinstance(judgement, Enough):
        return Backed(tuple(lines), (), BASIS_POINTS, 0, on_hold=False)
    held = Backed((), (), 0, judgement.missing_cents, on_hold=True)
    match judgement.action:
        case Shortage.HOLD:
            return held
        case Shortage.FREEZE:
            frozen = tuple(
                replace(line, held=HeldReason.FROZEN)
                for line in lines
                if line.household_id in newcomers
            )
            going = tuple(line for line in lines if line.household_id not in newcomers)
            return Backed(
                going,
                frozen,
                BASIS_POINTS,
                judgement.missing_cents,
                on_hold=False,
                entries_frozen=True,
            )
        case Shortage.CUT:
            part = tuple(
                replace(
                    line,
                    amount_cents=cut(line.amount_cents, judgement.theta_bp),
                    theta_bp=judgement.theta_bp,
                )
                for line in lines
            )
            if isinstance(judged(part), Short):
                return held
            return Backed(part, (), judgement.theta_bp, judgement.missing_cents, on_hold=False)
