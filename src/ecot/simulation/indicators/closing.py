"""What would close the accounts: the mean contribution that is needed, the size that breaks even.

Exact fractions of whole cents: docs/algorithms/indicators.md, « What would close it » (MODEL §12, §20.2–3).
`balance_of` reads a mean month off a run; the two formulas stand alone so that anyone can check them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from ecot.simulation.indicators.figure import Found
from ecot.simulation.indicators.payers import sources_by_column
from ecot.simulation.outcome import Flow, Outcome
from ecot.simulation.scenario.sources import AmountLaw
from ecot.values.money import short_euros

GROWS_WITH_SIZE = frozenset(
    {
        AmountLaw.TOP_UP,
        AmountLaw.PER_HOUSEHOLD,
        AmountLaw.FLOAT,
        AmountLaw.SHOPS_FEE,
        AmountLaw.MEMBERS,
    }
)
"""Laws of amount that bring more when there are more households."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A mean month.

    Per household: what is reimbursed to shops (σ·ā·(1−f)), variable cost, outside money that grows
    with size, contribution due. In all: fixed cost, outside money that does not grow.
    """

    households: Fraction
    reimbursed_cents: Fraction
    variable_cents: Fraction
    growing_cents: Fraction
    contribution_cents: Fraction
    fixed_cents: Fraction
    outside_cents: Fraction
    paid: Fraction
    """Part of what is due that is paid: 1 − u."""


def required_mean_contribution(balance: Balance) -> int | None:
    """The least whole number of cents, on average and due, with which money out equals money in.

    c* = [N(σā(1−f) + v − g) + F − G] / [N(1−u)], rounded up; nothing where nobody pays.
    """
    paying = balance.households * balance.paid
    if paying <= 0:
        return None
    each = balance.reimbursed_cents + balance.variable_cents - balance.growing_cents
    need = balance.households * each + balance.fixed_cents - balance.outside_cents
    return max(0, ceil(need / paying))


def margin_cents(balance: Balance) -> Fraction:
    """What one more household leaves each month: (1−u)c̄ + g − σā(1−f) − v."""
    brought = balance.paid * balance.contribution_cents + balance.growing_cents
    return brought - balance.reimbursed_cents - balance.variable_cents


def break_even_households(balance: Balance) -> Found:
    """The least number of households that pays the fixed costs, or the sentence why there is none."""
    margin, hole = margin_cents(balance), balance.fixed_cents - balance.outside_cents
    if margin > 0:
        return Found(max(0, ceil(hole / margin)))
    return Found(None, _why_none(margin))


def largest_households(balance: Balance) -> Found:
    """Up to which size outside money that does not grow pays for what each household costs."""
    margin, spare = margin_cents(balance), balance.outside_cents - balance.fixed_cents
    if margin >= 0:
        why = "Un foyer de plus ne coûte rien à la caisse : rien ne borne sa taille de ce côté."
        return Found(None, why)
    return Found(max(0, floor(spare / -margin)))


def _why_none(margin: Fraction) -> str:
    lacking = short_euros(ceil(-margin))
    if margin == 0:
        return (
            "Aucune taille n'équilibre la caisse : un foyer de plus apporte juste ce qu'il coûte,"
            " et ne laisse rien pour les frais fixes."
        )
    return (
        "Aucune taille n'équilibre la caisse : chaque foyer de plus coûte par mois"
        f" {lacking} de plus qu'il n'apporte. Plus de foyers creuse le besoin d'argent extérieur."
    )


def balance_of(outcome: Outcome) -> Balance | None:
    """The mean month of a run, over all draws and months; nothing where nobody has a seat."""
    draws, months, _ = outcome.flows.shape
    seats = _sum(outcome, Flow.HOUSEHOLDS)
    if not seats:
        return None
    moments, costs = draws * months, outcome.scenario.costs
    spent, due = _sum(outcome, Flow.SPENT), _sum(outcome, Flow.DUE)
    by_size = Fraction(costs.household_month_cents)
    if costs.basket_cents:
        by_size += Fraction(spent * costs.transaction_cents, costs.basket_cents * seats)
    growing = _received(outcome, growing=True)
    outside = _received(outcome, growing=False) + _sum(outcome, Flow.INTEREST)
    return Balance(
        households=Fraction(seats, moments),
        reimbursed_cents=Fraction(_sum(outcome, Flow.REIMBURSED), seats),
        variable_cents=by_size,
        growing_cents=Fraction(growing, seats),
        contribution_cents=Fraction(due, seats),
        fixed_cents=Fraction(_sum(outcome, Flow.COSTS), moments) - by_size * seats / moments,
        outside_cents=Fraction(outside, moments),
        paid=Fraction(_sum(outcome, Flow.COLLECTED), due) if due else Fraction(1),
    )


def closing(outcome: Outcome) -> Mapping[str, Found]:
    """The figures of this file, by name."""
    balance = balance_of(outcome)
    if balance is None:
        nobody = Found(None, "Aucun foyer n'a de place dans cette caisse.")
        return dict.fromkeys(
            ("required_mean_contribution_cents", "break_even_households", "largest_households"),
            nobody,
        )
    needed = required_mean_contribution(balance)
    return {
        "required_mean_contribution_cents": Found(
            needed, "" if needed is not None else "Personne ne paie ce qui est dû."
        ),
        "break_even_households": break_even_households(balance),
        "largest_households": largest_households(balance),
    }


def _sum(outcome: Outcome, column: Flow) -> int:
    return int(outcome.flow(column).sum())


def _received(outcome: Outcome, *, growing: bool) -> int:
    laws = {each.id: each.law for each in sources_by_column(outcome)}
    columns = [
        rank
        for rank, name in enumerate(outcome.source_ids)
        if laws[name] is not AmountLaw.LOAN and (laws[name] in GROWS_WITH_SIZE) is growing
    ]
    return int(outcome.receipts[:, :, columns].sum())
