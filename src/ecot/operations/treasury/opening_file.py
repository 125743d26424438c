"""The spreadsheet of a moving-in, line by line: docs/algorithms/opening-balances.md §1 and §2.

Called by `opening`. Every line is judged by itself; what is known of accounts and balances comes in
as `Known`, so that nothing is asked of the database here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ecot.formats.spreadsheets import Sheet
from ecot.ledger.chart import Code
from ecot.operations.treasury.refusals import (
    OPENING_BALANCE_NOT_ZERO,
    OPENING_COLUMNS_MISSING,
    OPENING_EMPTY,
    OPENING_KIND_UNKNOWN,
    OPENING_NEGATIVE,
    OPENING_NUMBER_UNKNOWN,
    OPENING_TWICE,
)
from ecot.values.money import MINUS, format_euros, parse_amount
from ecot.values.numbers import parse_member_number, parse_shop_number
from ecot.values.references import Owner
from ecot.values.refusal import Refused


class Family(StrEnum):
    """The kinds of accounts that a caisse brings with it, as the spreadsheet names them."""

    BANK = "banque"
    DESK = "caisse"
    HOUSEHOLD = "foyer"
    SHOP = "commerce"


CODE_OF: Final[Mapping[Family, Code]] = {
    Family.BANK: Code.BANK,
    Family.DESK: Code.CASH,
    Family.HOUSEHOLD: Code.WALLET,
    Family.SHOP: Code.OWED_TO_SHOP,
}
MAY_BE_NEGATIVE: Final = frozenset({Family.BANK, Family.SHOP})
COLUMNS: Final[Mapping[str, str]] = {"compte": "compte", "numero": "numéro", "montant": "montant"}
_SHOWN: Final = 40
_PRINTED: Final[Mapping[Family, Callable[[str], str | Refused]]] = {
    Family.HOUSEHOLD: parse_member_number,
    Family.SHOP: parse_shop_number,
}


@dataclass(frozen=True, slots=True)
class Known:
    """The accounts that may be opened, by the number that people write, and what they hold now."""

    owners: Mapping[Family, Mapping[str, Owner]]
    balances: Mapping[tuple[Family, Owner], int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A sound line: whose account, how it is numbered, its balance in cents (never 0)."""

    line: int
    family: Family
    owner: Owner
    number: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A line to put right, by its number in the file."""

    line: int
    refused: Refused


@dataclass(frozen=True, slots=True)
class FileRead:
    """The sound lines, how many bring nothing, and what is to be put right."""

    lines: tuple[Opened, ...]
    zero_lines: int
    problems: tuple[Problem, ...]


def read_opening(sheet: Sheet, known: Known) -> FileRead | Refused:
    """Judge each line of the file; refused whole only without its columns or without a line."""
    missing = [name for header, name in COLUMNS.items() if header not in sheet.headers]
    if missing:
        return Refused(OPENING_COLUMNS_MISSING, {"columns": ", ".join(missing)})
    if not sheet.rows:
        return Refused(OPENING_EMPTY)
    seen: dict[tuple[Family, Owner], int] = {}
    lines: list[Opened] = []
    problems: list[Problem] = []
    for line, cells in sheet.records():
        read = _read_line(line, cells, known=known, seen=seen)
        if isinstance(read, Refused):
            problems.append(Problem(line, read))
        else:
            seen[read.family, read.owner] = line
            lines.append(read)
    sound = tuple(line for line in lines if line.amount_cents)
    return FileRead(sound, len(lines) - len(sound), tuple(problems))


def _read_line(
    line: int, cells: Mapping[str, str], *, known: Known, seen: Mapping[tuple[Family, Owner], int]
) -> Opened | Refused:
    kind, typed = cells["compte"].casefold(), cells["numero"]
    if kind not in set(Family):
        return Refused(OPENING_KIND_UNKNOWN, {"typed": cells["compte"][:_SHOWN]})
    family = Family(kind)
    owner = _owner_of(family, typed, known)
    if isinstance(owner, Refused):
        return owner
    shown = typed[:_SHOWN]
    if (family, owner) in seen:
        return Refused(OPENING_TWICE, {"typed": shown, "line": seen[family, owner]})
    amount_cents = _signed_amount(family, cells["montant"])
    if isinstance(amount_cents, Refused):
        return amount_cents
    balance_cents = known.balances.get((family, owner), 0)
    if balance_cents and amount_cents:
        facts = {"balance": format_euros(balance_cents), "typed": shown}
        return Refused(OPENING_BALANCE_NOT_ZERO, facts)
    return Opened(line, family, owner, shown, amount_cents)


def _owner_of(family: Family, typed: str, known: Known) -> Owner | Refused:
    """The owner by the number as it is written, or as it is printed on the card or agreement."""
    owners = known.owners[family]
    if typed in owners:
        return owners[typed]
    unknown = Refused(OPENING_NUMBER_UNKNOWN, {"kind": family.value, "typed": typed[:_SHOWN]})
    if family not in _PRINTED:
        return unknown
    number = _PRINTED[family](typed)
    return number if isinstance(number, Refused) else owners.get(number, unknown)


def _signed_amount(family: Family, typed: str) -> int | Refused:
    text = typed.strip()
    is_negative = text[:1] in ("-", MINUS)
    if is_negative and family not in MAY_BE_NEGATIVE:
        return Refused(OPENING_NEGATIVE, {"typed": text[:_SHOWN]})
    amount_cents = parse_amount(text[1:] if is_negative else text)
    if isinstance(amount_cents, Refused):
        return amount_cents
    return -amount_cents if is_negative else amount_cents
