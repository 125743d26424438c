"""Euros of outside sources by draw, month and source: what a run adds to the households' money.

`month` and `running` call it once per chunk of draws. Sources that follow the caisse's own month have
zeros here and rights in `is_open`; `following.py` and `top_ups.py` give their amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ecot.simulation.funding.amounts.drawn import Drawn, share_of
from ecot.simulation.funding.amounts.employers import employers
from ecot.simulation.funding.amounts.fixed import fixed
from ecot.simulation.funding.amounts.gifts import gifts
from ecot.simulation.funding.amounts.grant import grant
from ecot.simulation.funding.amounts.levy import levy
from ecot.simulation.funding.amounts.loan import loan
from ecot.simulation.funding.amounts.patronage import patronage
from ecot.simulation.funding.catalogue import sources_of
from ecot.simulation.funding.luck import Horizon, Luck, group_factors, luck_of
from ecot.simulation.funding.rights import Cents, Flags, by_month, kept, signed_terms, starts_paying
from ecot.simulation.funding.thresholds import audited_years
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw, Source

_LAWS: Mapping[AmountLaw, Callable[[Source, Luck, Horizon], Drawn]] = {
    AmountLaw.FIXED: fixed,
    AmountLaw.GRANT: grant,
    AmountLaw.GIFTS: gifts,
    AmountLaw.PATRONAGE: patronage,
    AmountLaw.EMPLOYERS: employers,
    AmountLaw.LEVY: levy,
    AmountLaw.LOAN: loan,
}
_COSTED_APART = (AmountLaw.GIFTS,)
"""Laws whose own costs already hold `cost_bp`."""
_DECEMBER = 11

FOLLOWING = (
    AmountLaw.MICRO_GIFTS,
    AmountLaw.PER_HOUSEHOLD,
    AmountLaw.SHOPS_FEE,
    AmountLaw.FLOAT,
)
"""Laws of `following.py`; `top_up` has its own file, `members` and `in_kind` bring no euro."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """What the sources bring in a chunk of draws, in the order of `sources`.

    `cents` and `signed_cents`: int64 [draws, months, sources], loans excluded; `signed_cents` is the part
    already signed at month 0. `signed_months`: bool [months, sources], when what a follower pays is signed.
    `is_open`: bool, same shape, whether the source pays in that month; the
    amounts of followers are multiplied by it. `costs_cents`, `lent_cents`, `repaid_cents`: int64 [draws, months].
    """

    sources: tuple[Source, ...]
    cents: Cents
    signed_cents: Cents
    is_open: Flags
    signed_months: Flags
    costs_cents: Cents
    lent_cents: Cents
    repaid_cents: Cents

    def signed_of(self, paid_cents: Cents) -> Cents:
        """What is signed at month 0 of all that came, followers and top-ups included.

        `paid_cents`, int64 [draws, months, sources]: what a run found in each column at the end.
        """
        return self.signed_cents + np.where(self.signed_months, paid_cents - self.cents, 0)

    @property
    def restricted_cents(self) -> Cents:
        """What may not back food credit, int64 [draws, months]."""
        strings = np.array([not each.may_back_food for each in self.sources], dtype=np.bool_)
        found: Cents = self.cents[:, :, strings].sum(axis=2)
        return found

    def following(self) -> tuple[tuple[int, Source], ...]:
        """The sources that follow the caisse's month, with their column."""
        pairs = enumerate(self.sources)
        return tuple((column, each) for column, each in pairs if each.law in FOLLOWING)

    def top_ups(self) -> tuple[tuple[int, Source], ...]:
        """The third parties that pay for households, with their column."""
        pairs = enumerate(self.sources)
        return tuple((column, each) for column, each in pairs if each.law is AmountLaw.TOP_UP)


def receipts(scenario: Scenario, *, first_draw: int, draws: int) -> Receipts:
    """The euros of every source in draws `first_draw`… on; a draw is the same in any chunk.

    Raises a `RefusalError` where a source of the scenario lacks what its law needs.
    """
    sources = sources_of(scenario)
    horizon = Horizon.of(scenario, first_draw=first_draw, draws=draws)
    shape = (draws, scenario.months, len(sources))
    cents, signed = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    is_open = np.zeros(shape, dtype=np.bool_)
    signed_months = np.zeros(shape[1:], dtype=np.bool_)
    costs, lent, repaid = (np.zeros(shape[:2], dtype=np.int64) for _ in range(3))
    groups = {each.group: group_factors(each.group, horizon) for each in sources}
    for column, source in enumerate(sources):
        luck = luck_of(source, horizon, groups[source.group])
        if source.law not in _LAWS:
            held = kept(source, luck, horizon)
            is_open[:, :, column] = _paying(source, held, horizon)
            held[:] = np.arange(held.shape[1]) < signed_terms(source, horizon)
            signed_months[:, column] = _paying(source, held, horizon).any(axis=0)
            continue
        drawn = _LAWS[source.law](source, luck, horizon)
        cents[:, :, column], signed[:, :, column] = drawn.cents, drawn.signed
        is_open[:, :, column] = drawn.cents > 0
        costs += drawn.costs + drawn.files * scenario.costs.file_cents
        if source.law not in _COSTED_APART:
            costs += share_of(drawn.cents, source.cost_bp)
        lent += drawn.lent
        repaid += drawn.repaid
    costs += _audits(scenario, sources, cents, horizon=horizon)
    return Receipts(
        sources=sources,
        cents=cents,
        signed_cents=signed,
        is_open=is_open,
        signed_months=signed_months,
        costs_cents=costs,
        lent_cents=lent,
        repaid_cents=repaid,
    )


def _paying(source: Source, held: Flags, horizon: Horizon) -> Flags:
    found = by_month(source, held, horizon)
    found[:, : starts_paying(source)] = False
    return found


def _audits(
    scenario: Scenario, sources: tuple[Source, ...], cents: Cents, *, horizon: Horizon
) -> Cents:
    found = np.zeros(cents.shape[:2], dtype=np.int64)
    audited = audited_years(sources, cents, horizon)
    for month in range(horizon.months):
        if horizon.calendar_month(month) == _DECEMBER:
            found[:, month] = audited[:, horizon.year(month)] * scenario.costs.audit_year_cents
    return found
