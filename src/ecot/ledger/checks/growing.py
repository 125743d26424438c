"""Whether the book only grew: closings recomputed, closed months untouched, guards in place. Reads only."""

from __future__ import annotations

from collections import defaultdict

from django.db import connection

from ecot.ledger import guards
from ecot.ledger.checks.looks import look, month_of, rows
from ecot.ledger.closing import digest_of_balances
from ecot.values.finding import Finding


def closings_recomputed() -> Finding:
    """From one closing to the next, each account moved by exactly the lines of those months."""
    month = month_of("t.effective_on")
    when = f"CASE WHEN {month} < f.month THEN f.month ELSE {month} END"
    first = "(SELECT min(month) AS month, max(month) AS last FROM ledger_closing) f"
    moved = " UNION ALL ".join(
        f"SELECT {when}, t.{side}_id, {sign}t.amount_cents FROM ledger_transfer t, {first}"
        f" WHERE {month} <= f.last"
        for side, sign in (("credit", "-"), ("debit", ""))
    )
    return look(
        "SELECT count(*) FROM ledger_closingbalance",
        "SELECT m.month, m.account_id, sum(m.cents) FROM ("
        " SELECT c.month, b.account_id, b.balance_cents AS cents FROM ledger_closingbalance b"
        " JOIN ledger_closing c ON c.id = b.closing_id"
        " UNION ALL SELECT (SELECT min(n.month) FROM ledger_closing n WHERE n.month > c.month),"
        " b.account_id, -b.balance_cents FROM ledger_closingbalance b"
        " JOIN ledger_closing c ON c.id = b.closing_id"
        f" UNION ALL {moved}) m WHERE m.month IS NOT NULL"
        " GROUP BY m.month, m.account_id HAVING sum(m.cents) <> 0 ORDER BY 1, 2",
        "clôture du mois {0}, compte {1} : {2} centimes d’écart avec les lignes",
    )


def closings_sealed_by_digest() -> Finding:
    """Each closing's digest is that of its balances."""
    found: dict[object, list[tuple[int, int]]] = defaultdict(list)
    for closing_id, account_id, cents in rows(
        "SELECT closing_id, account_id, balance_cents FROM ledger_closingbalance"
        " ORDER BY closing_id, account_id"
    ):
        found[closing_id].append((int(str(account_id)), int(str(cents))))
    closings = rows("SELECT id, month, digest FROM ledger_closing ORDER BY month")
    for closing_id, month, digest in closings:
        if digest_of_balances(found[closing_id]) != digest:
            return Finding(
                len(closings), f"clôture du mois {month} : l’empreinte n’est pas celle des soldes"
            )
    return Finding(len(closings))


def closed_months_untouched() -> Finding:
    """No entry takes effect in a month that was closed before the entry was posted."""
    return look(
        "SELECT count(*) FROM ledger_entry WHERE effective_on <= (SELECT max(month) FROM ledger_closing)",
        "SELECT e.id, e.kind, c.month FROM ledger_entry e"
        f" JOIN ledger_closing c ON c.month = {month_of('e.effective_on')}"
        " WHERE e.posted_at > c.closed_at ORDER BY e.id",
        "écriture {0} ({1}) : entrée dans le mois {2} après sa clôture",
    )


def guards_in_place() -> Finding:
    """Every trigger and setting that keeps the book append-only stands, unchanged and switched on."""
    absent = guards.missing(connection)
    wanted = len(guards.expected(connection.vendor).triggers)
    return Finding(wanted, f"garde absente ou changée : {absent[0]}" if absent else "")
