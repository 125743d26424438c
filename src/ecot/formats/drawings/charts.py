"""Drawings of a forecast: a fan of what may happen, gains and losses, parts of a whole, a tornado.

Pure: numbers in, markup out. Each stays readable in black and white: light and dark, order and words
beside what they name, never hue alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ecot.formats.drawings.ground import (
    LEFT,
    WIDTH,
    Field,
    Markup,
    Share,
    Tick,
    axes,
    drawing,
    element,
    line,
    path_through,
    rect,
    text,
)

_ROW: Final = 30
_TALL_ROW: Final = 52
_MIDDLE: Final = 226
_NAMES: Final = 92
_WORDS: Final = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """What may happen month by month: five quantiles, and the path of one draw that has a name."""

    p05: Sequence[int]
    p25: Sequence[int]
    p50: Sequence[int]
    p75: Sequence[int]
    p95: Sequence[int]
    path: Sequence[int]


@dataclass(frozen=True, slots=True)
class Swing:
    """What a lever moves: the result at its low and high ends, each with its interval."""

    name: str
    low: int
    high: int
    low_interval: tuple[int, int]
    high_interval: tuple[int, int]
    words: str


def fan(
    found: Fan, *, title: str, across: Sequence[Tick], up: Sequence[Tick], names: tuple[str, str]
) -> Markup:
    """Half of the draws in the dark band, nine in ten in the light one; zero is the strong line.

    `names` are the words of the bands and of the line.
    """
    last = max(len(found.p50) - 1, 1)
    field = Field(most_x=last, least_y=up[0].value, most_y=up[-1].value, height=300)

    def band(low: Sequence[int], high: Sequence[int], css: str) -> Markup:
        there = [(field.x(month), field.y(value)) for month, value in enumerate(high)]
        back = [(field.x(month), field.y(value)) for month, value in enumerate(low)]
        return element("polygon", points=path_through([*there, *reversed(back)]), css=css)

    def path(values: Sequence[int], css: str) -> Markup:
        points = ((field.x(month), field.y(value)) for month, value in enumerate(values))
        return element("polyline", points=path_through(points), css=css)

    parts = [
        band(found.p05, found.p95, "band-2"),
        band(found.p25, found.p75, "band-1"),
        *axes(field, across, up),
        path(found.path, "line-3"),
        path(found.p50, "line-1"),
        rect((LEFT, 3), (14, 12), "band-2"),
        text(LEFT + 20, 14, names[0], css="soft"),
        line((LEFT + 196, 9), (LEFT + 222, 9), "line-1"),
        text(LEFT + 228, 14, names[1], css="soft"),
    ]
    return drawing(field.height, title, parts)


def gains(rows: Sequence[Share], *, title: str) -> Markup:
    """One bar per row from the middle: gains to the right, losses to the left, words at both ends."""
    most = max((abs(row.amount) for row in rows), default=0) or 1
    half = min(WIDTH - _MIDDLE, _MIDDLE - _NAMES) - _WORDS
    parts: list[Markup] = []
    for rank, row in enumerate(rows):
        top = rank * _ROW
        wide = half * abs(row.amount) / most
        gained = row.amount >= 0
        start = _MIDDLE if gained else _MIDDLE - wide
        end = _MIDDLE + wide + 6 if gained else _MIDDLE - wide - 6
        parts.append(text(0, top + 19, row.name))
        parts.append(rect((start, top + 5), (wide, 19), "fill-1" if gained else "fill-2"))
        anchor = "start" if gained else "end"
        parts.append(text(end, top + 19, row.words, anchor=anchor, css="strong"))
    height = max(_ROW * len(rows), 1)
    parts.append(line((_MIDDLE, 0), (_MIDDLE, height), "axis"))
    return drawing(height, title, parts)


def parts_of(shares: Sequence[Share], *, title: str) -> Markup:
    """A whole cut into its parts, in one bar; the name and words of each part stand below, in order."""
    whole = sum(max(share.amount, 0) for share in shares) or 1
    drawn: list[Markup] = []
    left = 0.0
    for rank, share in enumerate(shares):
        wide = WIDTH * max(share.amount, 0) / whole
        css = f"fill-{rank % 4 + 1}"
        drawn.append(rect((left, 0), (max(wide - 2, 0), 34), css))
        top = 48 + rank * 24
        drawn.append(rect((0, top), (14, 14), css))
        drawn.append(text(22, top + 13, share.name))
        drawn.append(text(WIDTH, top + 13, share.words, anchor="end", css="strong"))
        left += wide
    return drawing(52 + 24 * len(shares), title, drawn)


def tornado(swings: Sequence[Swing], *, title: str, middle: int) -> Markup:
    """What moves the result most, the widest first, each end with its interval."""
    ends = [value for each in swings for value in (*each.low_interval, *each.high_interval)]
    least, most = min([middle, *ends]), max([middle, *ends])
    span = max(most - least, 1)

    def x(value: int) -> float:
        return 8 + (WIDTH - 16) * (value - least) / span

    parts: list[Markup] = []
    for rank, each in enumerate(swings):
        top = rank * _TALL_ROW
        start, end = sorted((x(each.low), x(each.high)))
        parts.append(text(0, top + 16, each.name))
        parts.append(text(WIDTH, top + 16, each.words, anchor="end", css="strong"))
        parts.append(rect((start, top + 24), (end - start, 16), "fill-1"))
        for low, high in (each.low_interval, each.high_interval):
            parts.append(line((x(low), top + 32), (x(high), top + 32), "whisker"))
    height = max(_TALL_ROW * len(swings), 1)
    parts.append(line((x(middle), 0), (x(middle), height), "axis"))
    return drawing(height, title, parts)
