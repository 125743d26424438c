"""A book that grows old: one month of sales, ten, a hundred, the earlier ones closed.

A balance and a statement should not know the age of the book; a check reads everything, and should take
time in proportion. Run as a process, `python -m bench.growth FOLDER`, it prints its measures as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from bench import twins, worlds
from bench.places import Place
from bench.rounds import Goal, Measures, rounds, scaled

AGES, SALES = (1, 10, 100), scaled(10_000)
WALLETS, SHOPS, TIMES = 2_000, 60, 40
BALANCE, STATEMENT = (
    "balance of a shop, {:,} transfers, ms",
    "statement of a shop, {:,} transfers, ms",
)
CHECK = "check of {:,} transfers, s"
SHARE = "check, {:,} transfers, s for each million"
IN_SECONDS = 60
CHECKS = 3
"""A check of the oldest book takes most of a minute: three rounds, whose interval is sure 3 times of 4."""


def measure(place: Place) -> Measures:
    """In a process of its own."""
    url = place.fresh("growth")
    found: Measures = json.loads(place.said("bench.growth", str(place.folder), url=url))
    return found


def goals(engine: str) -> list[Goal]:
    """What is asked of an old book beside a young one."""
    del engine
    old, young, middle = AGES[-1] * SALES, AGES[0] * SALES, AGES[-2] * SALES
    pairs = ((BALANCE, young), (STATEMENT, young), (SHARE, middle))
    return [
        *(
            Goal(
                f"{name.format(old)} ÷ at {below:,}",
                name.format(old),
                name.format(below),
                1.5,
                at_most=True,
            )
            for name, below in pairs
        ),
        Goal(CHECK.format(old), CHECK.format(old), bound=IN_SECONDS, at_most=True),
    ]


def build(months: int) -> None:
    """A book of so many months, all but the last closed, with as many sales in each."""
    from django.core.management import call_command
    from django.db import transaction

    from ecot.ledger.closing import close_month
    from ecot.values import clock
    from ecot.values.act import Act
    from ecot.values.month import Month
    from ecot.values.references import SYSTEM
    from tests.builders.rulebook import founded_rules

    call_command("migrate", verbosity=0)
    founded_rules(since=Month(2015, 1))
    households = [UUID(int=number + 1) for number in range(WALLETS)]
    shops = [UUID(int=10**9 + number) for number in range(SHOPS)]
    with transaction.atomic():
        worlds.credit(households)
    for back in range(months - 1, -1, -1):
        month = Month(2026, 3).plus(-back)
        days = (month.first_day, 28)
        worlds.earlier(households, shops, SALES, days=days, name=f"{month}:")
        if back:
            with transaction.atomic():
                close_month(Act(SYSTEM, clock.at(month.next().first_day)), month)
    twins.look_at_statistics()


def taken(read: Callable[[], object], times: int = 1) -> float:
    """Milliseconds of one read, the mean of some."""
    begun = time.perf_counter()
    for _ in range(times):
        read()
    return (time.perf_counter() - begun) / times * 1000


def in_process(folder: Path) -> Measures:
    """The same reads in a young, an older and an old book, in turn."""
    import django

    django.setup()
    from django.db import connection

    from ecot.ledger import chart
    from ecot.ledger.balances import balance, statement
    from ecot.oversight.promises import examine
    from ecot.records.copies.standing_in import opened, standing_in

    shop = chart.owed_to_shop(UUID(int=10**9))
    names = {}
    for age in AGES:
        names[age] = str(folder / f"grown-{age}.sqlite3")
        if connection.vendor == "postgresql":
            names[age] = f"ecot_grown_{age}"
            with opened("postgres") as server, server.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {names[age]}")
        begun = time.perf_counter()
        with standing_in(names[age]):
            build(age)
        print(f"    {age} months: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    found: Measures = defaultdict(list)
    for number in range(rounds()):
        for age, name in names.items():
            rows = age * SALES
            with standing_in(name):
                balance(shop)
                found[BALANCE.format(rows)].append(taken(lambda: balance(shop), TIMES))
                found[STATEMENT.format(rows)].append(taken(lambda: statement(shop), TIMES))
                if number >= CHECKS:
                    continue
                one = taken(lambda: list(examine(worlds.DAY))) / 1000
                found[CHECK.format(rows)].append(one)
                found[SHARE.format(rows)].append(one / rows * 1e6)
    return found


if __name__ == "__main__":
    print(json.dumps(in_process(Path(sys.argv[1]))))
