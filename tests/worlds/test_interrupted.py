"""Allocation, closing, reimbursement and import killed at any point, then done again.

What is in the database after the second try is, byte for byte, what one clean run writes; the process
dies of a real SIGKILL. `DRILL=1`: a hundred random instants per deed, besides the named steps.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connections

from ecot.operations.month.actions import open_month
from ecot.operations.reimbursements.actions import (
    confirm_remittance,
    prepare_remittance,
    record_execution,
)
from ecot.operations.treasury.actions import type_balance
from ecot.values.month import Month
from tests.builders.allocations import a_caisse, office_money
from tests.builders.answers import done
from tests.builders.contributions import a_receipt
from tests.builders.members import a_household
from tests.builders.remittances import sold
from tests.builders.shops import a_shop
from tests.builders.treasury import BANK, money_act, treasurer
from tests.databases.clones import Clone, cloned
from tests.worlds.interrupted import AFTER_COMMIT, STEPS, Interrupter, do
from tests.worlds.whole_dump import whole_dump

RANDOM_POINTS = 100 if os.environ.get("DRILL") == "1" else 1
HOUSEHOLDS, SHOPS = 3, 2
MARCH = Month(2026, 3)
NAMED = [(deed, step) for deed, steps in STEPS.items() for step in steps]


@pytest.fixture
def interrupter(cloned_database: Clone) -> Iterator[Interrupter]:
    """Waits for orders on clones of the test's own database."""
    process = Interrupter(cloned_database.environment)
    yield process
    process.dismiss()


def march_lived(deed: str) -> None:
    """A month of sales with everything ready for the deed that will be killed."""
    a_caisse()
    households = [a_household(adults=1 + rank) for rank in range(HOUSEHOLDS)]
    shops = [a_shop(name=f"Commerce {rank}") for rank in range(SHOPS)]
    done(open_month(office_money(MARCH.first_day), month=MARCH))
    for household_id in households:
        a_receipt(household_id, 30_00, date(2026, 3, 5))
        for shop in shops:
            sold(household_id, shop.shop_id, 12_34, date(2026, 3, 31))
    last = treasurer(MARCH.last_day)
    done(type_balance(last, account=BANK, balance_cents=5_090_00, balance_on=MARCH.last_day))
    prepared = done(prepare_remittance(office_money(date(2026, 4, 3)), account=BANK))
    if deed == "closing":
        remittance = {"remittance_id": prepared.remittance_id}
        done(confirm_remittance(treasurer(date(2026, 4, 3)), **remittance))
        paid_on = date(2026, 4, 6)
        done(record_execution(money_act(paid_on), **remittance, executed_on=paid_on))


def clean_run(deed: str, folder: Path) -> tuple[str, str]:
    """The dump before and after the deed, done once and undisturbed on a clone; done twice, the same."""
    before = whole_dump()
    with cloned(folder):
        assert whole_dump() == before, "a clone is the same book"
        done(do(deed))
        after = whole_dump()
        do(deed)
        assert whole_dump() == after, "done again, it writes nothing"
    assert after != before
    return before, after


def killed_then_done(
    interrupter: Interrupter,
    deed: str,
    folder: Path,
    *,
    step: str = "",
    seconds: float | None = None,
) -> tuple[dict[str, object], str, str]:
    """How the deed died, what it left, and what stands once it was done again."""
    with cloned(folder):
        name = str(connections.databases["default"]["NAME"])
        connections.close_all()
        died = interrupter.kill(deed, database=name, step=step, seconds=seconds)
        left = whole_dump()
        do(deed)
        return died, left, whole_dump()


@pytest.mark.parametrize("deed", STEPS)
def test_killed_at_each_step_then_done_again(
    deed: str, cloned_database: Clone, interrupter: Interrupter, tmp_path: Path
) -> None:
    march_lived(deed)
    before, after = clean_run(deed, tmp_path)
    for step in STEPS[deed]:
        died, left, stands = killed_then_done(interrupter, deed, tmp_path, step=step)
        assert (died["reached"], died["code"]) == (True, -signal.SIGKILL), step
        assert left == (after if step == AFTER_COMMIT else before), f"{step}: a trace stays"
        assert stands == after, f"{step}: not the bytes of a clean run"
    _killed_anywhere(interrupter, deed, tmp_path, before=before, after=after)


def _killed_anywhere(
    interrupter: Interrupter, deed: str, folder: Path, *, before: str, after: str
) -> None:
    """At random instants of the deed: nothing or all is left, and doing it again makes it all."""
    whole = interrupted_seconds(interrupter, deed, folder)
    chance = random.Random(deed)
    for _ in range(RANDOM_POINTS):
        seconds = chance.uniform(0, whole)
        _, left, stands = killed_then_done(interrupter, deed, folder, seconds=seconds)
        assert left in {before, after}, f"killed after {seconds} s: a part stays"
        assert stands == after, f"killed after {seconds} s: not the bytes of a clean run"


def interrupted_seconds(interrupter: Interrupter, deed: str, folder: Path) -> float:
    """How long the deed takes in a process of its own, until it is committed."""
    died, _, _ = killed_then_done(interrupter, deed, folder, step=AFTER_COMMIT)
    return float(str(died["seconds"]))
