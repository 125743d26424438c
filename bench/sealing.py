"""What handing in a commitment costs a payment: the same payments with and without, interleaved.

    make bench

One process, one temporary SQLite file with the product's own settings; nine rounds, each pays by turns with the
seal and without it. The median of the rounds' ratios is what counts.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from statistics import median
from unittest.mock import patch
from uuid import UUID

ROUNDS = 9
PAYMENTS = 200
DAY = date(2026, 3, 2)
HOUSEHOLD, SHOP = UUID(int=1), UUID(int=9_999)


def seconds(prefix: str) -> float:
    """How long so many payments take, each its own durable transaction."""
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
    return time.perf_counter() - start


def main() -> None:
    """Print the rounds' ratios and the time to number and sign what was handed in."""
    with tempfile.TemporaryDirectory(prefix="ecot-bench-") as folder:
        os.environ |= {"ECOT_HOME": folder, "DJANGO_SETTINGS_MODULE": "ecot.config.settings"}
        os.environ["ECOT_DATABASE_URL"] = f"sqlite:///{folder}/book.sqlite3"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import transaction

        from ecot.ledger import chart, recipes
        from ecot.ledger.kinds import EntryKind
        from ecot.ledger.posting import open_accounts, post
        from ecot.records.sealing.log import seal
        from ecot.values import clock
        from ecot.values.act import asked
        from ecot.values.references import SYSTEM

        call_command("migrate", verbosity=0)
        with transaction.atomic():
            open_accounts([chart.wallet(HOUSEHOLD)])
            money = recipes.allocation(HOUSEHOLD, 100_000_00)
            post(asked(SYSTEM, clock.at(DAY), "a"), EntryKind.ALLOCATION, money)
        ratios = []
        for turn in range(ROUNDS):
            with patch("ecot.ledger.posting.commit", lambda kind, rows, known: None):  # noqa: ARG005
                without = seconds(f"without-{turn}")
            ratios.append(seconds(f"with-{turn}") / without)
        ratios.sort()
        print(
            "a sealed payment, in times of one that is not: "
            f"{ratios[0]:.2f} / {median(ratios):.2f} / {ratios[-1]:.2f} (min, median, max)"
        )
        start = time.perf_counter()
        added = seal(clock.at(DAY)).added
        rate = added / (time.perf_counter() - start)
        print(f"numbering and signing: {rate:,.0f} rows a second")


if __name__ == "__main__":
    sys.exit(main())
