"""Drawings as SVG from the server: a curve, bars, months, a flow. Pure: points in, markup out.

Each drawing is 400 units wide so that its words stay readable on a phone; words stand beside what
they name; a table twin follows in the page. Colours come from classes, never from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH: Final = 400
_LEFT: Final = 62
_RIGHT: Final = 14
_TOP: Final = 26
_BOTTOM: Final = 30

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis and its words."""

    value: int
    words: str


@dataclass(frozen=True, slots=True)
class Share:
    """A named part of a whole, with its words (`50 %`)."""

    name: str
    amount: int
    words: str


def _svg(height: int, title: str, inside: SafeString) -> SafeString:
    return format_html(
        '<svg class="drawing" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        height,
        title,
        inside,
    )


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _text(x: float, y: float, words: str, *, anchor: str = "start", css: str = "") -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>',
        round(x, 1),
        round(y, 1),
        anchor,
        css,
        words,
    )


def _line(start: Point, end: Point, css: str) -> SafeString:
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>',
        round(start[0], 1),
        round(start[1], 1),
        round(end[0], 1),
        round(end[1], 1),
        css,
    )


def _rect(corner: Point, size: Point, css: str) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>',
        round(corner[0], 1),
        round(corner[1], 1),
        round(max(size[0], 0), 1),
        round(max(size[1], 0), 1),
        css,
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """A plane of values, drawn in a height."""

    most_x: int
    most_y: int
    height: int

    def x(self, value: int) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * value / self.most_x

    def y(self, value: int) -> float:
        return self.height - _BOTTOM - (self.height - _TOP - _BOTTOM) * value / self.most_y


def curve(
    points: Sequence[tuple[int, int]],
    *,
    title: str,
    across: Sequence[Tick],
    up: Sequence[Tick],
    marks: Sequence[tuple[int, int, str]] = (),
) -> SafeString:
    """A line through points; `across` and `up` are its axes, `marks` are points with their words."""
    field = _Field(across[-1].value, up[-1].value, 250)
    path = " ".join(f"{field.x(x):.1f},{field.y(y):.1f}" for x, y in points)
    parts = [*_axes(field, across, up)]
    parts.append(format_html('<polyline points="{}" class="line-1"/>', path))
    for x, y, words in marks:
        parts.append(
            format_html(
                '<circle cx="{}" cy="{}" r="6" class="dot"/>',
                round(field.x(x), 1),
                round(field.y(y), 1),
            )
        )
        parts.append(_text(field.x(x) - 8, field.y(y) - 12, words, anchor="end", css="strong"))
    return _svg(field.height, title, _join(parts))


def _axes(field: _Field, across: Sequence[Tick], up: Sequence[Tick]) -> Iterable[SafeString]:
    for tick in up:
        y = field.y(tick.value)
        yield _line((_LEFT, y), (WIDTH - _RIGHT, y), "grid" if tick.value else "axis")
        yield _text(_LEFT - 8, y + 5, tick.words, anchor="end", css="soft")
    for tick in across:
        anchor = "end" if tick is across[-1] else "middle" if tick.value else "start"
        yield _text(field.x(tick.value), field.height - 8, tick.words, anchor=anchor, css="soft")


def bars(shares: Sequence[Share], *, title: str) -> SafeString:
    """One horizontal bar per share, its name above, its words at the end."""
    most = max((share.amount for share in shares), default=1) or 1
    step = 52
    parts: list[SafeString] = []
    for row, share in enumerate(shares):
        top = row * step
        parts.append(_text(0, top + 16, share.name))
        parts.append(_text(WIDTH, top + 16, share.words, anchor="end", css="strong"))
        parts.append(_rect((0, top + 24), (WIDTH, 12), "empty"))
        parts.append(_rect((0, top + 24), (WIDTH * share.amount / most, 12), "fill-1"))
    return _svg(max(step * len(shares), 1), title, _join(parts))


def months(
    columns: Sequence[tuple[str, int, int]],
    *,
    title: str,
    up: Sequence[Tick],
    names: tuple[str, str],
) -> SafeString:
    """Two series by month: what was distributed as columns, what was contributed inside them.

    `columns` hold (words, outer, inner); the words of the first and the last are shown.
    """
    field = _Field(max(len(columns), 1), max(up[-1].value, 1), 260)
    parts = [*_axes(field, (), up)]
    wide = (field.x(1) - field.x(0)) * 0.72
    for rank, (_, outer, inner) in enumerate(columns):
        x = field.x(rank) + (field.x(1) - field.x(0) - wide) / 2
        floor = field.y(0)
        parts.append(_rect((x, field.y(outer)), (wide, floor - field.y(outer)), "fill-2"))
        parts.append(_rect((x, field.y(inner)), (wide, floor - field.y(inner)), "fill-1"))
    if columns:
        parts.append(_text(_LEFT, 252, columns[0][0], css="soft"))
        parts.append(_text(WIDTH - _RIGHT, 252, columns[-1][0], anchor="end", css="soft"))
    parts.append(_rect((_LEFT, 2), (12, 12), "fill-2"))
    parts.append(_text(_LEFT + 18, 13, names[0]))
    parts.append(_rect((_LEFT + 160, 2), (12, 12), "fill-1"))
    parts.append(_text(_LEFT + 178, 13, names[1]))
    return _svg(field.height, title, _join(parts))


def flow(sources: Sequence[Share], uses: Sequence[Share], *, title: str) -> SafeString:
    """Where money comes from, on the left, and where it goes, on the right; heights are amounts."""
    whole = max(sum(each.amount for each in sources), sum(each.amount for each in uses), 1)
    parts: list[SafeString] = []
    height = 0.0
    sides = ((sources, 132, 0, "start"), (uses, 206, WIDTH, "end"))
    for shares, x, words_x, anchor in sides:
        spans = _stack(shares, whole)
        middles = _spread([(top + bottom) / 2 for top, bottom in spans])
        for rank, share in enumerate(shares):
            top, bottom = spans[rank]
            css = f"fill-{rank % 4 + 1}" if anchor == "start" else f"use-{rank % 4 + 1}"
            parts.append(_rect((x, top), (62, bottom - top), css))
            parts.extend(_names(words_x, middles[rank], share, anchor=anchor))
        height = max([height, *(bottom for _, bottom in spans), *(y + 22 for y in middles)])
    return _svg(round(height), title, _join(parts))


def _stack(shares: Sequence[Share], whole: int, *, tall: int = 260) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    top = 4.0
    for share in shares:
        bottom = top + max(tall * share.amount / whole, 2)
        spans.append((top, bottom))
        top = bottom + 6
    return spans


def _spread(middles: Sequence[float], least: float = 44) -> list[float]:
    """The middles pushed down just enough for their words not to touch."""
    placed: list[float] = []
    for middle in middles:
        lowest = placed[-1] + least if placed else 20.0
        placed.append(max(middle, lowest))
    return placed


def _names(x: float, y: float, share: Share, *, anchor: str) -> Iterable[SafeString]:
    yield _text(x, y - 2, share.name, anchor=anchor)
    yield _text(x, y + 17, share.words, anchor=anchor, css="strong")
