"""The real caisse as a scenario: what the book says now, from which every future starts.

Called by the workshop, the commands and the impact of a proposal. Figures of the book are calculated,
the rules in force are facts; what no book knows (who leaves, incomes) stays an assumption and says so.
docs/algorithms/baseline.md. Reads only; no figure about fewer than eleven households leaves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ecot.figures.indicators import FEWEST_HOUSEHOLDS, MonthFigures, indicators
from ecot.ledger import monthly
from ecot.operations.grants.queries import ReservePosition, envelopes, reserve_position
from ecot.rulebook import reading
from ecot.rules.kinds import RuleKind
from ecot.simulation.files.reading import read_text
from ecot.simulation.files.writing import write_scenario
from ecot.simulation.scenario.parts import Costs, Growth, Opening, Population
from ecot.simulation.scenario.scenario import DatedRule, Scenario
from ecot.simulation.scenario.sources import AmountLaw, PayerClass, Source
from ecot.simulation.scenario.status import Assumption, Status
from ecot.values.money import round_half_up, short_euros
from ecot.values.month import Month, months_between
from ecot.values.refusal import Reason, Refused

SLUG: Final = "livre"
YEAR_MONTHS: Final = 12
RENEWED_BP: Final = 9_000
SIMULATED: Final = (
    RuleKind.CONTRIBUTION,
    RuleKind.ALLOCATION,
    RuleKind.WALLET,
    RuleKind.REIMBURSEMENT,
    RuleKind.RESERVE,
)
NO_MONTH_YET: Final = Reason(
    "NO_MONTH_YET",
    "Le livre n'a encore aucun mois entier d'allocations. Partez d'un scénario fourni, et revenez"
    " après le premier mois.",
)
TOO_FEW_HOUSEHOLDS: Final = Reason(
    "TOO_FEW_HOUSEHOLDS",
    "Moins de {fewest} foyers ont reçu une allocation en {month} : leurs chiffres ne sortent pas"
    " d'ici. Partez d'un scénario fourni.",
)


@dataclass(frozen=True, slots=True)
class _Past:
    """The months of the last year that the book tells, and where it stands at their end."""

    last: Month
    households: int
    months: Sequence[MonthFigures]
    position: ReservePosition

    def mean(self, figure: Callable[[MonthFigures], int]) -> int:
        """A monthly mean, rounded once; a month may not be negative as a whole."""
        return round_half_up(max(0, sum(figure(each) for each in self.months)), len(self.months))


def book_scenario(on: date) -> Scenario | Refused:
    """The scenario of the book: it starts the month after the last one that is over on that day.

    Refused: no whole month yet, fewer than eleven households.
    """
    past = _past(on)
    if isinstance(past, Refused):
        return past
    start = past.last.next()
    known: list[Assumption] = []
    scenario = Scenario(
        slug=SLUG,
        name=f"La caisse telle qu'elle est, fin {past.last.words}",
        start=start,
        rules=_rules(start),
        population=Population(poor_share_bp=None),
        growth=_growth(past, known),
        costs=_costs(past, known),
        opening=_opening(past, known),
        sources=_sources(past, known),
        assumptions=tuple(known),
    )
    whole = read_text(write_scenario(scenario), name=f"{SLUG}.toml")
    return replace(whole, assumptions=tuple(_voted(each) for each in whole.assumptions))


def _past(on: date) -> _Past | Refused:
    credited = monthly.wallets_credited_by_month()
    over = [month for month in credited if month.last_day < on]
    if not over:
        return Refused(NO_MONTH_YET)
    last = max(over)
    if credited[last] < FEWEST_HOUSEHOLDS:
        facts = {"fewest": FEWEST_HOUSEHOLDS, "month": last.words}
        return Refused(TOO_FEW_HOUSEHOLDS, facts)
    told = [each for each in indicators().months if each.month <= last]
    year = [each for each in told if months_between(each.month, last) < YEAR_MONTHS]
    return _Past(last, credited[last], year, reserve_position(last.last_day))


def _rules(start: Month) -> dict[RuleKind, tuple[DatedRule, ...]]:
    """The versions in force and those already voted for later, in months of the scenario."""
    found = {}
    for kind in SIMULATED:
        dated: dict[int, DatedRule] = {}
        for version in reading.history(kind):
            ahead = months_between(start, Month.of(version.in_force_from))
            month = max(0, ahead)
            dated[month] = DatedRule(from_month=month, parameters=version.parameters)
        if dated:
            found[kind] = tuple(dated[month] for month in sorted(dated))
    return found


def _growth(past: _Past, known: list[Assumption]) -> Growth:
    note = f"Foyers qui ont reçu une allocation en {past.last.words}."
    known.append(_from_book("growth.households", str(past.households), note))
    return Growth(households=((0, past.households),))


def _costs(past: _Past, known: list[Assumption]) -> Costs:
    fixed = past.mean(lambda month: month.running_cents)
    note = f"Moyenne des dépenses de {len(past.months)} mois, frais par foyer compris."
    known.append(_from_book("costs.fixed_month_cents", short_euros(fixed), note))
    known.append(
        _from_book("costs.household_month_cents", short_euros(0), "Compris dans les frais fixes.")
    )
    return Costs(fixed_month_cents=fixed, household_month_cents=0)


def _opening(past: _Past, known: list[Assumption]) -> Opening:
    held = past.position
    cash = held.bank_cents + held.cash_cents - held.unidentified_cents - held.ordered_cents
    opening = Opening(
        cash_cents=cash,
        restricted_cents=min(max(0, cash), held.not_backing_cents),
        wallet_cents=held.wallets_cents + held.vouchers_cents,
        owed_to_shops_cents=held.owed_to_shops_cents,
    )
    for name, cents in (
        ("cash_cents", opening.cash_cents),
        ("restricted_cents", opening.restricted_cents),
        ("wallet_cents", opening.wallet_cents),
        ("owed_to_shops_cents", opening.owed_to_shops_cents),
    ):
        note = f"Le livre à la fin de {past.last.words}."
        known.append(_from_book(f"opening.{name}", short_euros(cents), note))
    return opening


def _sources(past: _Past, known: list[Assumption]) -> tuple[Source, ...]:
    """Each funder as in the last year, then other money; whether it goes on is an assumption."""
    rows = [
        (f"financeur-{rank}", funder, PayerClass.PUBLIC, cents)
        for rank, (funder, cents) in enumerate(_received_by_funder(past).items(), 1)
    ]
    others = past.mean(lambda month: month.other_cents)
    rows.append(("autres", "Dons et autres, comme l'an passé", PayerClass.PRIVATE, others))
    found = []
    for name, label, payer, month_cents in rows:
        if not month_cents:
            continue
        note = f"Reçu en {len(past.months)} mois, par mois."
        known.append(_from_book(f"sources.{name}.month_cents", short_euros(month_cents), note))
        found.append(
            Source(
                id=name,
                label=label,
                payer=payer,
                law=AmountLaw.FIXED,
                amounts={"month_cents": month_cents},
                renew_bp=RENEWED_BP,
            )
        )
    return tuple(found)


def _received_by_funder(past: _Past) -> dict[str, int]:
    """What each funder paid into the bank over the last year, by month, rounded once."""
    before = past.months[0].month.previous().last_day
    earlier = {each.grant_id: each.received_cents for each in envelopes(before)}
    total: dict[str, int] = defaultdict(int)
    for each in envelopes(past.last.last_day):
        total[each.funder] += each.received_cents - earlier.get(each.grant_id, 0)
    return {
        funder: round_half_up(cents, len(past.months))
        for funder, cents in total.items()
        if cents > 0
    }


def _from_book(key: str, value: str, note: str) -> Assumption:
    return Assumption(
        key=key, label=key, value=value, status=Status.CALCULATED, note=f"Du livre. {note}"
    )


def _voted(each: Assumption) -> Assumption:
    """A figure of a rule is what was voted: nobody supposes it."""
    if each.key.partition(".")[0].partition("@")[0] not in set(SIMULATED):
        return each
    return replace(each, status=Status.CALCULATED, source="", note="Règle votée, en vigueur.")
