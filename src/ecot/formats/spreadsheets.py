"""Tables that people send and take away: CSV, XLSX and ODS read, CSV and XLSX written.

Called by the imports and exports of every room. A file is judged by its content, never by its
name; whatever is too large is refused before it is opened (`archives.py`); every cell is read as
text, and no text that is written can start a formula. What columns mean never enters here.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter

from ecot.formats import refusals
from ecot.formats.archives import looks_like_archive
from ecot.formats.text_files import decoded
from ecot.formats.workbooks import read_workbook
from ecot.values.refusal import Refused

ROWS_MAX = 20_000
COLUMNS_MAX = 100
CELL_MAX = 5_000
BYTES_MAX = 20_000_000

SEPARATORS = ";,\t"
SEPARATOR_NAMES = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "": "cellules"}
_ACTIVE = "=+-@\t\r\n＝＋－＠"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number in the file (the headers are line 1 or more), its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was read: folded headers, rows, and how the file was understood.

    `headers` are without accents, case or punctuation (`Année de naissance` is `annee de naissance`);
    every row has as many cells as there are headers. `encoding` is the name of the text's encoding,
    or `xlsx` or `ods`; `separator` is empty for these.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    separator: str

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row as its line number and its cells by header."""
        for row in self.rows:
            yield row.line, dict(zip(self.headers, row.cells, strict=True))

    @property
    def sentence(self) -> str:
        """How the file was understood, in French, so that a person can contradict it."""
        return f"Fichier lu en {self.encoding}, colonnes séparées par : {SEPARATOR_NAMES[self.separator]}."


def read_sheet(content: bytes, *, rows_max: int = ROWS_MAX) -> Sheet | Refused:
    """Read the first sheet of a CSV, XLSX or ODS file; all of it or nothing.

    Refused, with the line where there is one: empty, too heavy, too many rows, columns or
    characters, an old Excel file, a broken or swollen archive, an unknown or mixed encoding,
    unclosed quotes, a row longer than the headers, a header missing or twice.
    """
    if len(content) > BYTES_MAX:
        return Refused(refusals.FILE_TOO_HEAVY, {"limit": BYTES_MAX // 1_000_000})
    if not content.strip():
        return Refused(refusals.FILE_EMPTY)
    if content.startswith(_OLD_EXCEL):
        return Refused(refusals.OLD_EXCEL)
    if looks_like_archive(content):
        return _read_workbook(content, rows_max)
    return _read_text(content, rows_max)


def fold_header(text: str) -> str:
    """A header as it is compared: no accent, no case, words separated by one space."""
    spread = unicodedata.normalize("NFKD", text.replace("\u2019", "'").casefold())
    letters = (c if c.isalnum() else " " for c in spread if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """A CSV that French office software opens by itself: UTF-8 with mark, semicolons, all quoted.

    A text that could start a formula gets an apostrophe in front, which `read_sheet` takes away.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([neutralised(header) for header in headers])
    for row in rows:
        writer.writerow([cell if isinstance(cell, int) else neutralised(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def write_xlsx(headers: Sequence[str], rows: Iterable[Sequence[str | int]], *, title: str) -> bytes:
    """An XLSX of one sheet; texts stay texts: no formula, no link, no number made from a text."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as workbook:
        sheet = workbook.add_worksheet(_sheet_title(title))
        bold = workbook.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header, bold)
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell)
                else:
                    sheet.write_string(line, column, cell)
    return buffer.getvalue()


def neutralised(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `plain` is the way back."""
    return f"'{text}" if text.lstrip("' ").startswith(tuple(_ACTIVE)) else text


def plain(text: str) -> str:
    """A text without the apostrophe that `neutralised` put in front of it."""
    return text[1:] if text.startswith("'") and neutralised(text[1:]) == text else text


def _read_text(content: bytes, rows_max: int) -> Sheet | Refused:
    text = decoded(content)
    if isinstance(text, Refused):
        return text
    first_line = next((line for line in text.text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first_line.count)
    reader = csv.reader(io.StringIO(text.text, newline=""), delimiter=separator, strict=True)
    numbered: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if len(numbered) > rows_max:
                return Refused(refusals.TOO_MANY_ROWS, {"limit": rows_max})
            if any(cell.strip() for cell in cells):
                numbered.append((reader.line_num, [plain(cell) for cell in cells]))
    except csv.Error:
        return Refused(refusals.CSV_BROKEN, {"line": reader.line_num})
    return _sheet(numbered, text.encoding, separator)


def _read_workbook(content: bytes, rows_max: int) -> Sheet | Refused:
    table = read_workbook(content, rows_max=rows_max, columns_max=COLUMNS_MAX)
    return table if isinstance(table, Refused) else _sheet(table.rows, table.kind, "")


def _sheet(numbered: list[tuple[int, list[str]]], encoding: str, separator: str) -> Sheet | Refused:
    if not numbered:
        return Refused(refusals.FILE_EMPTY)
    headers = tuple(fold_header(cell) for cell in _trimmed(numbered[0][1]))
    refused = _judge_headers(headers)
    if refused is not None:
        return refused
    rows: list[Row] = []
    for line, cells in numbered[1:]:
        kept = _trimmed(cells)
        if len(kept) > len(headers):
            return Refused(refusals.ROW_TOO_LONG, {"line": line, "headers": len(headers)})
        if any(len(cell) > CELL_MAX for cell in kept):
            return Refused(refusals.CELL_TOO_LONG, {"line": line, "limit": CELL_MAX})
        rows.append(Row(line, tuple(kept) + ("",) * (len(headers) - len(kept))))
    return Sheet(headers, tuple(rows), encoding, separator)


def _judge_headers(headers: tuple[str, ...]) -> Refused | None:
    if len(headers) > COLUMNS_MAX:
        return Refused(refusals.TOO_MANY_COLUMNS, {"limit": COLUMNS_MAX})
    if not all(headers):
        return Refused(refusals.HEADER_EMPTY, {"column": headers.index("") + 1})
    twice = next((header for header in headers if headers.count(header) > 1), None)
    return None if twice is None else Refused(refusals.HEADER_TWICE, {"header": twice})


def _trimmed(cells: Sequence[str]) -> list[str]:
    kept = [cell.strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _sheet_title(title: str) -> str:
    kept = "".join(" " if character in "[]:*?/\\" else character for character in title)
    return kept.strip(" '")[:31] or "Feuille"
