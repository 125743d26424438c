"""Third parties that pay for a household: the top-up of a family fund, the aid of a welfare centre.

`month` calls it on households, then holds the sums under the year's envelope.
"""

from __future__ import annotations

import numpy as np

from ecot.simulation.funding.luck import TAKE_UP_COINS, identity
from ecot.simulation.funding.rights import Cents, Flags
from ecot.simulation.scenario.sources import Source
from ecot.simulation.streams import coin_threshold, coins, words


def takers(
    source: Source,
    *,
    seed: int,
    start: int,
    children: Cents,
    unit_income_cents: Cents,
) -> Flags:
    """Which households are eligible and take it, bool [households], for life.

    `start` is the number of the first household, a multiple of 4; incomes are monthly, per consumption
    unit. Each household has one coin per third party, the same in all draws.
    """
    drawn = words(
        TAKE_UP_COINS, seed=seed, month=identity(source.id), start=start, count=len(children)
    )
    takes: Flags = coins(drawn)[0] < coin_threshold(source.amounts["take_up_bp"])
    within: Flags = unit_income_cents <= source.amounts["ceiling_cents"]
    if source.amounts["children_only"]:
        within = within & (children > 0)
    return takes & within


def per_household_cents(
    source: Source, *, contribution_cents: Cents, takers: Flags, month: int
) -> Cents:
    """What the third party pays for each household, in the shape of the contributions.

    The aid where one is set, else what is missing to the target; 0 for those who do not take it.
    """
    aid = source.amount("aid_cents", month)
    if aid:
        return np.where(takers, aid, 0) + np.zeros_like(contribution_cents)
    missing = np.maximum(0, source.amount("target_cents", month) - contribution_cents)
    return np.where(takers, missing, 0)


def within_envelope(
    source: Source, *, asked_cents: Cents, paid_in_year_cents: Cents, waiting_cents: Cents
) -> tuple[Cents, Cents]:
    """What is paid of what is asked under the year's envelope, and what waits; int64 [draws] each.

    `stop`: beyond it nothing is paid. `queue`: the rest waits and is paid first when there is room.
    """
    room = np.maximum(0, source.amounts["envelope_year_cents"] - paid_in_year_cents)
    wanted = asked_cents + waiting_cents
    paid = np.minimum(wanted, room)
    waits = wanted - paid if source.amounts["queue"] else np.zeros_like(paid)
    return paid, waits
