"""The JSON form of parameters: plain values out, and back in under the declared type, strictly.

A float is never read, `true` is not a number, an unknown word of a closed list is not read. Only
`rules/parameters.py` calls this.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Annotated, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Read:
    """A value that was read; it may be `None`."""

    value: object


def writable(value: object) -> object:
    """The plain JSON value of a parameter: whole numbers, text, true or false, lists, mappings."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): writable(value[key]) for key in sorted(value)}
    if isinstance(value, tuple):
        return [writable(each) for each in value]
    if is_dataclass(value):
        return {each.name: writable(getattr(value, each.name)) for each in fields(value)}
    assert value is None or isinstance(value, bool | int | str), f"not a parameter: {value!r}"
    return value


def readable(hint: object, written: object) -> Read | None:
    """The value under its declared type, or nothing where what is written is of another form."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return readable(inner[0], written)
    if origin in (Union, types.UnionType):
        return Read(None) if written is None else readable(inner[0], written)
    if origin is tuple:
        return _tuple(inner[0], written)
    if origin is Mapping:
        return _mapping(inner[1], written)
    assert isinstance(hint, type), f"a parameter cannot be of type {hint!r}"
    if is_dataclass(hint):
        return _dataclass(hint, written)
    if issubclass(hint, StrEnum):
        return Read(hint(written)) if written in [word.value for word in hint] else None
    return Read(written) if type(written) is hint else None


def _tuple(inner: object, written: object) -> Read | None:
    if not isinstance(written, list):
        return None
    read = [readable(inner, each) for each in written]
    found = [each for each in read if each is not None]
    return Read(tuple(each.value for each in found)) if len(found) == len(read) else None


def _mapping(inner: object, written: object) -> Read | None:
    if not isinstance(written, Mapping):
        return None
    read = {str(key): readable(inner, each) for key, each in written.items()}
    found = {key: each.value for key, each in read.items() if each is not None}
    return Read(found) if len(found) == len(written) else None


def _dataclass(kind: type, written: object) -> Read | None:
    hints = get_type_hints(kind, include_extras=True)
    if not isinstance(written, Mapping) or set(written) != set(hints):
        return None
    read = {name: readable(hint, written[name]) for name, hint in hints.items()}
    found = {name: each.value for name, each in read.items() if each is not None}
    build: Callable[..., object] = kind
    return Read(build(**found)) if len(found) == len(hints) else None
