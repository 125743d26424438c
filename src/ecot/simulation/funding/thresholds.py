"""Limits of the law beyond which something is due: in which month they are crossed, in how many draws.

`indicators` and `report` call it. Figures are those of `reference`; a limit is crossed when exceeded.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.reference.loading import thresholds
from ecot.simulation.funding.luck import Horizon
from ecot.simulation.funding.rights import Cents, Flags
from ecot.simulation.scenario.sources import AmountLaw, PayerClass, Source

NEVER = -1
_CENTS = 100
_YEAR = 12
_THREE_YEARS = 36
_WARNING_PERCENT = 80
_RELIEVED = frozenset(
    {
        "don_ir_66",
        "don_ir_75_coluche",
        "don_ifi_75",
        "don_sur_salaire",
        "don_jours_repos",
        "mecenat_60",
        "fonds_dotation",
        "fondation_abritee",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One limit: `first_month` int64 [draws], `NEVER` where it is not crossed within the run."""

    id: str
    label: str
    limit_cents: int
    first_month: Cents

    @property
    def chance(self) -> float:
        """Part of draws that cross it within the run."""
        return float((self.first_month != NEVER).mean()) if len(self.first_month) else 0.0


def crossings(
    *, sources: tuple[Source, ...], cents: Cents, spent_cents: Cents, horizon: Horizon
) -> tuple[Crossing, ...]:
    """Every limit that a run may cross: payments, public grants, gifts that open a relief.

    `cents`: int64 [draws, months, sources]; `spent_cents`: int64 [draws, months], paid at the tills.
    """
    payments = rolling(spent_cents, _YEAR)
    grants, given = _public(sources, cents), _relieved(sources, cents)
    declared = limit_cents("acpr_limited_network")
    warned = declared * _WARNING_PERCENT // _CENTS
    label = _label("acpr_limited_network")
    return (
        _crossing("acpr_warning", warned, payments, label=f"{label} (alerte à 80 %)"),
        _crossing("acpr_limited_network", declared, payments, label=label),
        _known("auditor_subsidies", so_far_in_year(grants, horizon)),
        _known("auditor_gifts", so_far_in_year(given, horizon)),
        _known("de_minimis_sgei", rolling(grants, _THREE_YEARS)),
    )


def limit_cents(name: str) -> int:
    """The limit of the reference in cents."""
    value = thresholds()[name].number("value")
    assert value is not None, f"the limit {name} is not known"
    return round(value * _CENTS)


def rolling(amounts: Cents, window_months: int) -> Cents:
    """The sum of the last `window_months` months, this one included, int64 [draws, months]."""
    summed = np.cumsum(amounts, axis=1)
    before = np.zeros_like(summed)
    before[:, window_months:] = summed[:, :-window_months]
    found: Cents = summed - before
    return found


def so_far_in_year(amounts: Cents, horizon: Horizon) -> Cents:
    """The sum since January, this month included, int64 [draws, months]."""
    found = amounts.copy()
    for month in range(1, amounts.shape[1]):
        if horizon.calendar_month(month):
            found[:, month] += found[:, month - 1]
    return found


def first_above(amounts: Cents, limit: int) -> Cents:
    """The first month in which the limit is exceeded, int64 [draws]; `NEVER` if none."""
    above: NDArray[np.bool_] = amounts > limit
    return np.where(above.any(axis=1), above.argmax(axis=1), NEVER)


def audited_years(sources: tuple[Source, ...], cents: Cents, horizon: Horizon) -> Flags:
    """Years whose public grants, or relieved gifts, pass the auditor's limit: bool [draws, years]."""
    found = np.zeros((cents.shape[0], horizon.years), dtype=np.bool_)
    pairs = (("auditor_subsidies", _public), ("auditor_gifts", _relieved))
    for name, chosen in pairs:
        above = so_far_in_year(chosen(sources, cents), horizon) > limit_cents(name)
        for month in range(horizon.months):
            found[:, horizon.year(month)] |= above[:, month]
    return found


def _public(sources: tuple[Source, ...], cents: Cents) -> Cents:
    """Grants in cash of public bodies, int64 [draws, months]."""
    laws = (AmountLaw.FIXED, AmountLaw.GRANT)
    chosen = [each.payer is PayerClass.PUBLIC and each.law in laws for each in sources]
    return _summed(cents, chosen)


def _relieved(sources: tuple[Source, ...], cents: Cents) -> Cents:
    """Gifts that open a tax relief, int64 [draws, months]."""
    chosen = [
        each.mechanism in _RELIEVED or (each.mechanism is None and each.law is AmountLaw.GIFTS)
        for each in sources
    ]
    return _summed(cents, chosen)


def _summed(cents: Cents, chosen: list[bool]) -> Cents:
    found: Cents = cents[:, :, np.array(chosen, dtype=np.bool_)].sum(axis=2)
    return found


def _known(name: str, amounts: Cents) -> Crossing:
    return _crossing(name, limit_cents(name), amounts, label=_label(name))


def _crossing(name: str, limit: int, amounts: Cents, *, label: str) -> Crossing:
    return Crossing(
        id=name, label=label, limit_cents=limit, first_month=first_above(amounts, limit)
    )


def _label(name: str) -> str:
    return str(thresholds()[name].text("label_fr"))
