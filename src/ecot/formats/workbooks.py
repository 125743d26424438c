"""The first sheet of an XLSX or ODS file, every cell as text; weighed and measured before it is read."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass

import python_calamine

from ecot.formats import refusals
from ecot.formats.archives import repacked
from ecot.formats.extents import UnreadableError, extent_of
from ecot.values.refusal import Refused

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta


@dataclass(frozen=True, slots=True)
class WorkbookTable:
    """The rows of a sheet, each with its number in the file, and the kind of file."""

    kind: str
    rows: list[tuple[int, list[str]]]


def read_workbook(content: bytes, *, rows_max: int, columns_max: int) -> WorkbookTable | Refused:
    """The filled rows of the first sheet. Refused: swollen, broken, locked, too many rows or columns."""
    archive = repacked(content)
    if isinstance(archive, Refused):
        return archive
    try:
        extent = extent_of(archive.content, archive.kind)
        if extent.rows > rows_max + 1:
            return Refused(refusals.TOO_MANY_ROWS, {"limit": rows_max})
        if extent.columns > columns_max:
            return Refused(refusals.TOO_MANY_COLUMNS, {"limit": columns_max})
        workbook = python_calamine.load_workbook(io.BytesIO(archive.content))
        cells = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (UnreadableError, python_calamine.CalamineError, IndexError, ValueError):
        return Refused(refusals.WORKBOOK_BROKEN)
    rows = [(line, [as_text(cell) for cell in row]) for line, row in enumerate(cells, 1)]
    return WorkbookTable(archive.kind, [row for row in rows if any(c.strip() for c in row[1])])


def as_text(cell: Cell) -> str:
    """A cell as a person would type it: whole numbers without point, days as 2026-03-14, oui or non."""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    if isinstance(cell, dt.datetime):
        return (cell.date() if cell.time() == dt.time() else cell).isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)
