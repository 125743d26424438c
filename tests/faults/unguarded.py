"""`ecot serve`, whole or without one named guard: the controls of the tests of faults.

    python -m tests.faults.unguarded [GUARD]

Only these tests run it. The workers are forked from this process, and so lack the same guard.
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from typing import Final


def without_the_wallet_lock() -> None:
    """The balance is read without taking the wallet: two tills see the same money."""
    from django.db import connections

    from ecot.ledger.balances import wallet_balance
    from ecot.operations.till import actions

    vars(actions)["lock_wallet"] = wallet_balance
    book = connections.databases["default"]
    if book["ENGINE"].endswith("sqlite3"):
        book["OPTIONS"]["transaction_mode"] = "DEFERRED"


def without_the_key() -> None:
    """The key that a till sends is not looked at: each request is a new one."""
    from ecot.api.asking import Till

    real = Till.act

    def act(self: Till, request: object, **body: object) -> object:
        return real(Till(self.point_of_sale_id, uuid.uuid4().hex), request, **body)  # type: ignore[arg-type]  # a request, handed on

    Till.act = act  # type: ignore[method-assign, assignment]  # the guard is taken away


GUARDS: Final[dict[str, Callable[[], None]]] = {
    "lock": without_the_wallet_lock,
    "key": without_the_key,
}


def main() -> None:
    """Serve."""
    from ecot.cli import ticking
    from ecot.cli.house import enter
    from ecot.cli.main import app

    enter()
    vars(ticking)["ticking"] = (
        nullcontext  # what falls due has its own tests; here it would cost each start
    )
    for name in filter(None, sys.argv[1:]):
        GUARDS[name]()
    sys.argv[1:] = ["serve"]
    app(prog_name="ecot")


if __name__ == "__main__":
    main()
