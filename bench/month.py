"""A month: 100,000 households credited with their evidence beside a bulk insert; 1,000 by the whole deed.

    python -m bench.month HOUSEHOLDS

Prints its measures as one line of JSON. Its database is `ECOT_DATABASE_URL`.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from bench import worlds
from bench.rounds import ROUNDS, Goal

WHOLE = 1_000
RESERVE = 100_000_000_00
EVIDENCE = {"adults": 1, "children": 0, "pledged_cents": 60_00, "base_cents": 140_00}


def seconds(deed: Callable[[], object]) -> float:
    """How long a deed takes."""
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def measure(households: int) -> dict[str, list[float]]:
    """Bulk by the pen and by the driver, and the whole run, in turn."""
    worlds.entered()
    from bench.bare import Bare
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
    many = [UUID(int=10**6 + number) for number in range(households)]
    with transaction.atomic():
        worlds.credit(many, "m")
    worlds.make_twins()
    bare = Bare()
    accounts = list(bare.ids("4671").values())[:households]
    found: dict[str, list[float]] = defaultdict(list)
    month = Month(2026, 3)
    for number in range(ROUNDS):
        taken = seconds(lambda n=number: bare.allocate(accounts, f"m{n}"))
        found[f"bulk insert by the driver, {households} households, a second"].append(
            households / taken
        )
        taken = seconds(lambda n=number: by_the_pen(many, n))
        found[f"allocation by the pen, {households} households, a second"].append(
            households / taken
        )
        act = office_money(month.first_day)
        done: list[object] = []
        taken = seconds(lambda a=act, m=month, d=done: d.append(run_allocation(a, month=m)))
        assert isinstance(done[0], RunDone), done
        assert (done[0].households, done[0].held) == (WHOLE, 0), done
        found[f"whole run of {WHOLE} households, seconds"].append(taken)
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


def goals(households: int) -> list[Goal]:
    """What is asked of a month."""
    pen = f"allocation by the pen, {households} households, a second"
    bare = f"bulk insert by the driver, {households} households, a second"
    return [Goal(f"allocation ÷ bulk insert, {households} households", pen, bare, 0.3)]


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
