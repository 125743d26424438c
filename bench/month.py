"""A month: 100,000 households credited with their evidence beside a bulk insert; 1,000 by the whole deed.

The bulk insert writes the same rows (entries, lines, commitments, balances) by the driver, a thousand rows
a statement. Run as a process, `python -m bench.month`, it prints its measures as one line of JSON.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from bench import twins, worlds
from bench.places import POSTGRESQL, Place
from bench.rounds import Beside, Goal, Measures, rounds, scaled

MANY, WHOLE = scaled(100_000), scaled(1_000)
RESERVE = 100_000_000_00
EVIDENCE = {"adults": 1, "children": 0, "pledged_cents": 60_00}
BULK = f"bulk insert of {MANY:,} households by the driver, s"
PEN = f"allocation of {MANY:,} households by the pen, s"
RUN = f"whole run of {WHOLE:,} households, s"


def measure(place: Place) -> Measures:
    """In a process of its own."""
    found: Measures = json.loads(place.said("bench.month", url=place.fresh("month")))
    return found


def goals(engine: str) -> list[Goal]:
    """What is asked of a month: durations, so the driver's comes above."""
    del engine
    return [
        Goal(f"allocation ÷ bulk insert, {MANY:,} households a second", BULK, PEN, 0.3),
        Goal(RUN, RUN, bound=1.0, at_most=True),
    ]


def beside(engine: str) -> list[Beside]:
    """What the rival takes for as many wallets."""
    return [Beside(RUN, "60" if engine == POSTGRESQL else "33")]


def seconds(deed: Callable[[], object]) -> float:
    """How long a deed takes."""
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def in_process() -> Measures:
    """Bulk by the driver and by the pen, and the whole run, in turn."""
    worlds.entered()
    from bench.bare import Bare, owners
    from django.db import transaction

    from ecot.ledger import chart, recipes
    from ecot.ledger.kinds import EntryKind
    from ecot.ledger.posting import post
    from ecot.operations.allocations.actions import RunDone, run_allocation
    from ecot.values.month import Month
    from tests.builders.allocations import BY_HOUSEHOLD, a_caisse, office_money

    a_caisse(0, allocation=replace(BY_HOUSEHOLD, months_tolerated=12))
    with transaction.atomic():
        bank = recipes.opening_balance(chart.bank("bank"), RESERVE)
        post(office_money(date(2016, 1, 1)), EntryKind.OPENING_BALANCE, bank)
        worlds.credit(worlds.make_households(WHOLE))
    many = [UUID(int=10**6 + number) for number in range(MANY)]
    with transaction.atomic():
        worlds.credit(many, "m")
    twins.make_twins()
    twins.look_at_statistics()
    bare, mine = Bare(), set(owners(many))
    accounts = {who: number for who, number in bare.ids("4671").items() if who in mine}
    pot = next(iter(bare.ids("6571").values()), 1)
    found: Measures = defaultdict(list)
    month = Month(2026, 3)
    for number in range(rounds()):
        found[BULK].append(seconds(lambda n=number: bare.allocate(accounts, pot, f"m{n}")))
        found[PEN].append(seconds(lambda n=number: by_the_pen(many, n)))
        act = office_money(month.first_day)
        done: list[object] = []
        found[RUN].append(
            seconds(lambda a=act, m=month, d=done: d.append(run_allocation(a, month=m)))
        )
        assert isinstance(done[0], RunDone), done
        assert (done[0].households, done[0].held) == (WHOLE, 0), done
        month = month.next()
    return found


def by_the_pen(households: list[UUID], number: int) -> None:
    """Every household credited with its evidence, one transaction."""
    from django.db import transaction

    from ecot.ledger import recipes
    from ecot.ledger.kinds import EntryKind
    from ecot.ledger.posting import NewEntry, post_many
    from ecot.values import clock
    from ecot.values.act import Act
    from ecot.values.references import SYSTEM

    act = Act(SYSTEM, clock.at(date(2026, 3, 1)))
    with transaction.atomic():
        post_many(
            [
                NewEntry(
                    act.keyed(f"b{number}:{each.hex}", amount_cents=140_00, evidence=EVIDENCE),
                    EntryKind.ALLOCATION,
                    recipes.allocation(each, 140_00),
                    rules={"allocation": 1},
                    evidence=EVIDENCE,
                )
                for each in households
            ]
        )


if __name__ == "__main__":
    print(json.dumps(in_process()))
