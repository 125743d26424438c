"""The cash and what may happen to it: fan, chance of a deficit, runway, backing of the credit.

Always read with the overdraft open, so that the need is measured and not the remedy:
docs/algorithms/indicators.md, « Cash ».
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.indicators.figure import Found, Value
from ecot.simulation.indicators.numbers import nearest, order_quantile, wilson
from ecot.simulation.outcome import Cents, Flow, Outcome
from ecot.values.money import short_euros

PERCENTS = (5, 25, 50, 75, 95)
HORIZONS = (12, 24, 36, 48, 60)


def cash(outcome: Outcome) -> Mapping[str, Found]:
    """The figures of this file, by name."""
    paths = outcome.flow(Flow.CASH)
    below = paths < 0
    found = {
        "cash_cents": Found(_fan(paths, outcome.first_draw)),
        "cash_min_cents": Found(_levels(paths.min(axis=1))),
        **_chance("p_deficit", below, why=_remedy(outcome)),
        **_chance("p_deficit_free", paths - outcome.flow(Flow.RESTRICTED) < 0),
        **_chance("p_unbacked", paths < _owed(outcome)),
        "runway_months": _runway(outcome),
        "cash_over_burn_months": _over_burn(outcome),
    }
    for horizon in HORIZONS:
        chance = found[f"p_deficit_{horizon}"]
        solvent = None if not isinstance(chance.value, float) else 1 - chance.value
        found[f"solvency_{horizon}"] = Found(solvent, chance.why)
    return found


def first_months(hit: NDArray[np.bool_]) -> NDArray[np.int64]:
    """By draw, the number of the first month hit, from 1; 0 where none is."""
    return np.where(hit.any(axis=1), hit.argmax(axis=1) + 1, 0).astype(np.int64)


def _fan(paths: Cents, first_draw: int) -> Mapping[str, Value]:
    median = order_quantile(paths, 50)
    named = int(np.abs(paths - median).sum(axis=1).argmin())
    levels: dict[str, Value] = {
        f"p{each:02d}": order_quantile(paths, each).tolist() for each in PERCENTS
    }
    return {**levels, "draw": first_draw + named, "draw_path": paths[named].tolist()}


def _levels(amounts: Cents) -> Mapping[str, Value]:
    return {f"p{each:02d}": int(order_quantile(amounts, each)) for each in PERCENTS}


def _chance(name: str, hit: NDArray[np.bool_], *, why: str = "") -> dict[str, Found]:
    """The chance to be hit by each month at the latest, its interval, and at the usual horizons."""
    draws, months = hit.shape
    hits = np.logical_or.accumulate(hit, axis=1).sum(axis=0).tolist()
    bounds = [wilson(count, draws) for count in hits]
    found = {
        name: Found([count / draws for count in hits], why),
        f"{name}_interval": Found(
            {"low": [low for low, _ in bounds], "high": [high for _, high in bounds]}, why
        ),
    }
    for horizon in HORIZONS:
        short = f"La simulation s'arrête au mois {months}, avant le mois {horizon}."
        found[f"{name}_{horizon}"] = (
            Found(hits[horizon - 1] / draws, why) if months >= horizon else Found(None, short)
        )
    return found


def _remedy(outcome: Outcome) -> str:
    if outcome.scenario.overdraft:
        return ""
    return (
        "La règle de pénurie est appliquée dans ce scénario : le déficit qui reste est celui"
        " qu'elle n'évite pas. Pour mesurer le besoin, relancez avec le découvert ouvert."
    )


def _owed(outcome: Outcome) -> Cents:
    return outcome.flow(Flow.WALLETS) + outcome.flow(Flow.OWED_TO_SHOPS)


def _runway(outcome: Outcome) -> Found:
    """The month in which signed money alone runs out: median of draws, « never » counting as later."""
    unsigned = (outcome.receipts - outcome.signed).sum(axis=2)
    reached = first_months(outcome.flow(Flow.CASH) - np.cumsum(unsigned, axis=1) < 0)
    never = np.iinfo(np.int64).max
    median = int(order_quantile(np.where(reached == 0, never, reached), 50))
    if median == never:
        months = outcome.flows.shape[1]
        return Found(None, f"Avec l'argent signé seul, la caisse tient les {months} mois simulés.")
    return Found(median)


def _over_burn(outcome: Outcome) -> Found:
    draws, months, _ = outcome.flows.shape
    out = (Flow.REIMBURSED, Flow.COSTS, Flow.REPAID)
    back = (Flow.COLLECTED, Flow.INTEREST)
    burn = sum(int(outcome.flow(each).sum()) for each in out)
    burn -= sum(int(outcome.flow(each).sum()) for each in back)
    opening = outcome.scenario.opening.cash_cents
    if burn <= 0:
        return Found(None, "Les cotisations paient toutes les dépenses : la caisse ne s'use pas.")
    mean = Fraction(burn, draws * months)
    return Found(
        float(opening / mean), f"Dépense nette moyenne : {short_euros(nearest(mean))} par mois."
    )
