"""The deed of pledging: what a household says it will contribute each month.

Called by the member's page and the office. The rule in force on the first month decides whether
the amount is accepted (docs/algorithms/contribution.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ecot.operations.contributions import audit
from ecot.operations.contributions.models import Pledge
from ecot.operations.contributions.queries import pledge_of
from ecot.operations.contributions.refusals import (
    HOUSEHOLD_UNKNOWN,
    PLEDGE_TOO_FAR,
    PLEDGE_TOO_SOON,
)
from ecot.operations.members.models import Household
from ecot.operations.members.queries import composition
from ecot.operations.treasury.amounts import check_amount
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.rulebook.reading import in_force
from ecot.rules.allocation import AllocationRule
from ecot.rules.contribution import ContributionRule, accept_pledge
from ecot.rules.kinds import RuleKind
from ecot.values.act import Act
from ecot.values.money import format_euros
from ecot.values.month import Month
from ecot.values.refusal import RefusalError, Refused, refuse

MONTHS_AHEAD: Final = 12


@dataclass(frozen=True, slots=True)
class Pledged:
    """A pledge, the month it counts from, and whether it differs from what stood before."""

    household_id: UUID
    amount_cents: int
    from_month: Month
    is_new: bool


@deed
def pledge(
    act: Act, *, household_id: UUID, amount_cents: int, from_month: Month | None = None
) -> Pledged:
    """A household pledges an amount; a change counts from the next month, a first pledge at once.

    Refused by the contribution rule of that month: below the minimum, above the ceiling, off the
    step. The same amount said twice adds nothing.
    """
    check_known(household_id)
    start = _checked_start(act, household_id, from_month)
    if amount_cents:
        check_amount(amount_cents)
    persons, version_id = _accepted(household_id, amount_cents, start)
    if pledge_of(household_id, start) == amount_cents and not _changes_after(household_id, start):
        return Pledged(household_id, amount_cents, start, is_new=False)
    Pledge.objects.create(
        household_id=household_id,
        amount_cents=amount_cents,
        from_month=start.first_day,
        persons=persons,
        rule_version=version_id,
        recorded_by=act.actor,
        recorded_at=act.at,
    )
    record(
        act,
        audit.PLEDGED,
        subject=f"household-{household_id.hex}",
        amount=format_euros(amount_cents),
        month=start.words,
    )
    return Pledged(household_id, amount_cents, start, is_new=True)


def earliest_month(act: Act, household_id: UUID) -> Month:
    """The first month from which a household may (re)pledge: this one if it never did, else the next."""
    this_month = Month.of(act.on)
    return this_month if pledge_of(household_id, this_month) is None else this_month.next()


def check_known(household_id: UUID) -> None:
    """The household exists; raises HOUSEHOLD_UNKNOWN otherwise."""
    if not Household.objects.filter(id=household_id).exists():
        raise refuse(HOUSEHOLD_UNKNOWN)


def persons_of(household_id: UUID, month: Month) -> int:
    """How many people of a household count in a month, as the allocation rule counts them."""
    rule = in_force(RuleKind.ALLOCATION, month.first_day).parameters
    assert isinstance(rule, AllocationRule), "a kind has its own parameters"
    counted = composition(household_id, month, rule.child_age_max)
    return max(1, counted.adults + counted.children)


def _checked_start(act: Act, household_id: UUID, wanted: Month | None) -> Month:
    earliest = earliest_month(act, household_id)
    latest = earliest.plus(MONTHS_AHEAD)
    start = wanted or earliest
    if start < earliest:
        raise refuse(PLEDGE_TOO_SOON, earliest=earliest.words)
    if start > latest:
        raise refuse(PLEDGE_TOO_FAR, latest=latest.words)
    return start


def _accepted(household_id: UUID, amount_cents: int, start: Month) -> tuple[int, int]:
    """The persons counted and the rule version that accepts the amount."""
    rule = in_force(RuleKind.CONTRIBUTION, start.first_day)
    assert isinstance(rule.parameters, ContributionRule), "a kind has its own parameters"
    counts_persons = rule.parameters.minimum_extra_cents > 0
    persons = persons_of(household_id, start) if counts_persons else 1
    accepted = accept_pledge(rule.parameters, amount_cents, persons=persons)
    if isinstance(accepted, Refused):
        raise RefusalError(accepted)
    return persons, rule.version_id


def _changes_after(household_id: UUID, start: Month) -> bool:
    """Whether a later pledge already waits, which this one must not silently leave in force."""
    later = Pledge.objects.filter(household_id=household_id, from_month__gt=start.first_day)
    return later.exists()
