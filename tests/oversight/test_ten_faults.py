"""Ten faults, each planted straight in the database with its guards down: `ecot check --json` names each.

The book is a month lived, closed and sealed. A clever hand plants them: totals and kept balances follow
where it could make them follow. A sound book, and each fault alone, are asked through the command.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from typer.testing import CliRunner

from ecot.cli.main import app
from ecot.ledger import guards
from ecot.operations.grants.queries import reserve_position
from ecot.values import clock
from tests.builders.tampering import drop_unique_key, without_guards
from tests.databases.clones import Clone

TODAY = date(2026, 4, 2)
BROKEN = 1
SALE = "(SELECT min(id) FROM ledger_entry WHERE kind = 'till_payment')"
GRANT = "(SELECT id FROM ledger_entry WHERE kind = 'allocation' AND total_cents = 12000)"
WALLET = f"(SELECT min(debit_id) FROM ledger_transfer WHERE entry_id = {SALE})"
SHOP = f"(SELECT min(credit_id) FROM ledger_transfer WHERE entry_id = {SALE})"

BANK = "(SELECT id FROM ledger_account WHERE code = '512')"


def check() -> dict[str, Any]:
    """What the command answers to machines on that day."""
    with clock.moved(clock.at(TODAY)):
        result = CliRunner().invoke(app, ["check", "--json"], prog_name="ecot")
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer | {"exit": result.exit_code}


def value(select: str) -> int:
    """The one whole number that a statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {select}")
        return int(cursor.fetchone()[0])


def a_changed_amount() -> str:
    sale = value(SALE)
    without_guards(f"UPDATE ledger_transfer SET amount_cents = 1 WHERE entry_id = {sale}")
    return (
        f"écriture {sale} (till_payment) : 1 ligne(s) et 1250 centimes annoncés, 1 ligne(s) et 1 "
    )


def a_deleted_row() -> str:
    sale = value(SALE)
    without_guards(
        f"UPDATE ledger_account SET balance_cents = balance_cents + 1250 WHERE id = {WALLET};"
        f"UPDATE ledger_closingbalance SET balance_cents = balance_cents + 1250"
        f" WHERE account_id = {WALLET};"
        f"UPDATE ledger_closingbalance SET balance_cents = balance_cents - 1250"
        f" WHERE account_id = {SHOP};"
        f"DELETE FROM ledger_transfer WHERE entry_id = {sale};"
        f"DELETE FROM ledger_entry WHERE id = {sale}"
    )
    return f"écriture {sale} : scellé, et disparu du livre"


def a_balance_out_of_step() -> str:
    wallet = value(WALLET)
    without_guards(
        f"UPDATE ledger_account SET balance_cents = balance_cents + 1 WHERE id = {wallet}"
    )
    return f"compte {wallet} (household-"


def a_closing_out_of_step() -> str:
    without_guards(
        f"UPDATE ledger_closingbalance SET balance_cents = balance_cents + 1 WHERE account_id = {BANK}"
    )
    return f"clôture du mois 2026-03-01, compte {value(BANK)} : 1 centimes d’écart avec les lignes"


def an_allocation_other_than_the_rules() -> str:
    grant = value(GRANT)
    without_guards(
        f"UPDATE ledger_transfer SET amount_cents = amount_cents + 100 WHERE entry_id = {grant};"
        f"UPDATE ledger_entry SET total_cents = total_cents + 100 WHERE id = {grant};"
        "UPDATE ledger_account SET balance_cents = balance_cents + 100 WHERE id ="
        f" (SELECT credit_id FROM ledger_transfer WHERE entry_id = {grant})"
    )
    return f"allocation {grant} : 12100 centimes, la règle donne 12000"


def a_transfer_slipped_in_under_an_old_seal() -> str:
    sale = value(SALE)
    without_guards(
        "INSERT INTO ledger_transfer (entry_id, effective_on, debit_id, credit_id, amount_cents)"
        " SELECT entry_id, effective_on, debit_id, credit_id, 1 FROM ledger_transfer"
        f" WHERE entry_id = {sale};"
        f"UPDATE ledger_entry SET line_count = 2, total_cents = total_cents + 1 WHERE id = {sale};"
        f"UPDATE ledger_account SET balance_cents = balance_cents - 1 WHERE id = {WALLET};"
        "UPDATE ledger_closingbalance SET balance_cents = balance_cents - 1"
        f" WHERE account_id = {WALLET};"
        "UPDATE ledger_closingbalance SET balance_cents = balance_cents + 1"
        f" WHERE account_id = {SHOP}"
    )
    return f"écriture {sale} : son contenu n’est plus celui qui fut scellé"


