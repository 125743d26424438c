"""Whether each entry stands whole, once, as its recipe writes it. Reads only."""

from __future__ import annotations

from django.db import connection

from ecot.ledger.checks.looks import ENTRIES, TRANSFERS, look, rows
from ecot.ledger.kinds import EntryKind
from ecot.ledger.shapes import SHAPES
from ecot.values.finding import Finding


def keys_once() -> Finding:
    """Every key stands once, whether or not its unique index is still there."""
    return look(
        ENTRIES,
        "SELECT key, count(*), min(id) FROM ledger_entry GROUP BY key HAVING count(*) > 1 ORDER BY 3",
        "la clé {0} est écrite {1} fois (première écriture : {2})",
    )


def reversed_once() -> Finding:
    """An entry is reversed once at most, by an entry that comes after it."""
    return look(
        "SELECT count(*) FROM ledger_entry WHERE reverses_id IS NOT NULL",
        "SELECT r.reverses_id, count(*) FROM ledger_entry r"
        " LEFT JOIN ledger_entry e ON e.id = r.reverses_id WHERE r.reverses_id IS NOT NULL"
        " GROUP BY r.reverses_id HAVING count(*) > 1 OR max(e.id) IS NULL OR min(r.id) <= max(e.id)"
        " ORDER BY 1",
        "l’écriture {0} est annulée {1} fois, ou avant d’avoir été écrite",
    )


def refunds_within_sales() -> Finding:
    """What is given back of a sale, reversed refunds left out, never exceeds the sale."""
    return look(
        "SELECT count(*) FROM ledger_entry WHERE refunds_id IS NOT NULL",
        "SELECT s.id, s.total_cents, sum(r.total_cents) FROM ledger_entry r"
        " JOIN ledger_entry s ON s.id = r.refunds_id"
        " LEFT JOIN ledger_entry u ON u.reverses_id = r.id WHERE u.id IS NULL"
        " GROUP BY s.id, s.total_cents HAVING sum(r.total_cents) > s.total_cents ORDER BY s.id",
        "vente {0} de {1} centimes : {2} centimes rendus",
    )


def entries_complete() -> Finding:
    """Each entry has as many lines, for as many cents and on the same day, as it says."""
    return look(
        ENTRIES,
        "SELECT e.id, e.kind, e.line_count, e.total_cents, COALESCE(t.line_rows, 0),"
        " COALESCE(t.cents, 0) FROM ledger_entry e LEFT JOIN ("
        "  SELECT entry_id, count(*) AS line_rows, sum(amount_cents) AS cents,"
        "  min(effective_on) AS first_on, max(effective_on) AS last_on"
        "  FROM ledger_transfer GROUP BY entry_id) t ON t.entry_id = e.id"
        " WHERE t.entry_id IS NULL OR t.line_rows <> e.line_count OR t.cents <> e.total_cents"
        " OR t.first_on <> e.effective_on OR t.last_on <> e.effective_on ORDER BY e.id",
        "écriture {0} ({1}) : {2} ligne(s) et {3} centimes annoncés,"
        " {4} ligne(s) et {5} centimes trouvés, ou un autre jour",
    )


def lines_anchored() -> Finding:
    """Each line belongs to an entry and moves a positive amount between two accounts of one body."""
    return look(
        TRANSFERS,
        "SELECT t.id, t.entry_id FROM ledger_transfer t"
        " LEFT JOIN ledger_entry e ON e.id = t.entry_id"
        " LEFT JOIN ledger_account d ON d.id = t.debit_id"
        " LEFT JOIN ledger_account c ON c.id = t.credit_id"
        " WHERE e.id IS NULL OR d.id IS NULL OR c.id IS NULL OR d.body <> c.body OR d.id = c.id"
        " OR t.amount_cents < 1 ORDER BY t.id",
        "ligne {0} : sans écriture {1}, sans compte, ou entre deux organismes",
    )


def numbers_follow() -> Finding:
    """On SQLite entries are numbered without a gap, so that a deleted one is missed.

    PostgreSQL leaves gaps by design (a refused entry takes a number): nothing is said there.
    """
    if connection.vendor != "sqlite":
        return Finding(0)
    return look(
        ENTRIES,
        "SELECT found.rows_found, found.last_id, s.seq FROM"
        " (SELECT count(*) AS rows_found, COALESCE(max(id), 0) AS last_id FROM ledger_entry) found"
        " LEFT JOIN sqlite_sequence s ON s.name = 'ledger_entry'"
        " WHERE found.rows_found <> found.last_id OR found.last_id <> COALESCE(s.seq, 0)",
        "{0} écritures, mais la dernière porte le numéro {1} et {2} numéros ont été donnés",
    )


def lines_as_recipes_write() -> Finding:
    """Each line goes between the account families that the recipe of its kind names."""
    checked = 0
    for kind, debit, credit, lines, first in rows(
        "SELECT e.kind, d.code, c.code, count(*), min(e.id) FROM ledger_transfer t"
        " JOIN ledger_entry e ON e.id = t.entry_id JOIN ledger_account d ON d.id = t.debit_id"
        " JOIN ledger_account c ON c.id = t.credit_id WHERE e.kind <> 'reversal'"
        " GROUP BY e.kind, d.code, c.code ORDER BY 5"
    ):
        checked += int(str(lines))
        allowed = SHAPES.get(EntryKind(str(kind))) if str(kind) in set(EntryKind) else None
        if allowed is None or not allowed(str(debit), str(credit)):
            return Finding(
                checked, f"écriture {first} ({kind}) : aucune recette n’écrit {debit} → {credit}"
            )
    return Finding(checked)


def reversals_mirror() -> Finding:
    """A reversal is the exact mirror of the entry that it undoes."""
    return look(
        "SELECT count(*) FROM ledger_entry WHERE kind = 'reversal'",
        "SELECT m.entry_id, m.undone FROM ("
        " SELECT r.id AS entry_id, r.reverses_id AS undone, t.debit_id AS one, t.credit_id AS other,"
        " t.amount_cents AS cents, 1 AS found FROM ledger_entry r"
        " JOIN ledger_transfer t ON t.entry_id = r.id WHERE r.kind = 'reversal'"
        " UNION ALL SELECT r.id, r.reverses_id, t.credit_id, t.debit_id, t.amount_cents, -1"
        " FROM ledger_entry r JOIN ledger_transfer t ON t.entry_id = r.reverses_id"
        " WHERE r.kind = 'reversal') m GROUP BY m.entry_id, m.undone, m.one, m.other, m.cents"
        " HAVING sum(m.found) <> 0 ORDER BY m.entry_id",
        "l’annulation {0} n’est pas le miroir de l’écriture {1}",
    )
