"""A book that grows old: one month of sales, ten, a hundred, the earlier ones closed.

    python -m bench.growth FOLDER MONTH_SALES AGES…

Prints its measures as one line of JSON. A balance and a statement should not know the age of the book;
a check reads everything, and should take time in proportion.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from bench import worlds
from bench.rounds import ROUNDS, Goal

WALLETS, SHOPS, TIMES = 2_000, 60, 40


def build(months: int, sales: int) -> None:
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
        worlds.earlier(households, shops, sales, days=days, name=f"{month}:")
        if back:
            with transaction.atomic():
                close_month(Act(SYSTEM, clock.at(month.next().first_day)), month)


def taken(read: Callable[[], object], times: int = 1) -> float:
    """Milliseconds of one read, the mean of some."""
    begun = time.perf_counter()
    for _ in range(times):
        read()
    return (time.perf_counter() - begun) / times * 1000


def measure(folder: Path, sales: int, ages: list[int]) -> dict[str, list[float]]:
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
    for age in ages:
        names[age] = str(folder / f"grown-{age}.sqlite3")
        if connection.vendor == "postgresql":
            names[age] = f"ecot_grown_{age}"
            with opened("postgres") as server, server.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {names[age]}")
        with standing_in(names[age]):
            build(age, sales)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
    found: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for age, name in names.items():
            with standing_in(name):
                rows = age * sales
                balance(shop)
                one = taken(lambda: balance(shop), TIMES)
                found[f"balance of a shop, {rows} transfers, ms"].append(one)
                one = taken(lambda: statement(shop), TIMES)
                found[f"statement of a shop, {rows} transfers, ms"].append(one)
                one = taken(lambda: list(examine(worlds.DAY))) / 1000
                found[f"check, {rows} transfers, s"].append(one)
                found[f"check, {rows} transfers, s for each million"].append(one / rows * 1e6)
    return found


def goals(sales: int, ages: list[int]) -> list[Goal]:
    """What is asked of an old book beside a young one."""
    old, young, middle = max(ages) * sales, min(ages) * sales, sorted(ages)[-2] * sales
    kinds = ("balance", "statement")
    reads = [(f"{kind} of a shop, {{}} transfers, ms", young) for kind in kinds]
    reads.append(("check, {} transfers, s for each million", middle))
    return [
        Goal(
            f"{name.format(old)} ÷ at {below}",
            name.format(old),
            name.format(below),
            1.5,
            at_most=True,
        )
        for name, below in reads
    ]


if __name__ == "__main__":
    print(
        json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), [int(age) for age in sys.argv[3:]]))
    )
