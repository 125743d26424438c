"""Allocation, closing, reimbursement, sealing and both imports killed at any point, then done again.

What is in the database after the second try is, byte for byte, what one clean run writes; the process
dies of a real SIGKILL. `DRILL=1`: a hundred random instants per deed, besides the named steps. The
control takes the transaction away from the same deeds: a trace stays, and is seen.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection, connections

from ecot.formats.spreadsheets import write_csv
from ecot.ledger.sealing import entries_as_sealed
from ecot.operations.members.models import Household
from ecot.operations.month.actions import open_month
from ecot.operations.reimbursements.actions import (
    confirm_remittance,
    prepare_remittance,
    record_execution,
)
from ecot.operations.treasury.actions import type_balance
from ecot.operations.treasury.opening import ControlTotals, prepare_opening, sign_opening
from ecot.values.month import Month
from tests.builders.allocations import a_caisse, office_money
from tests.builders.answers import done
from tests.builders.contributions import a_receipt
from tests.builders.members import a_household
from tests.builders.remittances import sold
from tests.builders.shops import a_shop
from tests.builders.treasury import BANK, money_act, treasurer
from tests.databases.clones import Clone, cloned
from tests.worlds.interrupted import AFTER_COMMIT, AGAIN, STEPS, Interrupter, do
from tests.worlds.whole_dump import whole_dump

RANDOM_POINTS = 100 if os.environ.get("DRILL") == "1" else 1
HOUSEHOLDS, SHOPS, NEWCOMERS = 3, 2, 5
MARCH = Month(2026, 3)
UNGUARDED_AT = {
    "allocation": "before INSERT INTO ledger_transfer",
    "closing": "before INSERT INTO ledger_closingbalance",
    "reimbursement": "before UPDATE reimbursements_remittance",
    "import": "before INSERT INTO members_person",
    "opening": "before INSERT INTO ledger_transfer",
}
"""Sealing has no control: each of its transactions is one statement, which cannot be cut in two."""


@pytest.fixture(scope="module")
def waiting() -> Iterator[list[Interrupter]]:
    """The one process that waits for orders, once a test has started it."""
    started: list[Interrupter] = []
    yield started
    for process in started:
        process.dismiss()


@pytest.fixture
def interrupter(cloned_database: Clone, waiting: list[Interrupter]) -> Interrupter:
    """Waits for orders on clones of the test's own database."""
    if not waiting:
        waiting.append(Interrupter(cloned_database.environment))
    return waiting[0]


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
    if deed == "opening":
        newcomers_moving_in()


def newcomers_moving_in() -> None:
    """Five households come with what their old caisse owed them: read and signed, not yet posted."""
    rows = [
        ("foyer", Household.objects.get(id=a_household()).number, f"{1 + rank},50", "")
        for rank in range(NEWCOMERS)
    ]
    wallets_cents = sum(1_50 + rank * 100 for rank in range(NEWCOMERS))
    controls = ControlTotals(bank_cents=0, wallets_cents=wallets_cents, shops_cents=0)
    report = done(
        prepare_opening(
            treasurer(date(2026, 4, 6)),
            opening_on=date(2026, 4, 6),
            filename="soldes.csv",
            content=write_csv(("Compte", "Numéro", "Montant", "Remarque"), rows),
            controls=controls,
        )
    )
    done(sign_opening(treasurer(date(2026, 4, 6)), opening_id=report.opening_id))


def clean_run(deed: str, folder: Path) -> list[str]:
    """The dumps before the deed, after each of its transactions, and so after it all: undisturbed.

    Done on a clone; done twice, it writes nothing more.
    """
    wholes = [whole_dump()]
    commit = connection.commit

    def committed() -> None:
        commit()
        whole = whole_dump()
        commit()  # of the look itself, that PostgreSQL counts as begun
        if whole != (dumps or wholes)[-1]:
            dumps.append(whole)

    with cloned(folder):
        assert whole_dump() == wholes[0], "a clone is the same book"
        dumps: list[str] = []
        with patch.object(connection, "commit", committed):
            done(do(deed))
        wholes += dumps
        do(deed)
        assert whole_dump() == wholes[-1], "done again, it writes nothing"
    assert wholes[-1] != wholes[0]
    return wholes


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
        died, left = killed(interrupter, deed, step=step, seconds=seconds)
        do(deed)
        assert entries_as_sealed().offender == ""
        return died, left, whole_dump()


def killed(
    interrupter: Interrupter,
    deed: str,
    *,
    step: str = "",
    seconds: float | None = None,
    unguarded: bool = False,
) -> tuple[dict[str, object], str]:
    """How the deed died on the database that is open, and what it left there."""
    name = str(connections.databases["default"]["NAME"])
    connections.close_all()
    died = interrupter.kill(deed, database=name, step=step, seconds=seconds, unguarded=unguarded)
    return died, whole_dump()


@pytest.mark.parametrize("deed", STEPS)
def test_killed_at_each_step_then_done_again(
    deed: str, cloned_database: Clone, interrupter: Interrupter, tmp_path: Path
) -> None:
    march_lived(deed)
    wholes = clean_run(deed, tmp_path)
    longest = 0.0
    for step in STEPS[deed]:
        died, left, stands = killed_then_done(interrupter, deed, tmp_path, step=step)
        assert (died["reached"], died["code"]) == (True, -signal.SIGKILL), step
        assert left == wholes[commits_before(step, len(wholes))], f"{step}: a trace stays"
        assert stands == wholes[-1], f"{step}: not the bytes of a clean run"
        longest = max(longest, float(str(died["seconds"])))
    _killed_anywhere(interrupter, deed, tmp_path, wholes=wholes, longest=longest)
    if deed in UNGUARDED_AT:
        _a_trace_is_seen(interrupter, deed, tmp_path, wholes=wholes)


def commits_before(step: str, wholes: int) -> int:
    """How many transactions of the deed are whole when it dies at a step; a head is signed in the last."""
    if step.endswith("records_checkpoint"):
        return wholes - 2
    return step.startswith(AGAIN) + step.endswith(AFTER_COMMIT)


def _killed_anywhere(
    interrupter: Interrupter, deed: str, folder: Path, *, wholes: list[str], longest: float
) -> None:
    """At random instants of the deed: whole transactions are left, and doing it again makes it all."""
    chance = random.Random(deed)
    for _ in range(RANDOM_POINTS):
        seconds = chance.uniform(0, longest)
        _, left, stands = killed_then_done(interrupter, deed, folder, seconds=seconds)
        assert left in wholes, f"killed after {seconds} s: a part stays"
        assert stands == wholes[-1], f"killed after {seconds} s: not the bytes of a clean run"


def _a_trace_is_seen(
    interrupter: Interrupter, deed: str, folder: Path, *, wholes: list[str]
) -> None:
    """The control: without the transaction the same kill leaves a part, which is told from a whole."""
    with cloned(folder):
        died, left = killed(interrupter, deed, step=UNGUARDED_AT[deed], unguarded=True)
        assert died["reached"]
        assert left not in wholes, "the fault was planted, and not seen"
