"""A figure of a run as rows of a table: one per month, tenth or named part, each with its status.

`tables` calls it. Nothing is computed: an interval is put beside the chance that it bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ecot.simulation.indicators import Indicator, Unit, Value

Row = tuple[int | float | str | None, ...]
_INTERVAL = "_interval"
_HORIZON = re.compile(r"(.+)_([0-9]+)")
_DRAW = "draw"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A number of a figure, and where in it the number stands."""

    value: int | float | None
    unit: str
    part: str = ""
    month: int | None = None
    decile: int | None = None
    words: str = ""


def figure_rows(figures: Mapping[str, Indicator]) -> list[Row]:
    """Every figure in the order of the catalogue; intervals become the bounds of what they bound."""
    rows: list[Row] = []
    for name, figure in figures.items():
        bounded = name.removesuffix(_INTERVAL)
        if bounded != name and bounded in figures:
            continue
        rows += [_row(figure, cell, figures) for cell in _cells(figure)]
    return rows


def _row(figure: Indicator, cell: _Cell, figures: Mapping[str, Indicator]) -> Row:
    is_cents = cell.unit == Unit.CENTS.value
    assert not (is_cents and isinstance(cell.value, float)), "cents are whole"
    low, high = _bounds(figure.name, cell, figures)
    return (
        figure.name,
        cell.part,
        cell.month,
        cell.decile,
        cell.unit,
        cell.value if is_cents else None,
        None if is_cents else cell.value,
        low,
        high,
        f"{figure.label} — {cell.words}" if cell.words else figure.label,
        figure.status.value,
        len(figure.rests_on),
        figure.why,
    )


def _bounds(
    name: str, cell: _Cell, figures: Mapping[str, Indicator]
) -> tuple[float | None, float | None]:
    """The interval of a chance by month, or of the same chance at one of the usual horizons."""
    if cell.value is None:
        return None, None
    month = cell.month
    horizon = _HORIZON.fullmatch(name)
    if horizon is not None:
        name, month = horizon[1], int(horizon[2]) - 1
    interval = figures.get(f"{name}{_INTERVAL}")
    if interval is None or month is None:
        return None, None
    return interval.parts["low"][month], interval.parts["high"][month]


def _cells(figure: Indicator) -> Iterator[_Cell]:
    yield from _unfolded(figure.name, figure.value, unit=figure.unit.value)


def _unfolded(
    name: str, value: Value, *, unit: str, part: str = "", words: str = ""
) -> Iterator[_Cell]:
    if isinstance(value, Mapping):
        label = value.get("label", words)
        for key, each in value.items():
            if key != "label":
                below = f"{part}.{key}" if part else key
                yield from _unfolded(
                    name, each, unit=_unit(key, unit), part=below, words=str(label)
                )
    elif isinstance(value, list):
        by_decile = "_by_decile_" in name
        for rank, each in enumerate(value):
            yield _Cell(
                value=_number(each),
                unit=unit,
                part=part,
                month=None if by_decile else rank,
                decile=rank + 1 if by_decile else None,
                words=words,
            )
    else:
        yield _Cell(value=_number(value), unit=unit, part=part, words=words)


def _unit(key: str, unit: str) -> str:
    """A part that says its own unit, as the limits of the law do, or the number of a draw."""
    if key == _DRAW:
        return _DRAW
    if key.endswith("_cents"):
        return Unit.CENTS.value
    return Unit.MONTHS.value if key.endswith("_month") else unit


def _number(value: Value) -> int | float | None:
    assert value is None or isinstance(value, int | float), "a number, or not known"
    return value
