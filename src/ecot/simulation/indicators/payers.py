"""Who pays: coverage, shares, concentration, what the State bears, what running costs.

Each household is one funder, each source one: docs/algorithms/indicators.md, « Who pays ».
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ecot.reference.loading import mechanisms
from ecot.simulation.funding.catalogue import sources_by_id
from ecot.simulation.funding.relief import exempted_charges_cents, state_share_most_bp
from ecot.simulation.indicators.figure import Found
from ecot.simulation.indicators.numbers import nearest, part
from ecot.simulation.outcome import Flow, Outcome
from ecot.simulation.scenario.sources import AmountLaw, PayerClass, Source
from ecot.values.money import share
from ecot.values.month import Month

STATE_PAYERS = frozenset({"state", "health_agency"})
"""Payers of `reference/funding_mechanisms.yaml` whose money is the State's budget."""
STATE_GROUP = "state_budget"

NOTHING_RECEIVED = "Rien n'est reçu : il n'y a rien à partager."
AT_MOST = (
    "Au plus : comme si chaque donateur et chaque entreprise devait assez d'impôt pour utiliser toute"
    " sa réduction."
)
NOTHING_ALLOCATED = "Rien n'est alloué : il n'y a rien à comparer."


def sources_by_column(outcome: Outcome) -> tuple[Source, ...]:
    """The source of each column of `receipts`, in order: written out, or a mechanism switched on."""
    known = sources_by_id(outcome.scenario)
    return tuple(known[name] for name in outcome.source_ids)


def payers(outcome: Outcome) -> Mapping[str, Found]:
    """The figures of this file, by name."""
    return {**_shares(outcome), **_burdens(outcome)}


def relief_month_cents(outcome: Outcome) -> int:
    """Tax relief that the households present use in a mean month, in cents, rounded once."""
    people = outcome.participants
    weight = float(people.weight.sum())
    if weight <= 0:
        return 0
    draws, months, _ = outcome.flows.shape
    seats = Fraction(int(outcome.flow(Flow.HOUSEHOLDS).sum()), draws * months)
    mean_year = Fraction(float((people.relief_year_cents * people.weight).sum()) / weight)
    return nearest(seats * mean_year / 12)


def borne_by_the_state_cents(source: Source, received_cents: int, month: Month) -> int:
    """Relief of those who give through a source, if each owes enough tax, and charges exempted."""
    relief = share(received_cents, state_share_most_bp(source))
    return relief + exempted_charges_cents(source, received_cents, month)


def is_state(source: Source) -> bool:
    """Whether a source is the State's own budget: by its mechanism's payer, else by its group."""
    if source.mechanism is not None and source.mechanism in mechanisms():
        return mechanisms()[source.mechanism].text("payer") in STATE_PAYERS
    return source.payer is PayerClass.PUBLIC and source.group == STATE_GROUP


def _shares(outcome: Outcome) -> Mapping[str, Found]:
    members = int(outcome.flow(Flow.COLLECTED).sum())
    received = _received(outcome)
    total = members + sum(amount for _, amount in received)
    if total <= 0:
        return dict.fromkeys(_SHARE_NAMES, Found(None, NOTHING_RECEIVED))
    by_class = dict.fromkeys(PayerClass, 0)
    by_class[PayerClass.CITIZEN] = members
    for source, amount in received:
        by_class[source.payer] += amount
    draws, months, _ = outcome.flows.shape
    seats = int(outcome.flow(Flow.HOUSEHOLDS).sum()) / (draws * months)
    each_household = members / total / seats if seats else 0.0
    shares = [amount / total for _, amount in received]
    index = sum(share * share for share in shares) + each_household * members / total
    return {
        **{f"received_share_{key}": Found(amount / total) for key, amount in by_class.items()},
        "largest_funder_share": Found(max([each_household, *shares])),
        "hhi": Found(index),
        "equivalent_funders": Found(1 / index),
    }


def _burdens(outcome: Outcome) -> Mapping[str, Found]:
    draws, months, _ = outcome.flows.shape
    pot, costs = (int(outcome.flow(each).sum()) for each in (Flow.ALLOCATED, Flow.COSTS))
    relief = relief_month_cents(outcome) * draws * months
    received = _received(outcome)
    givers = sum(borne_by_the_state_cents(*each, outcome.scenario.start) for each in received)
    borne = relief + givers
    state = borne + sum(amount for source, amount in received if is_state(source))
    public = borne + sum(amount for source, amount in received if source.payer is PayerClass.PUBLIC)
    no_public = "Aucun argent public : il n'y a pas d'effet de levier à calculer."
    leverage = part(pot, public)
    return {
        "coverage": _of_pot(int(outcome.flow(Flow.COLLECTED).sum()), pot),
        "state_cost_share_of_pot": _of_pot(state, pot, why=AT_MOST if givers else ""),
        "pot_per_public_euro": Found(leverage, "" if leverage is not None else no_public),
        "overhead_share": _of_pot(costs, costs + pot),
        "tax_relief_month_cents": Found(relief_month_cents(outcome)),
    }


def _of_pot(amount: int, pot: int, *, why: str = "") -> Found:
    share = part(amount, pot)
    return Found(share, why if share is not None else NOTHING_ALLOCATED)


def _received(outcome: Outcome) -> list[tuple[Source, int]]:
    """Cents received from each source over all draws and months, loans apart."""
    sums = outcome.receipts.sum(axis=(0, 1))
    return [
        (source, int(sums[rank]))
        for rank, source in enumerate(sources_by_column(outcome))
        if source.law is not AmountLaw.LOAN
    ]


_SHARE_NAMES = (
    *(f"received_share_{each}" for each in PayerClass),
    "largest_funder_share",
    "hhi",
    "equivalent_funders",
)
