"""Whether balances are the sums of the lines, and floors were kept. Reads only."""

from __future__ import annotations

from ecot.ledger import chart
from ecot.ledger.checks.looks import MOVES, look, month_of
from ecot.values.finding import Finding


def guarded_balances() -> Finding:
    """Each balance that is kept on its account is the sum of its lines since the first row."""
    return look(
        "SELECT count(*) FROM ledger_account WHERE balance_cents IS NOT NULL",
        "SELECT a.id, a.owner, a.balance_cents, COALESCE(m.cents, 0) FROM ledger_account a"
        f" LEFT JOIN (SELECT account_id, sum(cents) AS cents FROM {MOVES} AS moves"
        " GROUP BY account_id) m ON m.account_id = a.id"
        " WHERE a.balance_cents IS NOT NULL AND a.balance_cents <> COALESCE(m.cents, 0)"
        " ORDER BY a.id",
        "compte {0} ({1}) : solde gardé {2} centimes, somme des lignes {3}",
    )


def trial_balance() -> Finding:
    """All balances of a body, as the product reads them, add up to nothing.

    Read as `ledger/balances.py` does: what is kept on the account, or the last closing and the lines since.
    """
    since = f"{month_of('m.effective_on')} > (SELECT max(month) FROM ledger_closing)"
    return look(
        "SELECT count(*) FROM ledger_account",
        "SELECT a.body, sum(x.cents) FROM ("
        " SELECT id AS account_id, balance_cents AS cents FROM ledger_account"
        " UNION ALL SELECT b.account_id, b.balance_cents FROM ledger_closingbalance b"
        "  JOIN ledger_account g ON g.id = b.account_id AND g.balance_cents IS NULL"
        "  WHERE b.closing_id = (SELECT id FROM ledger_closing ORDER BY month DESC LIMIT 1)"
        f" UNION ALL SELECT m.account_id, m.cents FROM {MOVES} m"
        "  JOIN ledger_account g ON g.id = m.account_id AND g.balance_cents IS NULL"
        f"  WHERE {since} OR NOT EXISTS (SELECT 1 FROM ledger_closing)) x"
        " JOIN ledger_account a ON a.id = x.account_id"
        " GROUP BY a.body HAVING sum(x.cents) <> 0 ORDER BY 1",
        "organisme {0} : les soldes font ensemble {1} centimes, au lieu de 0",
    )


def floors_in_place() -> Finding:
    """Every wallet has its floor at 0 and stands on or above it; no other account has one."""
    codes = ", ".join(f"'{code.value}'" for code in sorted(chart.GUARDED))
    return look(
        "SELECT count(*) FROM ledger_account",
        "SELECT id, code, owner, COALESCE(floor_cents, 0), COALESCE(balance_cents, 0)"
        f" FROM ledger_account WHERE (code IN ({codes}) AND (floor_cents IS NULL OR floor_cents <> 0"
        f" OR balance_cents IS NULL OR balance_cents < 0)) OR (code NOT IN ({codes})"
        " AND (floor_cents IS NOT NULL OR balance_cents IS NOT NULL)) ORDER BY id",
        "compte {0} ({1} {2}) : plancher {3}, solde {4} centimes",
    )


def floors_never_crossed() -> Finding:
    """No wallet was below its floor after any entry, in the order of the book."""
    return look(
        f"SELECT count(*) FROM {MOVES} AS moves JOIN ledger_account a ON a.id = moves.account_id"
        " WHERE a.floor_cents IS NOT NULL",
        "SELECT r.entry_id, r.owner, r.standing FROM (SELECT m.entry_id, m.owner,"
        " sum(m.cents) OVER (PARTITION BY m.account_id ORDER BY m.entry_id) AS standing FROM ("
        "  SELECT moves.account_id, a.owner, moves.entry_id, sum(moves.cents) AS cents"
        f"  FROM {MOVES} AS moves JOIN ledger_account a ON a.id = moves.account_id"
        "  WHERE a.floor_cents IS NOT NULL GROUP BY moves.account_id, a.owner, moves.entry_id) m"
        ") r WHERE r.standing < 0 ORDER BY r.entry_id",
        "après l’écriture {0}, {1} était à {2} centimes",
    )
