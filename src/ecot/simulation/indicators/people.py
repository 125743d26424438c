"""Whom it reaches: who gains, who pays, poverty and inequality before and after.

Read on the households with a seat at month 0: docs/algorithms/indicators.md, « Whom it reaches ».
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.indicators.figure import Found, Value
from ecot.simulation.indicators.inequality import (
    Floats,
    concentration,
    kakwani,
    redistribution,
)
from ecot.simulation.indicators.numbers import mean_cents, nearest, part
from ecot.simulation.outcome import Cents, Flow, Outcome, Participants
from ecot.simulation.population.territory import territory_of
from ecot.values.money import BASIS_POINTS

DECILES = 10
NOBODY = "Aucun foyer n'a de place dans cette caisse."
NO_GAIN = "Aucun foyer ne reçoit plus qu'il ne donne."
NO_SENSE = "Le total est nul : l'indice n'a pas de sens."


def people(outcome: Outcome, *, line_cents: int | None) -> Mapping[str, Found]:
    """The figures of this file, by name; `line_cents` is the poverty line of one unit, a month."""
    seated = outcome.participants
    return {
        **_transfers(seated),
        **_inequality(seated),
        **_poverty(seated, line_cents, value_bp=outcome.scenario.behaviour.credit_value_bp),
        "generosity_cents": _generosity(outcome),
    }


def line_cents(outcome: Outcome) -> int:
    """The poverty line of a person alone, a month, of the year of the territory's incomes."""
    return territory_of(outcome.scenario.population).line_month_cents


def persons(seated: Participants) -> Floats:
    """Persons that each row stands for."""
    weighted: Floats = seated.weight * (seated.adults + seated.children)
    return weighted


def net_transfer_cents(seated: Participants) -> Cents:
    """τ = a − c + relief / 12, per household and month; the relief rounded half up by household."""
    relief = (2 * seated.relief_year_cents + 12) // 24
    net: Cents = seated.allocation_cents - seated.contribution_cents + relief
    return net


def _by_unit(amounts: Cents, seated: Participants) -> Floats:
    each: Floats = 10.0 * amounts / seated.unit_tenths
    return each


def _transfers(seated: Participants) -> Mapping[str, Found]:
    net, weights = net_transfer_cents(seated), persons(seated)
    rows: list[Value] = []
    for decile in range(DECILES):
        here = seated.decile == decile
        rows.append(mean_cents(net[here], weights[here]))
    empty = [str(rank + 1) for rank, row in enumerate(rows) if row is None]
    why = f"Déciles sans participant : {', '.join(empty)}." if empty else ""
    gainers = part(float(seated.weight[net > 0].sum()), float(seated.weight.sum()))
    gain = np.maximum(net, 0) * seated.weight
    equity = part(float(gain[seated.is_poor].sum()), float(gain.sum()))
    return {
        "net_transfer_by_decile_cents": Found(rows, why),
        "persons_by_decile_share": Found(_spread(seated, weights)),
        "net_gainers_share": Found(gainers, "" if gainers is not None else NOBODY),
        "equity_share": Found(equity, "" if equity is not None else NO_GAIN),
    }


def _spread(seated: Participants, weights: Floats) -> list[Value]:
    total = float(weights.sum())
    return [part(float(weights[seated.decile == rank].sum()), total) for rank in range(DECILES)]


def _inequality(seated: Participants) -> Mapping[str, Found]:
    weights = persons(seated)
    before = _by_unit(seated.income_cents, seated)
    after = before + _by_unit(net_transfer_cents(seated), seated)
    paid = _by_unit(seated.contribution_cents, seated)
    got = _by_unit(seated.allocation_cents, seated)
    moved = redistribution(before, after, weights)
    found = {
        "gini_before": moved.gini_before,
        "gini_after": moved.gini_after,
        "reynolds_smolensky": moved.reynolds_smolensky,
        "reranking": moved.reranking,
        "concentration_contribution": concentration(paid, before, weights),
        "concentration_allocation": concentration(got, before, weights),
        "kakwani_contribution": kakwani(paid, before, weights),
    }
    return {name: Found(each, "" if each is not None else NO_SENSE) for name, each in found.items()}


def _poverty(seated: Participants, line_cents: int | None, *, value_bp: int) -> Mapping[str, Found]:
    names = [
        f"{what}_{when}"
        for what in ("poverty_share", "poverty_gap")
        for when in ("before", "after")
    ]
    if line_cents is None:
        why = "Le seuil de pauvreté de ce territoire n'est pas connu."
        return dict.fromkeys(names, Found(None, why))
    credit = seated.allocation_cents * value_bp / BASIS_POINTS - seated.allocation_cents
    before = _by_unit(seated.income_cents, seated)
    perceived = net_transfer_cents(seated) + credit
    after = before + 10.0 * perceived / seated.unit_tenths
    weights = persons(seated)
    shares = [_below(each, line_cents, weights) for each in (before, after)]
    gaps = [_gap(each, line_cents, weights) for each in (before, after)]
    return {
        name: Found(each, "" if each is not None else NOBODY)
        for name, each in zip(names, [*shares, *gaps], strict=True)
    }


def _below(income: Floats, line_cents: int, weights: Floats) -> float | None:
    poor: NDArray[np.bool_] = income < line_cents
    return part(float(weights[poor].sum()), float(weights.sum()))


def _gap(income: Floats, line_cents: int, weights: Floats) -> float | None:
    lacking = np.maximum(0.0, 1 - income / line_cents)
    return part(float((lacking * weights).sum()), float(weights.sum()))


def _generosity(outcome: Outcome) -> Found:
    count = int(outcome.flow(Flow.PARTICIPANTS).sum())
    if not count:
        return Found(None, NOBODY)
    return Found(nearest(Fraction(int(outcome.flow(Flow.ALLOCATED).sum()), count)))
