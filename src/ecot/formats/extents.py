"""How far the filled cells of an office file reach, measured before any reader lays out a grid.

One cell in the last corner of a sheet makes a reader hold seventeen thousand million cells: a file
of five kilobytes is then enough to stop the server. So the cells are counted first, one by one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_CELL = re.compile(r"([A-Za-z]{0,3})([0-9]{1,10})")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ODS_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_LETTERS = 26


class UnreadableError(Exception):
    """The file is no plain XML: broken, in another encoding, or with a document type of its own."""


@dataclass(slots=True)
class Extent:
    """The last row and the last column, counted from 1, that may hold something."""

    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        """Note that something is there."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)


@dataclass(slots=True)
class _OdsWalk:
    """Where one stands in an ODS sheet: repeated rows and cells count as many times as they say."""

    extent: Extent = field(default_factory=Extent)
    row: int = 0
    column: int = 0
    row_repeats: int = 1

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self.row = 0
        elif name == "table:table-row":
            self.row_repeats = _number(attributes.get("table:number-rows-repeated"))
            self.row += self.row_repeats
            self.column = 0
        elif name in _ODS_CELLS:
            self.column += _number(attributes.get("table:number-columns-repeated"))
            if "office:value-type" in attributes or "table:formula" in attributes:
                self.extent.reach(self.row, self.column)
        elif name == "text:p":
            self.extent.reach(self.row, self.column)


@dataclass(slots=True)
class _XlsxWalk:
    """Where one stands in an XLSX sheet: rows and cells say their own position, or follow on."""

    extent: Extent = field(default_factory=Extent)
    row: int = 0
    column: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self.row = _number(attributes.get("r")) if "r" in attributes else self.row + 1
            self.column = 0
        elif local == "c":
            self.column += 1
            found = _CELL.fullmatch(attributes.get("r", ""))
            if found is not None:
                self.row, self.column = int(found[2]), _column(found[1]) or self.column
        elif local in {"v", "f", "is"}:
            self.extent.reach(self.row, self.column)


def extent_of(archive: bytes, kind: str) -> Extent:
    """The extent of the sheets of a repacked archive; raises `UnreadableError`."""
    walk = _OdsWalk() if kind == "ods" else _XlsxWalk()
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        for name in parts.namelist():
            content = parts.read(name)
            if kind == "ods" and name != "content.xml":
                continue
            if content.startswith(_WIDE_MARKS):
                raise UnreadableError(name)
            if kind == "ods" or b"sheetData" in content:
                _walked(content, walk)
    return walk.extent


def _walked(content: bytes, walk: _OdsWalk | _XlsxWalk) -> None:
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = walk.start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003 the C function has no keyword
    except (expat.ExpatError, ValueError) as broken:
        raise UnreadableError(str(broken)) from broken


def _refuse_doctype(*_: object) -> None:
    text = "an office file has no document type"
    raise UnreadableError(text)


def _number(text: str | None) -> int:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,10}", text) else 1


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column
