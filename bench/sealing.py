"""What handing in a commitment costs a payment: the same payments with and without, interleaved.

Run as a process, `python -m bench.sealing`, it prints its measures as JSON.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from datetime import date
from unittest.mock import patch
from uuid import UUID

from bench import worlds
from bench.places import Place
from bench.rounds import Goal, Measures, rounds

PAYMENTS, TURNS = 50, 8
DAY = date(2026, 3, 2)
HOUSEHOLD, SHOP = UUID(int=1), UUID(int=9_999)
WITH, WITHOUT = "a sealed payment by the pen, ms", "the same without its commitment, ms"
RATE = "numbering and signing, rows a second"


def measure(place: Place) -> Measures:
    """In a process of its own."""
    found: Measures = json.loads(place.said("bench.sealing", url=place.fresh("sealing")))
    return found


def goals(engine: str) -> list[Goal]:
    """Printed only."""
    del engine
    return [Goal(f"{WITH} ÷ without", WITH, WITHOUT)]


def milliseconds(prefix: str) -> float:
    """How long one of so many payments takes, each its own durable transaction."""
    from django.db import transaction

    from ecot.ledger import recipes
    from ecot.ledger.kinds import EntryKind
    from ecot.ledger.locking import lock_wallet
    from ecot.ledger.posting import post, replay
    from ecot.values import clock
    from ecot.values.act import asked
    from ecot.values.references import SYSTEM

    start = time.perf_counter()
    for number in range(PAYMENTS):
        act = asked(SYSTEM, clock.at(DAY), f"{prefix}-{number}", cents=1_00)
        with transaction.atomic():
            assert replay(act) is None
            lock_wallet(HOUSEHOLD)
            post(act, EntryKind.TILL_PAYMENT, recipes.till_payment(HOUSEHOLD, SHOP, 1_00))
    return (time.perf_counter() - start) / PAYMENTS * 1000


def in_process() -> Measures:
    """Both in turn; and the time to number and sign what was handed in."""
    worlds.entered()
    from django.db import transaction

    from ecot.ledger import chart, recipes
    from ecot.ledger.kinds import EntryKind
    from ecot.ledger.posting import open_accounts, post
    from ecot.records.sealing.log import seal
    from ecot.values import clock
    from ecot.values.act import asked
    from ecot.values.references import SYSTEM

    with transaction.atomic():
        open_accounts([chart.wallet(HOUSEHOLD)])
        money = recipes.allocation(HOUSEHOLD, 1_000_000_00)
        post(asked(SYSTEM, clock.at(DAY), "a"), EntryKind.ALLOCATION, money)
    found: Measures = defaultdict(list)
    for number in range(rounds()):
        spells: dict[str, float] = {WITH: 0.0, WITHOUT: 0.0}
        for turn in range(TURNS):
            with patch("ecot.ledger.posting.commit", lambda kind, rows, known: None):  # noqa: ARG005
                spells[WITHOUT] += milliseconds(f"without-{number}-{turn}")
            spells[WITH] += milliseconds(f"with-{number}-{turn}")
        for name, total in spells.items():
            found[name].append(total / TURNS)
        start = time.perf_counter()
        added = seal(clock.at(DAY)).added
        found[RATE].append(added / (time.perf_counter() - start))
    return found


if __name__ == "__main__":
    print(json.dumps(in_process()))
