"""The only pen of the book: nothing else inserts an entry or a transfer.

Deeds of `operations` call `replay`, then `locking.lock_wallet`, then `post` or `post_many`, inside their own
transaction. The insert is the payment: a database trigger moves guarded balances. No rule enters here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache, partial
from typing import TypeVar

from django.db import DatabaseError, IntegrityError, connection

from ecot.ledger import refusals
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.recipes import Line, Lines, reversal
from ecot.ledger.resolving import Known, day, known_columns, later_day, resolve, told
from ecot.ledger.sealing import ENTRY, entry_sealed
from ecot.records.asking import Question, Row
from ecot.records.sealing.pen import commit, make_keys
from ecot.records.sealing.salting import Sealable
from ecot.records.statements import said
from ecot.values.act import Act, canonical
from ecot.values.refusal import AgainError, refuse

T = TypeVar("T")
SqlValue = str | int | date | None
Written = tuple[int, date | str, tuple[SqlValue, ...]]
"""An entry's number, the day it takes effect, and what else was asked of it."""
ROWS_AT_ONCE = 1_000
_TOLD = "id, kind, occurred_on, effective_on, total_cents, evidence, digest"
_REVERSED_TWICE = ("reversed_once", "ledger_entry.reverses_id")
_KEY_TAKEN = ("ledger_entry_key", "ledger_entry.key")
"""How PostgreSQL and SQLite name the two unique constraints of an entry."""
_MONTH_CLOSED = "month closed"
"""What the database says of a row that comes just after the closing of its month."""
_NO_RULES: Mapping[str, int] = {}
_NO_EVIDENCE: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry of the book as its asker learns it; `replayed` when it stood there already."""

    entry_id: int
    key: str
    kind: str
    occurred_on: date
    effective_on: date
    total_cents: int
    evidence: Mapping[str, object]
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to write: the act that asks, its kind, its lines, what it rests on."""

    act: Act
    kind: EntryKind
    lines: Lines
    occurred_on: date | None = None
    rules: Mapping[str, int] = field(default_factory=dict)
    evidence: Mapping[str, object] = field(default_factory=dict)
    reverses: int | None = None
    refunds: int | None = None
    rules_text: str = field(init=False)
    evidence_text: str = field(init=False)

    def __post_init__(self) -> None:
        """Write its two texts once: the book keeps them, the seal commits to them."""
        object.__setattr__(self, "rules_text", canonical(self.rules))
        object.__setattr__(self, "evidence_text", canonical(self.evidence))


def replay(act: Act) -> Posted | None:
    """The entry that this act already wrote, or nothing. First stop of every money deed.

    Of two equal requests at once the second waits here until the first is written: it would
    otherwise wait for the wallet, find the money gone, and be refused what was done. Refuses KEY_REUSED when the key stands in the book under another request.
    """
    known = (
        "ledger_known(%s)" if connection.vendor == "postgresql" else "ledger_entry WHERE key = %s"
    )
    found = said(f"SELECT {_TOLD} FROM {known}", [act.key])
    return _replayed(act, found[0]) if found else None


def replay_question(act: Act) -> Question[Posted]:
    """The same, asked together with other rooms' questions, by a deed that has taken nothing yet.

    It waits for nobody: a lost race for the key is seen when the entry is written. Refuses KEY_REUSED.
    """
    sql = f"SELECT {_TOLD} FROM ledger_entry WHERE key = %s"
    return Question(sql, 7, partial(_replayed, act), (act.key,))


def _replayed(act: Act, row: Row) -> Posted:
    entry_id, kind, occurred_on, effective_on, total_cents, evidence, digest = row
    if digest != act.digest:
        raise refuse(refusals.KEY_REUSED)
    return Posted(
        entry_id=int(str(entry_id)),
        key=act.key,
        kind=str(kind),
        occurred_on=day(occurred_on),
        effective_on=day(effective_on),
        total_cents=int(str(total_cents)),
        evidence=json.loads(str(evidence)),
        replayed=True,
    )


def replayed_keys(keys: Sequence[str]) -> frozenset[str]:
    """Which of these keys stand in the book already: a run asks it before it writes its lines."""
    found: set[str] = set()
    for some in _batches(keys):
        rows = said(f"SELECT key FROM ledger_entry WHERE key IN ({_holes(len(some))})", some)
        found.update(row[0] for row in rows)
    return frozenset(found)


