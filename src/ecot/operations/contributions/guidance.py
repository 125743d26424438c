"""The helper that suggests an amount, and what a household wishes to keep of its answers.

Nothing that is typed in the helper is stored, logged or put in an audit line, unless the household
asks for its own answers to be kept; it can have them erased the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ecot.operations.contributions import audit
from ecot.operations.contributions.models import KeptGuidance
from ecot.operations.contributions.pledging import check_known
from ecot.operations.contributions.refusals import ANSWERS_OUT_OF_RANGE
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.rulebook.reading import in_force
from ecot.rules.allocation import AllocationRule, allocate
from ecot.rules.contribution import ContributionRule, Suggestion
from ecot.rules.contribution import suggest as suggest_by_rule
from ecot.rules.kinds import RuleKind
from ecot.values.act import Act
from ecot.values.money import short_euros, short_mona
from ecot.values.month import Month
from ecot.values.refusal import RefusalError, Refused

MOST_PER_MONTH_CENTS: Final = 100_000_00
MOST_PEOPLE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a household says of itself, for one month: income, people, food budget if it knows it."""

    income_cents: int
    adults: int
    children: int = 0
    food_budget_cents: int | None = None

    def check(self) -> Refused | None:
        """Amounts between 0 and 100,000 euros a month, 1 to 20 people, or a refusal."""
        amounts = (self.income_cents, self.food_budget_cents or 0)
        people = self.adults + self.children
        sound = (
            all(0 <= cents <= MOST_PER_MONTH_CENTS for cents in amounts)
            and self.adults >= 0
            and self.children >= 0
            and 1 <= people <= MOST_PEOPLE
        )
        return None if sound else Refused(ANSWERS_OUT_OF_RANGE)


@dataclass(frozen=True, slots=True)
class Effect:
    """A suggestion beside what the household receives, in plain words."""

    suggestion: Suggestion
    allocation_cents: int

    @property
    def from_the_pot_cents(self) -> int:
        """What the common pot adds (below zero: what the household brings to the others)."""
        return self.allocation_cents - self.suggestion.amount_cents

    def sentences(self) -> tuple[str, ...]:
        """The suggestion, then what it does."""
        return (
            self.suggestion.sentence(),
            effect_in_words(self.suggestion.amount_cents, self.allocation_cents),
        )


def effect_in_words(amount_cents: int, allocation_cents: int) -> str:
    """What an amount does, for the household and for the others, in French."""
    gives, gets = short_euros(amount_cents), short_mona(allocation_cents)
    difference = allocation_cents - amount_cents
    said = f"Vous versez {gives} par mois et votre foyer reçoit {gets} à dépenser"
    if difference > 0:
        return f"{said} : le pot commun ajoute {short_euros(difference)}."
    if difference < 0:
        return f"{said} : {short_euros(-difference)} vont à d'autres foyers. Merci !"
    return f"{said} : autant que ce que vous versez."


def suggest(month: Month, answers: Answers) -> Effect | Refused:
    """The amount suggested by the guidance in force in a month, and its effect. Stores nothing."""
    if (refused := answers.check()) is not None:
        return refused
    try:
        contribution = in_force(RuleKind.CONTRIBUTION, month.first_day).parameters
        allocation = in_force(RuleKind.ALLOCATION, month.first_day).parameters
    except RefusalError as refusal:
        return refusal.refused
    assert isinstance(contribution, ContributionRule), "a kind has its own parameters"
    assert isinstance(allocation, AllocationRule), "a kind has its own parameters"
    suggestion = suggest_by_rule(
        contribution,
        income_cents=answers.income_cents,
        adults=answers.adults,
        children=answers.children,
        food_budget_cents=answers.food_budget_cents,
    )
    received = allocate(allocation, adults=answers.adults, children=answers.children)
    return Effect(suggestion, received)


@deed
def keep_guidance(act: Act, *, household_id: UUID, answers: Answers) -> KeptGuidance:
    """Keep a household's answers for the next time, because it asked; the former ones are erased."""
    check_known(household_id)
    if (refused := answers.check()) is not None:
        raise RefusalError(refused)
    kept, _ = KeptGuidance.objects.update_or_create(
        household_id=household_id,
        defaults={
            "income_cents": answers.income_cents,
            "food_budget_cents": answers.food_budget_cents,
            "adults": answers.adults,
            "children": answers.children,
            "kept_at": act.at,
        },
    )
    record(act, audit.GUIDANCE_KEPT, subject=f"household-{household_id.hex}")
    return kept


@deed
def forget_guidance(act: Act, *, household_id: UUID) -> bool:
    """Erase what a household had asked to keep; whether there was something."""
    erased, _ = KeptGuidance.objects.filter(household_id=household_id).delete()
    if erased:
        record(act, audit.GUIDANCE_FORGOTTEN, subject=f"household-{household_id.hex}")
    return bool(erased)


def kept_answers(household_id: UUID) -> Answers | None:
    """What a household asked to keep, if it did."""
    row = KeptGuidance.objects.filter(household_id=household_id).first()
    if row is None:
        return None
    return Answers(
        income_cents=row.income_cents,
        adults=row.adults,
        children=row.children,
        food_budget_cents=row.food_budget_cents,
    )
