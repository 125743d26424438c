"""Drawings as SVG: a curve, bars, months, a flow. Pure: points in, markup out.

Words stand beside what they name; a table twin follows in the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ecot.formats.drawings.ground import (
    LEFT,
    RIGHT,
    WIDTH,
    Field,
    Markup,
    Share,
    Tick,
    axes,
    drawing,
    element,
    path_through,
    rect,
    text,
)


def curve(
    points: Sequence[tuple[int, int]],
    *,
    title: str,
    across: Sequence[Tick],
    up: Sequence[Tick],
    marks: Sequence[tuple[int, int, str]] = (),
) -> Markup:
    """A line through points; `across` and `up` are its axes, `marks` are points with their words."""
    field = Field(most_x=across[-1].value, most_y=up[-1].value, height=250)
    path = path_through((field.x(x), field.y(y)) for x, y in points)
    parts = [*axes(field, across, up)]
    parts.append(element("polyline", points=path, css="line-1"))
    for x, y, words in marks:
        parts.append(element("circle", cx=field.x(x), cy=field.y(y), r=6, css="dot"))
        parts.append(text(field.x(x) - 8, field.y(y) - 12, words, anchor="end", css="strong"))
    return drawing(field.height, title, parts)


def bars(shares: Sequence[Share], *, title: str) -> Markup:
    """One horizontal bar per share, its name above, its words at the end."""
    most = max((share.amount for share in shares), default=1) or 1
    step = 52
    parts: list[Markup] = []
    for row, share in enumerate(shares):
        top = row * step
        parts.append(text(0, top + 16, share.name))
        parts.append(text(WIDTH, top + 16, share.words, anchor="end", css="strong"))
        parts.append(rect((0, top + 24), (WIDTH, 12), "empty"))
        parts.append(rect((0, top + 24), (WIDTH * share.amount / most, 12), "fill-1"))
    return drawing(max(step * len(shares), 1), title, parts)


def months(
    columns: Sequence[tuple[str, int, int]],
    *,
    title: str,
    up: Sequence[Tick],
    names: tuple[str, str],
) -> Markup:
    """Two series by month: what was distributed as columns, what was contributed inside them.

    `columns` hold (words, outer, inner); the words of the first and the last are shown.
    """
    field = Field(most_x=max(len(columns), 1), most_y=max(up[-1].value, 1), height=260)
    parts = [*axes(field, (), up)]
    wide = (field.x(1) - field.x(0)) * 0.72
    for rank, (_, outer, inner) in enumerate(columns):
        x = field.x(rank) + (field.x(1) - field.x(0) - wide) / 2
        floor = field.y(0)
        parts.append(rect((x, field.y(outer)), (wide, floor - field.y(outer)), "fill-2"))
        parts.append(rect((x, field.y(inner)), (wide, floor - field.y(inner)), "fill-1"))
    if columns:
        parts.append(text(LEFT, 252, columns[0][0], css="soft"))
        parts.append(text(WIDTH - RIGHT, 252, columns[-1][0], anchor="end", css="soft"))
    parts.append(rect((LEFT, 2), (12, 12), "fill-2"))
    parts.append(text(LEFT + 18, 13, names[0]))
    parts.append(rect((LEFT + 160, 2), (12, 12), "fill-1"))
    parts.append(text(LEFT + 178, 13, names[1]))
    return drawing(field.height, title, parts)


def flow(sources: Sequence[Share], uses: Sequence[Share], *, title: str) -> Markup:
    """Where money comes from, on the left, and where it goes, on the right; heights are amounts."""
    whole = max(sum(each.amount for each in sources), sum(each.amount for each in uses), 1)
    parts: list[Markup] = []
    height = 0.0
    sides = ((sources, 132, 0, "start"), (uses, 206, WIDTH, "end"))
    for shares, x, words_x, anchor in sides:
        spans = _stack(shares, whole)
        middles = _spread([(top + bottom) / 2 for top, bottom in spans])
        for rank, share in enumerate(shares):
            top, bottom = spans[rank]
            css = f"fill-{rank % 4 + 1}" if anchor == "start" else f"use-{rank % 4 + 1}"
            parts.append(rect((x, top), (62, bottom - top), css))
            parts.extend(_names(words_x, middles[rank], share, anchor=anchor))
        height = max([height, *(bottom for _, bottom in spans), *(y + 22 for y in middles)])
    return drawing(round(height), title, parts)


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


def _names(x: float, y: float, share: Share, *, anchor: str) -> Iterable[Markup]:
    yield text(x, y - 2, share.name, anchor=anchor)
    yield text(x, y + 17, share.words, anchor=anchor, css="strong")
