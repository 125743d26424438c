"""What every drawing is made of: words, lines, rectangles, a plane of values. Pure: numbers in, SVG out.

A drawing is 400 units wide so that its words stay readable on a phone. Colours come from classes, never
from here; `standing_alone` gives them to a drawing that leaves its page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

WIDTH: Final = 400
LEFT: Final = 62
RIGHT: Final = 14
TOP: Final = 26
BOTTOM: Final = 30
STYLE: Final = Path(__file__).with_name("drawing.css")

Point = tuple[float, float]


class Markup(str):
    """SVG or HTML that is safe to print as it is: a template asks `__html__` before it escapes."""

    __slots__ = ()

    def __html__(self) -> str:
        """As it is."""
        return str(self)


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


def element(name: str, inside: Markup | None = None, **attributes: object) -> Markup:
    """An SVG element; `css` is its class, a `_` of a name is a hyphen, values are escaped."""
    told = "".join(
        f' {"class" if key == "css" else key.replace("_", "-")}="{_told(value)}"'
        for key, value in attributes.items()
    )
    return Markup(f"<{name}{told}/>" if inside is None else f"<{name}{told}>{inside}</{name}>")


def _told(value: object) -> str:
    return f"{round(value, 1)}" if isinstance(value, float) else escape(str(value))


def joined(parts: Iterable[Markup]) -> Markup:
    """Several elements, one after the other."""
    return Markup("".join(parts))


def drawing(height: int, title: str, parts: Iterable[Markup]) -> Markup:
    """The whole drawing, with the words that say it to whoever does not see it."""
    return element(
        "svg",
        joined(parts),
        css="drawing",
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_label=title,
    )


def text(x: float, y: float, words: str, *, anchor: str = "start", css: str = "") -> Markup:
    """Words at a point."""
    said = Markup(escape(words))
    return element("text", said, x=float(x), y=float(y), text_anchor=anchor, css=css)


def line(start: Point, end: Point, css: str) -> Markup:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return element("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), css=css)


def rect(corner: Point, size: Point, css: str) -> Markup:
    """A rectangle; a negative size is none."""
    (x, y), (width, height) = corner, size
    return element(
        "rect",
        x=float(x),
        y=float(y),
        width=float(max(width, 0)),
        height=float(max(height, 0)),
        css=css,
    )


def path_through(points: Iterable[Point]) -> str:
    """Points as an attribute of a line or an area."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A plane of values, drawn in a height; the lowest value may be below zero."""

    most_x: int
    most_y: int
    height: int
    least_y: int = 0

    def x(self, value: float) -> float:
        """Where a value stands across."""
        return LEFT + (WIDTH - LEFT - RIGHT) * value / self.most_x

    def y(self, value: float) -> float:
        """Where a value stands up."""
        part = (value - self.least_y) / (self.most_y - self.least_y)
        return self.height - BOTTOM - (self.height - TOP - BOTTOM) * part


def axes(field: Field, across: Sequence[Tick], up: Sequence[Tick]) -> Iterable[Markup]:
    """The grid and the words of both axes; zero has the stronger line."""
    for tick in up:
        y = field.y(tick.value)
        yield line((LEFT, y), (WIDTH - RIGHT, y), "grid" if tick.value else "axis")
        yield text(LEFT - 8, y + 5, tick.words, anchor="end", css="soft")
    for tick in across:
        anchor = "end" if tick is across[-1] else "middle" if tick.value else "start"
        yield text(field.x(tick.value), field.height - 8, tick.words, anchor=anchor, css="soft")


def colours() -> str:
    """The style of the drawings, for a file that stands alone."""
    return STYLE.read_text(encoding="utf-8")


def standing_alone(drawn: Markup) -> str:
    """The drawing as a file of its own: its name space and its colours inside it."""
    assert drawn.startswith("<svg "), "a whole drawing"
    head, _, inside = drawn.partition(">")
    told = head.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return f"{told}><style>{colours()}</style>{inside}"
