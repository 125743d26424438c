"""What this room can prove: each MonA is backed by a euro today, and grants agree with the book."""

from __future__ import annotations

from datetime import date

from ecot.ledger.agreement import present
from ecot.operations.grants.models import Grant, GrantMovement
from ecot.operations.grants.queries import reserve_position
from ecot.rulebook.checks import Calendar
from ecot.rules.kinds import RuleKind
from ecot.rules.reserve import Enough, ReserveRule, judge
from ecot.values.finding import Finding
from ecot.values.money import format_euros


def backed_today(on: date) -> Finding:
    """The reserve is at least what is outstanding, with the cover voted where a rule is in force."""
    position = reserve_position()
    checked = 1
    if position.spare_cents < 0:
        return Finding(
            checked, _missing(-position.spare_cents, "pour que chaque MonA ait son euro")
        )
    rule = Calendar(RuleKind.RESERVE).on(on)
    if rule is None:
        return Finding(checked)
    assert isinstance(rule.parameters, ReserveRule)
    judgement = judge(
        rule.parameters,
        reserve_cents=position.reserve_cents,
        outstanding_cents=max(0, position.outstanding_cents),
        intended_cents=0,
    )
    if isinstance(judgement, Enough):
        return Finding(checked)
    return Finding(checked, _missing(judgement.missing_cents, "pour la couverture votée"))


def _missing(cents: int, why: str) -> str:
    return f"il manque {format_euros(cents)} dans la réserve {why}"


def grants_in_book() -> Finding:
    """Each grant and each of its movements has its entry in the book."""
    ids = [
        *Grant.objects.values_list("entry_id", flat=True),
        *GrantMovement.objects.values_list("entry_id", flat=True),
    ]
    return present(ids, what="subvention")
