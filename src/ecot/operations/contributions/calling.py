"""The monthly call: what is awaited of each household, and the letters that say it.

No money moves and nothing becomes due: the call is a reminder and the list against which what came
is read (docs/algorithms/arrears.md §1). Run it again and only the households that lack a row get one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ecot.operations.contributions import audit, queries
from ecot.operations.contributions.models import AnswerKind, CallRow, CallRun
from ecot.operations.contributions.refusals import CALL_TOO_EARLY
from ecot.operations.contributions.spreading import Filled, Spread
from ecot.operations.members.models import Belonging, Household
from ecot.operations.members.queries import states_on
from ecot.operations.members.states import State
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.money import short_euros
from ecot.values.month import Month
from ecot.values.refusal import refuse


@dataclass(frozen=True, slots=True)
class Called:
    """A call: how many households it added, how many it has, what it awaits in all."""

    month: Month
    added: int
    total: int
    awaited_cents: int


@deed
def call_month(act: Act, *, month: Month) -> Called:
    """Call a month: one row per active household that has pledged and is not on a pause.

    May be run from the month before on, and as often as one likes: a newcomer gets a row, nobody
    gets two. Refuses CALL_TOO_EARLY.
    """
    this_month = Month.of(act.on)
    if month > this_month.next():
        raise refuse(CALL_TOO_EARLY, month=month.words, from_month=month.previous().words)
    run, _ = CallRun.objects.get_or_create(
        month=month.first_day, defaults={"called_by": act.actor, "called_at": act.at}
    )
    states = states_on(act.on if month == this_month else month.first_day)
    resting = {
        household
        for household, answer in queries.answers(month).items()
        if answer.kind is AnswerKind.PAUSE
    }
    before = set(_rows_of(month))
    pledged = queries.pledges(month)
    new = [
        CallRow(run=run, household_id=household, month=month.first_day, pledged_cents=cents)
        for household, cents in pledged.items()
        if states.get(household) is State.ACTIVE and household not in resting | before
    ]
    CallRow.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    rows = _rows_of(month)
    called = Called(month, len(rows.keys() - before), len(rows), sum(rows.values()))
    record(
        act,
        audit.CALLED,
        subject=f"call-{month}",
        month=month.words,
        added=called.added,
        total=called.total,
    )
    return called


def is_called(month: Month) -> bool:
    """Whether the call of a month was run."""
    return CallRun.objects.filter(month=month.first_day).exists()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a household is told for a month: facts and the French sentences of the letter."""

    household_id: UUID
    household_number: str
    names: tuple[str, ...]
    address: str
    email: str
    prefers: str
    month: Month
    pledged_cents: int
    already_received_cents: int
    advance_cents: int
    earlier: tuple[Filled, ...]

    @property
    def reference(self) -> str:
        """What to write on the transfer, so that it is recognised."""
        return f"ECOT {self.household_number}"

    def sentences(self) -> tuple[str, ...]:
        """The letter, with tact: what was said, what has come, what to do if it is hard."""
        amount = short_euros(self.pledged_cents)
        said = [f"Pour {self.month.words}, vous avez choisi de contribuer à hauteur de {amount}."]
        to_come = self.pledged_cents - self.already_received_cents
        if self.pledged_cents == 0:
            said.append("Il n'y a rien à verser. Merci d'être là.")
        elif to_come == 0:
            said.append("Nous l'avons déjà reçue. Merci !")
        elif self.already_received_cents:
            part = short_euros(self.already_received_cents)
            said.append(f"Nous en avons déjà reçu {part} : il reste {short_euros(to_come)}.")
        else:
            said.append(f"Indiquez « {self.reference} » sur votre virement.")
        if self.advance_cents:
            said.append(f"Votre avance pour la suite est de {short_euros(self.advance_cents)}.")
        if self.earlier:
            months = ", ".join(filled.month.words for filled in self.earlier)
            said.append(
                f"Votre contribution n'est pas encore reçue pour : {months}. "
                "Si c'est difficile en ce moment, dites-le-nous : on cherche ensemble."
            )
        return tuple(said)


def letters(month: Month) -> list[Letter]:
    """One letter per called household, by number; data for a page that prints, in eight queries."""
    rows = _rows_of(month)
    spreads = queries.spreads(month)
    names = _names(month)
    households = Household.objects.filter(id__in=list(rows)).order_by("number")
    return [
        _letter(one, month, spread=spreads[one.id], names=names.get(one.id, ()))
        for one in households
    ]


def _letter(
    household: Household, month: Month, *, spread: Spread, names: tuple[str, ...]
) -> Letter:
    this = next(filled for filled in spread.months if filled.month == month)
    earlier = tuple(
        filled for filled in spread.months if filled.month < month and filled.missing_cents
    )
    return Letter(
        household_id=household.id,
        household_number=household.number,
        names=names,
        address=household.address,
        email=household.email,
        prefers=household.prefers,
        month=month,
        pledged_cents=this.awaited_cents,
        already_received_cents=this.filled_cents,
        advance_cents=spread.advance_cents,
        earlier=earlier,
    )


def _rows_of(month: Month) -> dict[UUID, int]:
    rows = CallRow.objects.filter(month=month.first_day)
    return dict(rows.values_list("household_id", "pledged_cents"))


def _names(month: Month) -> Mapping[UUID, tuple[str, ...]]:
    """The adults to whom the letter is addressed: who participates in the month, by name."""
    rows = (
        Belonging.objects.filter(participates=True, counts_from__lte=month.first_day)
        .exclude(counts_until__lte=month.first_day)
        .filter(person__birth_year__lte=month.year - _ADULT_AGE)
        .order_by("person__family_name", "person__given_name", "id")
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    columns = rows.values_list("household_id", "person__given_name", "person__family_name")
    for household_id, given_name, family_name in columns:
        found[household_id].append(f"{given_name} {family_name}".strip())
    return {household_id: tuple(people) for household_id, people in found.items()}


_ADULT_AGE = 18