def a_reserve_short_by_one_cent() -> str:
    short_cents = reserve_position().spare_cents + 1
    without_guards(
        f"UPDATE ledger_transfer SET amount_cents = amount_cents - {short_cents} WHERE id ="
        f" (SELECT min(id) FROM ledger_transfer WHERE debit_id = {BANK});"
        f"UPDATE ledger_closingbalance SET balance_cents = balance_cents + {short_cents}"
        f" WHERE account_id = {BANK}"
    )
    return "il manque 0,01"


def a_key_used_twice() -> str:
    drop_unique_key()
    key = "(SELECT key FROM ledger_entry WHERE id = {})"
    first = value(SALE)
    second = value(
        f"(SELECT min(id) FROM ledger_entry WHERE kind = 'till_payment' AND id > {first})"
    )
    without_guards(f"UPDATE ledger_entry SET key = {key.format(first)} WHERE id = {second}")
    return f"est écrite 2 fois (première écriture : {first})"


def a_row_in_a_closed_month() -> str:
    without_guards(
        "INSERT INTO ledger_entry (key, kind, actor, occurred_on, effective_on, posted_at, rules,"
        " evidence, digest, line_count, total_cents) SELECT 'late', kind, actor, occurred_on,"
        " effective_on, '2026-04-01 20:00:00', rules, evidence, digest, 1, 700 FROM ledger_entry"
        f" WHERE id = {SALE};"
        "INSERT INTO ledger_transfer (entry_id, effective_on, debit_id, credit_id, amount_cents)"
        " SELECT (SELECT max(id) FROM ledger_entry), effective_on, debit_id, credit_id, 700"
        f" FROM ledger_transfer WHERE entry_id = {SALE};"
        f"UPDATE ledger_account SET balance_cents = balance_cents - 700 WHERE id = {WALLET};"
        "UPDATE ledger_closingbalance SET balance_cents = balance_cents - 700"
        f" WHERE account_id = {WALLET};"
        "UPDATE ledger_closingbalance SET balance_cents = balance_cents + 700"
        f" WHERE account_id = {SHOP}"
    )
    late = value("max(id) FROM ledger_entry")
    return f"écriture {late} (till_payment) : entrée dans le mois 2026-03-01 après sa clôture"


def a_missing_trigger() -> str:
    name = next(each for each in guards.expected(connection.vendor).triggers if "entry" in each)
    on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
    return f"garde absente ou changée : {name}"


TEN: list[tuple[Callable[[], str], str]] = [
    (a_changed_amount, "append_only"),
    (a_deleted_row, "sealed"),
    (a_balance_out_of_step, "floors"),
    (a_closing_out_of_step, "append_only"),
    (an_allocation_other_than_the_rules, "voted_is_done"),
    (a_transfer_slipped_in_under_an_old_seal, "sealed"),
    (a_reserve_short_by_one_cent, "backed"),
    (a_key_used_twice, "once"),
    (a_row_in_a_closed_month, "append_only"),
    (a_missing_trigger, "append_only"),
]


def test_a_sound_book_is_told_so(march: Clone) -> None:
    answer = check()
    assert (answer["exit"], answer["ok"], len(answer["promises"])) == (0, True, 8)
    assert [each for each in answer["promises"] if not each["ok"]] == []


@pytest.mark.parametrize(("fault", "promise"), TEN, ids=[fault.__name__ for fault, _ in TEN])
def test_each_of_the_ten_is_named(fault: Callable[[], str], promise: str, march: Clone) -> None:
    words = fault()
    answer = check()
    assert (answer["exit"], answer["ok"]) == (BROKEN, False)
    (broken,) = [each for each in answer["promises"] if each["name"] == promise]
    assert not broken["ok"]
    assert words in broken["first_offender"], answer["promises"]
