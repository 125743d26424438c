"""What must hold of a caisse after every step, whatever happened: sums, the reserve, the promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ecot.ledger.balances import balance, balances
from ecot.ledger.chart import AccountName, Code, sense
from ecot.operations.grants.queries import reserve_position
from ecot.oversight.promises import examine


@dataclass(slots=True)
class Expected:
    """What the world knows by itself: its money, what shops were paid, what the book says is granted."""

    money_cents: int
    shops_paid_cents: int = 0
    granted_cents: int = 0

    def paid_to_shops(self, cents: int) -> None:
        """Money left for the shops (below zero: it came back)."""
        self.shops_paid_cents += cents
        self.money_cents -= cents


def last_entry_id() -> int:
    """The number of the newest entry: two equal answers mean that the book did not grow."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM ledger_entry")
        return int(cursor.fetchone()[0])


def check_identities(expected: Expected) -> None:
    """No cent made or lost, every balance as its rows say."""
    wallets = balances(Code.WALLET)
    assert min(wallets.values(), default=0) >= 0
    owed, ordered = sum(balances(Code.OWED_TO_SHOP).values()), balance(AccountName(Code.ORDERED))
    given_back = balance(AccountName(Code.RETURNED))
    to_recover = sum(balances(Code.TO_RECOVER).values())
    out = sum(wallets.values()) + owed + ordered + given_back + expected.shops_paid_cents
    assert out == expected.granted_cents + to_recover, "Σ MonA out is what was granted"
    position = reserve_position()
    assert position.bank_cents + position.cash_cents == expected.money_cents
    assert position.reserve_cents == expected.money_cents - ordered
    assert position.outstanding_cents >= sum(wallets.values()) + max(0, owed)
    _check_every_balance()


def check_promises(day: date) -> None:
    """Whatever `ecot check` would tell on that day: no promise broken."""
    assert [kept for kept in examine(day) if not kept.ok] == []


def _check_every_balance() -> None:
    """Each account read as the product reads it (closings, kept balances) is the sum of all its rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, owner, sum(cents) FROM ("
            " SELECT credit_id AS account_id, amount_cents AS cents FROM ledger_transfer"
            " UNION ALL SELECT debit_id, -amount_cents FROM ledger_transfer) m"
            " JOIN ledger_account a ON a.id = m.account_id GROUP BY code, owner"
        )
        summed = {(code, owner): int(cents) for code, owner, cents in cursor.fetchall()}
    assert sum(summed.values()) == 0, "debits and credits are equal"
    read = {(code.value, owner): cents for code in Code for owner, cents in _raw(code).items()}
    assert {name: cents for name, cents in read.items() if cents} == {
        name: cents for name, cents in summed.items() if cents
    }


def _raw(code: Code) -> dict[str, int]:
    return {str(owner): sense(code) * cents for owner, cents in balances(code).items()}
