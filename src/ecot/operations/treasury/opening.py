"""Moving in: balances of a day are read, reported, signed by a person, then posted once.

docs/algorithms/opening-balances.md. A posting that was killed goes on where it stopped; nobody ever
types a balance into the book.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from ecot.formats.spreadsheets import read_sheet
from ecot.ledger import recipes
from ecot.ledger.balances import balances
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import NewEntry, open_accounts, post_many
from ecot.operations.members.queries import household_references
from ecot.operations.shops.models import Shop
from ecot.operations.treasury import audit
from ecot.operations.treasury.amounts import check_day
from ecot.operations.treasury.models import AccountKind, BankAccount, Opening, OpeningLine
from ecot.operations.treasury.opening_file import (
    CODE_OF,
    Family,
    FileRead,
    Known,
    Problem,
    read_opening,
)
from ecot.operations.treasury.opening_report import Report, report_of
from ecot.operations.treasury.refusals import (
    ACCOUNT_ALREADY_OPENED,
    OPENING_ALREADY_SIGNED,
    OPENING_HAS_PROBLEMS,
    OPENING_NEEDS_NOTE,
    OPENING_NOT_SIGNED,
    OPENING_UNKNOWN,
)
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values import references
from ecot.values.act import Act
from ecot.values.month import day_in_words
from ecot.values.references import Owner
from ecot.values.refusal import RefusalError, Refused, refuse

LINES_AT_ONCE: Final = 200
LONGEST_NOTE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTotals:
    """What the old system's own papers say in all, in cents; typed, never taken from the file."""

    bank_cents: int
    wallets_cents: int
    shops_cents: int


@dataclass(frozen=True, slots=True)
class OpeningPosted:
    """How many accounts this call opened, and how many the moving-in has opened in all."""

    opened: int
    total: int


@deed
def prepare_opening(
    act: Act, *, opening_on: date, filename: str, content: bytes, controls: ControlTotals
) -> Report:
    """Read the spreadsheet and make the difference report; nothing enters the book."""
    check_day(act, opening_on)
    sheet = read_sheet(content)
    if isinstance(sheet, Refused):
        raise RefusalError(sheet)
    read = read_opening(sheet, _known())
    if isinstance(read, Refused):
        raise RefusalError(read)
    opening = Opening.objects.create(
        opening_on=opening_on,
        filename=filename[:200],
        file_digest=hashlib.sha256(content).hexdigest(),
        bank_control_cents=controls.bank_cents,
        wallets_control_cents=controls.wallets_cents,
        shops_control_cents=controls.shops_cents,
        zero_lines=read.zero_lines,
        problems=_problems_as_text(read.problems),
        prepared_by=act.actor,
        prepared_at=act.at,
    )
    _keep_lines(opening, read)
    record(
        act,
        audit.OPENING_PREPARED,
        subject=f"opening-{opening.pk}",
        day=day_in_words(opening_on),
        filename=opening.filename,
        lines=len(read.lines),
    )
    return report_of(opening)


@deed
def sign_opening(act: Act, *, opening_id: int, note: str = "") -> Report:
    """A person answers for the report; a difference with the control totals must be explained."""
    opening = _locked(opening_id)
    if opening.signed_at is not None:
        raise refuse(OPENING_ALREADY_SIGNED)
    report = report_of(opening)
    if report.problems:
        raise refuse(OPENING_HAS_PROBLEMS, count=len(report.problems))
    words = " ".join(note.split())[:LONGEST_NOTE]
    if report.differs and not words:
        raise refuse(OPENING_NEEDS_NOTE)
    opening.signed_by, opening.signed_at, opening.note = act.actor, act.at, words
    opening.save(update_fields=["signed_by", "signed_at", "note"])
    day = day_in_words(opening.opening_on)
    record(act, audit.OPENING_SIGNED, subject=f"opening-{opening.pk}", day=day, note=words)
    return report_of(opening)


def post_opening(act: Act, *, opening_id: int) -> OpeningPosted | Refused:
    """Open the accounts of a signed report, 200 in a transaction; run again, it goes on or does nothing."""
    opened = 0
    while True:
        some = _open_some(act, opening_id=opening_id)
        if isinstance(some, Refused):
            return some
        opened += some
        if some < LINES_AT_ONCE:
            break
    total = OpeningLine.objects.filter(opening_id=opening_id, entry_id__isnull=False).count()
    return OpeningPosted(opened, total)


@deed
def _open_some(act: Act, *, opening_id: int) -> int:
    """Open the next accounts, all or none; how many."""
    opening = _locked(opening_id)
    if opening.signed_at is None:
        raise refuse(OPENING_NOT_SIGNED)
    waiting = opening.lines.filter(entry_id=None).order_by("position")
    lines = list(waiting[:LINES_AT_ONCE])
    _check_still_empty(lines)
    open_accounts(_name(line) for line in lines)
    entries = [
        NewEntry(
            act.keyed(
                f"opening:{opening.pk}:{line.position}",
                account=f"{line.code} {line.owner}",
                amount_cents=line.amount_cents,
                opening_on=opening.opening_on,
            ),
            EntryKind.OPENING_BALANCE,
            recipes.opening_balance(_name(line), line.amount_cents),
            occurred_on=opening.opening_on,
            evidence={"file": opening.file_digest, "line": line.position},
        )
        for line in lines
    ]
    for line, posted in zip(lines, post_many(entries), strict=True):
        line.entry_id = posted.entry_id
    OpeningLine.objects.bulk_update(lines, ["entry_id"])
    return len(lines)


def _locked(opening_id: int) -> Opening:
    opening = Opening.objects.select_for_update(no_key=True).filter(pk=opening_id).first()
    if opening is None:
        raise refuse(OPENING_UNKNOWN)
    return opening


def _check_still_empty(lines: list[OpeningLine]) -> None:
    held = {code: balances(Code(code)) for code in {line.code for line in lines}}
    for line in lines:
        if held[line.code].get(Owner(line.owner), 0):
            raise refuse(ACCOUNT_ALREADY_OPENED, number=line.number)


def _name(line: OpeningLine) -> AccountName:
    return AccountName(Code(line.code), Owner(line.owner))


def _known() -> Known:
    """Every account that may be opened, and what it holds now: eight queries."""
    money: dict[AccountKind, dict[str, Owner]] = {AccountKind.BANK: {}, AccountKind.DESK: {}}
    for slug, kind in BankAccount.objects.values_list("slug", "kind"):
        money[AccountKind(kind)][slug] = references.bank(slug)
    shops = Shop.objects.values_list("number", "id")
    return Known(
        owners={
            Family.BANK: money[AccountKind.BANK],
            Family.DESK: money[AccountKind.DESK],
            Family.HOUSEHOLD: {
                number: references.household(identity)
                for number, identity in household_references().items()
            },
            Family.SHOP: {number: references.shop(identity) for number, identity in shops},
        },
        balances={
            (family, owner): cents
            for family, code in CODE_OF.items()
            for owner, cents in balances(code).items()
        },
    )


def _keep_lines(opening: Opening, read: FileRead) -> None:
    OpeningLine.objects.bulk_create(
        [
            OpeningLine(
                opening=opening,
                position=line.line,
                code=CODE_OF[line.family].value,
                owner=line.owner,
                number=line.number,
                amount_cents=line.amount_cents,
            )
            for line in read.lines
        ],
        batch_size=500,
    )


def _problems_as_text(problems: tuple[Problem, ...]) -> str:
    rows = [
        {
            "line": problem.line,
            "code": problem.refused.code,
            "sentence": problem.refused.reason.sentence,
            "facts": dict(problem.refused.facts),
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, default=str)