def open_accounts(names: Iterable[AccountName]) -> None:
    """Open the accounts that do not stand yet: born at 0, a wallet with its floor at 0.

    With a wallet comes the key of its owner's salts.
    """
    wanted = sorted(set(names))
    make_keys({name.owner for name in wanted if name.is_guarded})
    for some in _batches(wanted, ROWS_AT_ONCE):
        values: list[SqlValue] = []
        for name in some:
            floor = 0 if name.is_guarded else None
            values += [name.body, name.code.value, name.owner, floor, floor]
        rows = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
        said(
            "INSERT INTO ledger_account (body, code, owner, floor_cents, balance_cents)"
            f" VALUES {rows} ON CONFLICT (body, code, owner) DO NOTHING",
            values,
        )


def post(
    act: Act,
    kind: EntryKind,
    lines: Lines,
    *,
    occurred_on: date | None = None,
    rules: Mapping[str, int] = _NO_RULES,
    evidence: Mapping[str, object] = _NO_EVIDENCE,
    reverses: int | None = None,
    refunds: int | None = None,
) -> Posted:
    """Write one entry and its lines under the act's key.

    It takes effect on the later of its real day and the first day that is still open.
    Refuses BELOW_FLOOR; raises `AgainError` when another transaction took the key first.
    """
    entry = NewEntry(act, kind, lines, occurred_on, rules, evidence, reverses, refunds)
    return post_many([entry])[0]


def post_many(entries: Sequence[NewEntry]) -> list[Posted]:
    """Write many entries, each under its own key, all or none. Refusals as `post`."""
    if not entries:
        return []
    posted: list[Posted] = []
    if len(entries) == 1:
        one, known = _insert_entry(entries[0])
        posted.append(one)
    else:
        names = _names(entries)
        known = _opened(names, resolve(names))
        for some in _batches(entries):
            posted += _insert_entries(some, known.open_from)
    try:
        _insert_transfers(entries, posted, known.ids)
    except IntegrityError as error:
        if "above_floor" in str(error):
            raise refuse(refusals.BELOW_FLOOR) from error
        raise
    sealed = [_sealed(entry, done) for entry, done in zip(entries, posted, strict=True)]
    commit(ENTRY, sealed, known.keys)
    return posted


def reverse(
    act: Act, entry_id: int, *, kind: EntryKind = EntryKind.REVERSAL, reason: str = ""
) -> Posted:
    """Undo an entry whole, once, by its mirror. Refuses what is unknown, reversed, or a reversal."""
    found = said("SELECT kind, reverses_id FROM ledger_entry WHERE id = %s", [entry_id])
    if not found:
        raise refuse(refusals.UNKNOWN_ENTRY)
    reversed_kind, reverses_id = found[0]
    if reverses_id is not None:
        raise refuse(refusals.REVERSAL_IS_FINAL)
    if said("SELECT 1 FROM ledger_entry WHERE reverses_id = %s", [entry_id]):
        raise refuse(refusals.ALREADY_REVERSED)
    evidence = {"reason": reason, "reversed_kind": reversed_kind}
    return post(act, kind, reversal(lines_of(entry_id)), evidence=evidence, reverses=entry_id)


def lines_of(entry_id: int) -> Lines:
    """The lines of an entry, in the order in which they were written."""
    rows = said(
        "SELECT d.code, d.owner, d.body, c.code, c.owner, c.body, t.amount_cents"
        " FROM ledger_transfer t JOIN ledger_account d ON d.id = t.debit_id"
        " JOIN ledger_account c ON c.id = t.credit_id WHERE t.entry_id = %s ORDER BY t.id",
        [entry_id],
    )
    return tuple(
        Line(AccountName(Code(r[0]), r[1], r[2]), AccountName(Code(r[3]), r[4], r[5]), r[6])
        for r in rows
    )


def _names(entries: Iterable[NewEntry]) -> set[AccountName]:
    lines = (line for entry in entries for line in entry.lines)
    return {name for line in lines for name in (line.debit, line.credit)}


def _opened(names: set[AccountName], known: Known) -> Known:
    """What is known, once the accounts that do not stand yet are opened. Refuses UNKNOWN_WALLET."""
    absent = names - known.ids.keys()
    if not absent:
        return known
    if any(name.is_guarded for name in absent):
        raise refuse(refusals.UNKNOWN_WALLET)
    open_accounts(absent)
    return resolve(names)


