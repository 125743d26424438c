"""A small language to say which form a data file has, so that a fault is named with its path.

`shapes.py` writes the files' forms with it. A shape takes a value and the path to it, and yields
one sentence per fault; none means that the value has the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

Shape = Callable[[object, str], Iterator[str]]

_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def text(value: object, where: str) -> Iterator[str]:
    """Text with at least one letter or sign."""
    if not isinstance(value, str) or not value.strip():
        yield f"{where}: expected text, found {value!r}"


def whole(value: object, where: str) -> Iterator[str]:
    """A whole number; true and false are not numbers."""
    if isinstance(value, bool) or not isinstance(value, int):
        yield f"{where}: expected a whole number, found {value!r}"


def number(value: object, where: str) -> Iterator[str]:
    """A finite number, whole or not; true and false are not numbers."""
    finite = isinstance(value, int | float) and abs(value) < float("inf")
    if isinstance(value, bool) or not finite:
        yield f"{where}: expected a number, found {value!r}"


def flag(value: object, where: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield f"{where}: expected true or false, found {value!r}"


def day(value: object, where: str) -> Iterator[str]:
    """A day, a month or a year as ISO text, between quotes in the file."""
    if not isinstance(value, str) or _DAY.fullmatch(value) is None:
        yield f"{where}: expected a quoted ISO date, found {value!r}"


def address(value: object, where: str) -> Iterator[str]:
    """The address of a page."""
    if not isinstance(value, str) or re.fullmatch(r"https?://\S+", value) is None:
        yield f"{where}: expected the address of a page, found {value!r}"


def anything(value: object, where: str) -> Iterator[str]:
    """Whatever plain values and lists and mappings of them; no date that YAML guessed."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from anything(each, f"{where}.{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from anything(each, f"{where}[{index}]")
    elif value is not None and not isinstance(value, str | int | float):
        yield f"{where}: expected a plain value, found {value!r}"


def words(*allowed: str) -> Shape:
    """One word of a closed list."""

    def shape(value: object, where: str) -> Iterator[str]:
        if value not in allowed:
            yield f"{where}: expected one of {', '.join(allowed)}, found {value!r}"

    return shape


def between(low: int, high: int) -> Shape:
    """A whole number between two others, both included."""

    def shape(value: object, where: str) -> Iterator[str]:
        faults = list(whole(value, where))
        yield from faults
        if not faults and isinstance(value, int) and not low <= value <= high:
            yield f"{where}: expected {low} to {high}, found {value!r}"

    return shape


def maybe(inner: Shape) -> Shape:
    """The form, or null: unknown."""

    def shape(value: object, where: str) -> Iterator[str]:
        if value is not None:
            yield from inner(value, where)

    return shape


def either(*inner: Shape) -> Shape:
    """One of several forms; if none fits, the faults of the last are told."""

    def shape(value: object, where: str) -> Iterator[str]:
        tried = [list(each(value, where)) for each in inner]
        if all(tried):
            yield from tried[-1]

    return shape


def several(inner: Shape, *, least: int = 0) -> Shape:
    """A list of that form, with at least so many entries."""

    def shape(value: object, where: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{where}: expected a list, found {value!r}"
            return
        if len(value) < least:
            yield f"{where}: expected at least {least}, found {len(value)}"
        for index, each in enumerate(value):
            yield from inner(each, f"{where}[{_name(each, index)}]")

    return shape


def _name(entry: object, index: int) -> object:
    """How an entry of a list is called in a fault: by its id or its word, else by its rank."""
    if not isinstance(entry, Mapping):
        return index
    return entry.get("id") or entry.get("fr") or entry.get("key") or index


def mapping(inner: Shape) -> Shape:
    """A mapping from names to that form."""

    def shape(value: object, where: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{where}: expected a mapping, found {value!r}"
            return
        for key, each in value.items():
            yield from text(key, f"{where}.{key}")
            yield from inner(each, f"{where}.{key}")

    return shape


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """A mapping with these keys and no other."""
    known = {**required, **(optional or {})}

    def shape(value: object, where: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{where}: expected a mapping, found {value!r}"
            return
        yield from (f"{where}: no `{key}`" for key in required if key not in value)
        for key, each in value.items():
            if key in known:
                yield from known[key](each, f"{where}.{key}")
            else:
                yield f"{where}: unknown key `{key}`"

    return shape
