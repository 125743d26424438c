"""One process of a measure: told `deed seconds` on its input, it does the deed that long and answers.

    python -m bench.worker WORLD.json SEED

The answer is one line of JSON: the seconds that went by, and the microseconds that each took. Each wallet
pays once a day, so that a day's ceiling looks at as many rows as it would. Deeds: `bare`, `pen` (replay, lock, post), `pen-one-shop`, `payment` (the whole action, by card).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

Deed = Callable[[int], object]


def deeds(world: Path, seed: int) -> dict[str, Deed]:
    """What this process can do."""
    import django

    django.setup()
    from bench.bare import Bare, owners
    from bench.worlds import DAY
    from django.db import transaction

    from ecot.ledger import recipes
    from ecot.ledger.kinds import EntryKind
    from ecot.ledger.locking import lock_wallet
    from ecot.ledger.posting import post, replay
    from ecot.operations.till.actions import pay_at_till
    from ecot.operations.till.receipts import Receipt
    from ecot.values import clock
    from ecot.values.act import Act, asked
    from ecot.values.references import Actor

    known = json.loads(world.read_text())
    households = [UUID(hex=each) for each in known["households"]]
    Random(seed).shuffle(households)
    shops = [(UUID(hex=shop), UUID(hex=point)) for shop, point in known["shops"]]
    instants = [clock.at(DAY + timedelta(days=n)) for n in range(300)]
    numbers = count(1)

    def act() -> Act:
        number = next(numbers)
        at = instants[number // len(households) % len(instants)]
        return asked(Actor("till-1"), at, f"w{seed}-{time.time_ns()}-{number}", cents=1)

    def pen(number: int, shop: int | None = None) -> None:
        household, mine = households[number % len(households)], act()
        with transaction.atomic():
            assert replay(mine) is None
            lock_wallet(household)
            seller = shops[number % len(shops) if shop is None else shop][0]
            post(mine, EntryKind.TILL_PAYMENT, recipes.till_payment(household, seller, 1))

    def payment(number: int) -> None:
        household = households[number % len(households)]
        point = shops[number % len(shops)][1]
        sold = pay_at_till(act(), point_of_sale_id=point, amounts=1, card_token=household.hex)
        assert isinstance(sold, Receipt), sold

    bare = Bare().payer(owners(households), f"bare{seed}-{time.time_ns()}")
    return {
        "bare": bare,
        "pen": pen,
        "pen-one-shop": lambda number: pen(number, 0),
        "payment": payment,
    }


def measured(deed: Deed, seconds: float, start: int) -> tuple[float, list[int]]:
    """A deed done for that time: the seconds that went by, and the microseconds that each took."""
    took: list[int] = []
    begun = last = time.perf_counter()
    while last - begun < seconds:
        deed(start + len(took))
        now = time.perf_counter()
        took.append(round((now - last) * 1e6))
        last = now
    return last - begun, took


def serve(can: dict[str, Deed]) -> None:
    """Do what is asked, line by line, until the input ends."""
    done = 0
    print("ready", flush=True)
    for line in sys.stdin:
        name, seconds = line.split()
        elapsed, took = measured(can[name], float(seconds), done)
        done += len(took)
        print(json.dumps([elapsed, took]), flush=True)


if __name__ == "__main__":
    serve(deeds(Path(sys.argv[1]), int(sys.argv[2])))
