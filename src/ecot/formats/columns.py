"""Long tables that people and machines take away: every column declared once, as CSV and as Parquet.

What a column means is said by its caller, in a `Layout`; the data dictionary is made from the same
layouts. Rows come in blocks, so that a table is never whole in memory. Parquet is in the extra `study`:
without it, that form is refused by name. Small sheets that people send back are `spreadsheets.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ecot.formats.spreadsheets import neutralised
from ecot.values.refusal import Reason, Refused

PARQUET_NOT_INSTALLED: Final = Reason(
    "PARQUET_NOT_INSTALLED",
    "L’écriture de fichiers Parquet n’est pas installée ici : les tableaux sont en CSV seulement, et"
    " rien n’y manque. Pour avoir aussi Parquet, demandez d’installer l’option « study ».",
)


class Kind(StrEnum):
    """What a cell holds, by the name that Parquet gives it; a cell that is not known is empty."""

    INTEGER = "int64"
    NUMBER = "double"
    TEXT = "string"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is declared: `unit` is a stable word (`cents`, `month`, …), `sentence` is French."""

    name: str
    unit: str
    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The name of a table and its columns, in order."""

    name: str
    columns: tuple[Column, ...]


Values = NDArray[np.int64] | Sequence[int | float | str | None]
Block = tuple[Values, ...]
"""Some rows, column by column, all of one length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A layout and its rows; `blocks` may be asked again, `origin` says what the rows were made from."""

    layout: Layout
    blocks: Callable[[], Iterable[Block]]
    origin: Mapping[str, str] = field(default_factory=dict)


DICTIONARY: Final = Layout(
    "dictionary",
    (
        Column("table", "", Kind.TEXT, "Nom du tableau, qui est celui de son fichier."),
        Column("column", "", Kind.TEXT, "Nom de la colonne, dans l’ordre du fichier."),
        Column("unit", "", Kind.TEXT, "Ce que la colonne compte ; vide pour un texte."),
        Column(
            "type",
            "",
            Kind.TEXT,
            "int64 : nombre entier exact ; double : nombre à virgule ; string : texte.",
        ),
        Column("sentence", "", Kind.TEXT, "Ce que la colonne veut dire."),
    ),
)


def dictionary(layouts: Sequence[Layout]) -> Table:
    """The data dictionary of some tables and of itself, made from what declares them."""
    rows = [
        (layout.name, each.name, each.unit, each.kind.value, each.sentence)
        for layout in (*layouts, DICTIONARY)
        for each in layout.columns
    ]
    return of_rows(DICTIONARY, rows)


def of_rows(
    layout: Layout,
    rows: Sequence[tuple[int | float | str | None, ...]],
    origin: Mapping[str, str] | None = None,
) -> Table:
    """A table small enough to be given row by row."""
    whole: Block = tuple([row[rank] for row in rows] for rank in range(len(layout.columns)))
    return Table(layout=layout, blocks=lambda: (whole,), origin=origin or {})


def write_csv(table: Table, path: Path) -> None:
    """A CSV that French office software opens by itself: UTF-8 with mark, semicolons, decimal comma.

    Whole numbers are written whole; an unknown cell is empty; a text that could start a formula gets an
    apostrophe in front (`spreadsheets.plain` is the way back).
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([each.name for each in table.layout.columns])
        for block in _checked(table):
            columns = (
                values.tolist() if isinstance(values, np.ndarray) else values for values in block
            )
            told = (
                _told(values, column.kind)
                for values, column in zip(columns, table.layout.columns, strict=True)
            )
            writer.writerows(zip(*told, strict=True))


def write_parquet(table: Table, path: Path) -> Refused | None:
    """A Parquet file; unit and sentence stand in each column's metadata. Refused: PARQUET_NOT_INSTALLED."""
    try:
        import pyarrow as pa  # noqa: PLC0415  an extra: the product starts without it
        from pyarrow import parquet  # noqa: PLC0415  the same extra
    except ImportError:
        return Refused(PARQUET_NOT_INSTALLED)
    fields = [
        pa.field(
            each.name,
            pa.type_for_alias(each.kind.value),
            metadata={"unit": each.unit, "sentence": each.sentence},
        )
        for each in table.layout.columns
    ]
    schema = pa.schema(fields, metadata=dict(table.origin))
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for block in _checked(table):
            arrays = [
                pa.array(values, type=each.type) for values, each in zip(block, schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return None


def _checked(table: Table) -> Iterator[Block]:
    """The blocks, each with every column that is declared, as long as its neighbours and of its kind."""
    for block in table.blocks():
        assert len(block) == len(table.layout.columns), f"{table.layout.name} misses a column"
        assert len({len(values) for values in block}) == 1, f"{table.layout.name} is ragged"
        for values, column in zip(block, table.layout.columns, strict=True):
            assert _fits(values, column.kind), f"{column.name} does not hold {column.kind.value}"
        yield block


_HELD: Final[Mapping[Kind, tuple[type, ...]]] = {
    Kind.INTEGER: (int, type(None)),
    Kind.NUMBER: (int, float, type(None)),
    Kind.TEXT: (str,),
}


def _fits(values: Values, kind: Kind) -> bool:
    if isinstance(values, np.ndarray):
        return kind is Kind.INTEGER and values.dtype == np.int64
    return all(isinstance(each, _HELD[kind]) for each in values)


def _told(values: Sequence[int | float | str | None], kind: Kind) -> Sequence[int | str | None]:
    match kind:
        case Kind.TEXT:
            return [neutralised(str(each)) for each in values]
        case Kind.NUMBER:
            return [None if each is None else str(each).replace(".", ",") for each in values]
        case _:
            return [None if each is None else int(each) for each in values]
