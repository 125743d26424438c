"""What sources from outside bring: third parties, works councils, banks, credit that lapses.

Each check is a scenario of one source run by `funding`, or the figure of the dated reference that the
catalogue of mechanisms finds by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np

from ecot.simulation.funding.amounts.employers import year_cents
from ecot.simulation.funding.catalogue import needs, sources_of
from ecot.simulation.funding.following import MonthSums, following_cents
from ecot.simulation.funding.own import completed
from ecot.simulation.funding.receipts import receipts
from ecot.simulation.funding.top_ups import per_household_cents
from ecot.simulation.funding.worth import worth_year_cents
from ecot.simulation.reproducing.households import Inputs, cents, euros
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw, PayerClass, Source, Switch
from ecot.values.money import BASIS_POINTS
from ecot.values.month import Month

Found = Mapping[str, object]
YEAR = Month(2026, 1)
"""The year of the figures that the catalogue looks up."""
_MONTHS = 12
_BILLION = 1_000_000_000
_WHOLE_MILLIONTHS = 1_000_000


def _source(law: AmountLaw, **amounts: int) -> Source:
    said = Source(id="a", label="a", payer=PayerClass.PUBLIC, law=law, amounts=amounts)
    return completed(said)


def _year(*, sources: tuple[Source, ...] = (), switches: tuple[Switch, ...] = ()) -> Scenario:
    return Scenario(
        slug="a",
        name="a",
        start=YEAR,
        months=_MONTHS,
        rules={},
        sources=sources,
        mechanisms=switches,
    )


def _brought(scenario: Scenario) -> Fraction:
    """What comes in a year without chance, in euros."""
    return euros(int(receipts(scenario, first_draw=0, draws=1).cents.sum()))


def _topped_up(given: Inputs, allocation: Fraction, contribution: Fraction) -> Fraction:
    """A year of top-ups to the target, all families taking it."""
    fund = _source(
        AmountLaw.TOP_UP,
        target_cents=cents(allocation),
        take_up_bp=BASIS_POINTS,
        envelope_year_cents=0,
    )
    families = int(given["families"])
    paid = per_household_cents(
        fund,
        contribution_cents=np.full(families, cents(contribution)),
        takers=np.ones(families, dtype=np.bool_),
        month=0,
    )
    months: Fraction = given["months"]
    return euros(int(paid.sum())) * months


def _savoie_by_amount(given: Inputs) -> Found:
    none = Fraction(0)
    return {
        "yearly_min": _topped_up(given, given["top_up_min"], none),
        "yearly_max": _topped_up(given, given["top_up_max"], none),
    }


def _works_council(given: Inputs) -> Found:
    """The cap that the catalogue works out from the reference; the check's own inputs are not read."""
    del given
    known = {each.need.name: each.figure for each in needs("cse_bons", month=YEAR)}
    cap = known["cap_year_cents"]
    return {"cap_per_employee_year": None if cap is None else euros(cap.value)}


def _meal_titles(given: Inputs) -> Found:
    """So many titles a year, each at the cap in force in the reference."""
    known = {each.need.name: each.figure for each in needs("titre_restaurant", month=YEAR)}
    cap = known["unit_cap_cents"]
    if cap is None:
        return {"per_year": None}
    amounts = {"units_count": int(given["days"]), "unit_cents": 2 * cap.value}
    titles = _source(AmountLaw.EMPLOYERS, unit_cap_cents=cap.value, **amounts)
    return {"per_year": euros(year_cents(titles, 0))}


def _social_contribution(given: Inputs) -> Found:
    """One point by the mechanism of the reference; the check's own inputs are not read."""
    del given
    values = {"rate_bp": 100, "share_millionths": _WHOLE_MILLIONTHS, "noise_bp": 0}
    switch = Switch(mechanism="csg_point", values=values)
    return {"one_point_bn": _brought(_year(switches=(switch,))) / _BILLION}


def _interest(given: Inputs) -> Found:
    bank = _source(AmountLaw.FLOAT, rate_bp=int(given["rate"] * BASIS_POINTS))
    paid = [_followed(bank, cash_cents=cents(each)) for each in given["reserves"]]
    return {"interest_per_year": [euros(_MONTHS * each) for each in paid]}


def _followed(source: Source, **said: int) -> int:
    names = ("households", "allocated_cents", "spent_cents", "reimbursed_cents", "cash_cents")
    arrays = {name: np.array([said.get(name, 0)], dtype=np.int64) for name in names}
    return int(following_cents(source, MonthSums(**arrays), basket_cents=1, month=0)[0])


def _lapsed(given: Inputs) -> Found:
    lost = _source(AmountLaw.IN_KIND, worth_share_bp=int(given["share"] * BASIS_POINTS))
    worth = worth_year_cents(lost, issued_cents=cents(given["volume"]), wallets_cents=0)
    return {"income_per_year": euros(worth)}


def _lent_staff(given: Inputs) -> Found:
    """One person lent whose cost is above the cap that the catalogue works out from the reference."""
    del given
    values = {"worth_year_cents": cents(Fraction(_WHOLE_MILLIONTHS)), "units_count": 1}
    switch = Switch(mechanism="mecenat_competences", values=values)
    (lent,) = sources_of(_year(switches=(switch,)))
    return {"cap": euros(worth_year_cents(lent, issued_cents=0, wallets_cents=0))}


def _calls(given: Inputs) -> Found:
    """Chances of the two calls of the reference; the check's own inputs are not read."""
    del given
    means = []
    for name in ("etat_mmpt", "plan_relance_2021"):
        known = {each.need.name: each.figure for each in needs(name, month=YEAR)}
        chance = known["obtain_bp"]
        means.append(None if chance is None else Fraction(chance.value, BASIS_POINTS))
    return {"means": means}


PAYERS: Mapping[str, Callable[[Inputs], Found]] = {
    "M-06": _works_council,
    "M-08": _meal_titles,
    "M-12": _savoie_by_amount,
    "M-20": _social_contribution,
    "M-27": _lapsed,
    "M-28": _interest,
    "M-29": _lent_staff,
    "M-30": _calls,
}