def _insert_entry(entry: NewEntry) -> tuple[Posted, Known]:
    """Write an entry and learn of its accounts: one statement, because a till waits for it."""
    names = sorted(_names([entry]))
    columns, values = known_columns(names)
    holes = f"(%s, %s, %s, %s, {later_day()}, {_holes(8)})"
    returned = f"RETURNING id, effective_on, {columns}"
    every = [*_entry_values(entry, None), *values]
    ((entry_id, effective_on, found),) = _inserted(f"{holes} {returned}", every)
    return _posted(entry, entry_id, effective_on), _opened(set(names), told(names, found))


def _insert_entries(entries: Sequence[NewEntry], open_from: date | None) -> list[Posted]:
    rows = ", ".join([f"({_holes(13)})"] * len(entries))
    values = [value for entry in entries for value in _entry_values(entry, open_from)]
    made = {}
    for entry_id, effective_on, (key,) in _inserted(
        f"{rows} RETURNING id, effective_on, key", values
    ):
        made[key] = (entry_id, effective_on)
    return [_posted(entry, *made[entry.act.key]) for entry in entries]


def _inserted(rows: str, values: Sequence[SqlValue]) -> list[Written]:
    """Write entries; what they return. Refuses ALREADY_REVERSED; `AgainError` when a race was lost."""
    columns = (
        "key, kind, actor, occurred_on, effective_on, posted_at, rules, evidence, digest,"
        " line_count, total_cents, reverses_id, refunds_id"
    )
    try:
        found = said(f"INSERT INTO ledger_entry ({columns}) VALUES {rows}", values)
    except IntegrityError as error:
        if any(name in str(error) for name in _REVERSED_TWICE):
            raise refuse(refusals.ALREADY_REVERSED) from error
        if any(name in str(error) for name in _KEY_TAKEN):
            raise AgainError from error
        raise
    except DatabaseError as error:
        if _MONTH_CLOSED in str(error):
            raise AgainError from error
        raise
    return [(row[0], row[1], row[2:]) for row in found]


def _posted(entry: NewEntry, entry_id: int, effective_on: date | str) -> Posted:
    return Posted(
        entry_id=entry_id,
        key=entry.act.key,
        kind=entry.kind,
        occurred_on=entry.occurred_on or entry.act.on,
        effective_on=day(effective_on),
        total_cents=sum(line.amount_cents for line in entry.lines),
        evidence=entry.evidence,
    )


def _entry_values(entry: NewEntry, open_from: date | None) -> list[SqlValue]:
    assert entry.act.key, "a money deed has a key"
    assert entry.lines, "an entry moves money"
    occurred_on = entry.occurred_on or entry.act.on
    effective_on = occurred_on if open_from is None else max(occurred_on, open_from)
    return [
        entry.act.key,
        entry.kind.value,
        entry.act.actor,
        occurred_on,
        effective_on,
        _instant(entry.act.at),
        entry.rules_text,
        entry.evidence_text,
        entry.act.digest,
        len(entry.lines),
        sum(line.amount_cents for line in entry.lines),
        entry.reverses,
        entry.refunds,
    ]


@lru_cache(maxsize=64)
def _instant(at: datetime) -> SqlValue:
    """An instant as the driver takes it: a whole run bears one."""
    return connection.ops.adapt_datetimefield_value(at)


def _sealed(entry: NewEntry, done: Posted) -> Sealable:
    facts = (
        entry.act.key,
        entry.kind.value,
        entry.act.actor,
        done.occurred_on,
        done.effective_on,
        entry.rules_text,
        entry.evidence_text,
        entry.act.digest,
        entry.reverses,
        entry.refunds,
    )
    lines = [(line.debit.text, line.credit.text, line.amount_cents) for line in entry.lines]
    return entry_sealed(done.entry_id, facts=facts, posted_at=entry.act.at, lines=lines)


def _insert_transfers(
    entries: Sequence[NewEntry], posted: Sequence[Posted], ids: Mapping[AccountName, int]
) -> None:
    rows = [
        (done.entry_id, done.effective_on, ids[line.debit], ids[line.credit], line.amount_cents)
        for entry, done in zip(entries, posted, strict=True)
        for line in entry.lines
    ]
    for some in _batches(rows):
        holes = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
        said(
            "INSERT INTO ledger_transfer (entry_id, effective_on, debit_id, credit_id, amount_cents)"
            f" VALUES {holes}",
            [value for row in some for value in row],
        )


def _batches(rows: Sequence[T], size: int = ROWS_AT_ONCE) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _holes(count: int) -> str:
    return ", ".join(["%s"] * count)
