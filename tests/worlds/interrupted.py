"""Long deeds killed at a step: a process that waits for orders, and children that die of SIGKILL.

    python -m tests.worlds.interrupted

Each line of its input is an order (JSON): which database, which deed, at which step or after how
many seconds to kill it. It forks a child for the deed, kills it there, and answers in one line
(JSON) which signal ended it and whether the step was reached. It never opens the database itself.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Final
from unittest.mock import patch

BEFORE_COMMIT, AFTER_COMMIT, AGAIN = "before commit", "after commit", "again "
REACHED_SECONDS: Final = 60.0
ACCOUNTS_AT_ONCE: Final = 2
LEAVES_AT_ONCE: Final = 10
MEMBERS_FILE: Final = (
    "Foyer;Prénom;Nom;Année de naissance\n"
    "F1;Zoé;Béranger;1985\n"
    "F1;Léo;Béranger;2015\n"
    "F2;Anaïs;Ñúñez;1990\n"
    "F3;Paul;Roux;1970\n"
)

STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "allocation": (
        "after INSERT INTO allocations_run",
        "before INSERT INTO ledger_entry",
        "after INSERT INTO ledger_entry",
        "after INSERT INTO ledger_transfer",
        BEFORE_COMMIT,
        AFTER_COMMIT,
    ),
    "closing": (
        "before INSERT INTO ledger_closing",
        "after INSERT INTO ledger_closing",
        "before INSERT INTO ledger_closingbalance",
        "after INSERT INTO ledger_closingbalance",
        BEFORE_COMMIT,
        AFTER_COMMIT,
    ),
    "reimbursement": (
        "before INSERT INTO ledger_entry",
        "after INSERT INTO ledger_entry",
        "after INSERT INTO ledger_transfer",
        "after UPDATE reimbursements_remittance_line",
        "after UPDATE reimbursements_remittance",
        BEFORE_COMMIT,
        AFTER_COMMIT,
    ),
    "sealing": (
        "before INSERT INTO records_leaf",
        "after INSERT INTO records_leaf",
        f"{AGAIN}before INSERT INTO records_leaf",
        "before INSERT INTO records_checkpoint",
        "after INSERT INTO records_checkpoint",
    ),
    "import": (
        "after UPDATE members_numbersequence",
        "after INSERT INTO members_household",
        "after INSERT INTO members_person",
        "after INSERT INTO ledger_account",
        "after INSERT INTO members_importrun",
        BEFORE_COMMIT,
        AFTER_COMMIT,
    ),
    "opening": (
        "after INSERT INTO ledger_account",
        "before INSERT INTO ledger_entry",
        "after INSERT INTO ledger_transfer",
        "after UPDATE treasury_openingline",
        BEFORE_COMMIT,
        AFTER_COMMIT,
        f"{AGAIN}before INSERT INTO ledger_transfer",
        f"{AGAIN}{AFTER_COMMIT}",
    ),
}
"""Where each deed is killed: before or after its first statement that begins so, or at its commit;
after `again`, at the second such statement or commit, because balances are opened, and leaves
numbered, in groups."""


def do(deed: str) -> object:
    """Do a long deed as its page does: the same act each time, so that a second time is a repeat."""
    from ecot.operations.allocations.actions import run_allocation
    from ecot.operations.members.actions import commit_import
    from ecot.operations.month.actions import close_month
    from ecot.operations.reimbursements.actions import confirm_remittance
    from ecot.operations.reimbursements.models import Remittance
    from ecot.operations.treasury import opening
    from ecot.operations.treasury.models import Opening
    from ecot.records.sealing import log
    from ecot.values import clock
    from ecot.values.act import Act, asked
    from ecot.values.month import Month
    from ecot.values.references import Actor

    treasurer = Act(Actor("user-3"), clock.at(date(2026, 4, 6)))
    match deed:
        case "allocation":
            act = asked(Actor("user-2"), clock.at(date(2026, 4, 1)), "run-april")
            return run_allocation(act, month=Month(2026, 4))
        case "closing":
            return close_month(treasurer, month=Month(2026, 3))
        case "reimbursement":
            return confirm_remittance(treasurer, remittance_id=Remittance.objects.get().id)
        case "sealing":
            with patch.object(log, "LEAVES_AT_ONCE", LEAVES_AT_ONCE):
                return log.seal(clock.at(date(2026, 4, 6)))
        case "import":
            act = asked(Actor("user-2"), clock.at(date(2026, 4, 6)), "import-april")
            return commit_import(act, content=MEMBERS_FILE.encode(), file_name="membres.csv")
        case "opening":
            waiting = Opening.objects.get()
            with patch.object(opening, "LINES_AT_ONCE", ACCOUNTS_AT_ONCE):
                return opening.post_opening(treasurer, opening_id=waiting.pk)
        case _:
            return None


def _await_kill(pipe: int) -> None:
    os.write(pipe, b"x")
    while True:
        signal.pause()


@contextmanager
def _stopping_at(step: str, reached: Callable[[], None]) -> Iterator[None]:
    """Call `reached` at a step of whatever the block does with the database."""
    from django.db import connection

    when, _, start = step.removeprefix(AGAIN).partition(" ")
    passed = count(1)
    wanted = 2 if step.startswith(AGAIN) else 1
    commit = connection.commit

    def told(here: str) -> None:
        if here == when and next(passed) == wanted:
            reached()

    def execute(run, sql, values, many, context):
        here = f"{sql.replace(chr(34), '')} ".startswith(f"{start} ")
        if here:
            told("before")
        result = run(sql, values, many, context)
        if here:
            told("after")
        return result

    def committing() -> None:
        if start == "commit":
            told("before")
        commit()
        if start == "commit":
            told("after")

    connection.commit = committing  # type: ignore[method-assign]  # the step is the commit itself
    with connection.execute_wrapper(execute):
        yield


def _keep_what_is_written() -> None:
    """What the book would be without its transaction: the statements so far are kept."""
    from django.db import connection

    assert connection.connection is not None
    connection.connection.commit()


def _child(order: Mapping[str, object], pipe: int) -> None:
    from django.db import connections

    def reached() -> None:
        if order["unguarded"]:
            _keep_what_is_written()
        _await_kill(pipe)

    connections.databases["default"]["NAME"] = str(order["database"])
    with _stopping_at(str(order["step"]), reached):
        do(str(order["deed"]))
    connections.close_all()


def _killed(order: Mapping[str, object]) -> dict[str, object]:
    """Fork the deed, kill it at its step or after its seconds; how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _child(order, writing)
            os._exit(0)
        except BaseException as error:  # noqa: BLE001  a child never returns into the loop of orders
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
    os.close(writing)
    seconds = order["seconds"]
    wait = REACHED_SECONDS if seconds is None else float(str(seconds))
    began = time.perf_counter()
    ready, _, _ = select.select([reading], [], [], wait)
    reached = bool(ready) and os.read(reading, 1) == b"x"
    lasted = time.perf_counter() - began
    os.close(reading)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return {"reached": reached, "code": os.waitstatus_to_exitcode(status), "seconds": lasted}


def obey() -> None:
    """Set Django and the deeds up once, then one killed child per order."""
    import django

    django.setup()
    do("")
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_killed(json.loads(line))) + "\n")
        sys.stdout.flush()


class Interrupter:
    """The process that waits for orders, as the tests speak to it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.worlds.interrupted"],
            env={**environment, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill(
        self,
        deed: str,
        *,
        database: str,
        step: str = "",
        seconds: float | None = None,
        unguarded: bool = False,
    ) -> dict[str, object]:
        """Start a deed and kill it: at a step, or after so many seconds. How it ended.

        `unguarded`: what was written before the step is kept, as if there were no transaction.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {
            "deed": deed,
            "database": database,
            "step": step,
            "seconds": seconds,
            "unguarded": unguarded,
        }
        print(json.dumps(order), file=self._process.stdin, flush=True)
        answer: dict[str, object] = json.loads(self._process.stdout.readline())
        return answer

    def dismiss(self) -> None:
        """No more orders."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(REACHED_SECONDS)
        self._process.stdout.close()


if __name__ == "__main__":
    obey()
