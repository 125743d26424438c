"""Whether one written value has the form, the unit and the range of its key.

A rate may be written as whole basis points, or as text with its sign: "2,5 %". An amount is whole
cents, never a float. What looks like per cent written as basis points is asked, not guessed.
"""

from __future__ import annotations

import re
import types
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Union, get_args, get_origin

from ecot.simulation.files import faults as say
from ecot.simulation.files.document import NONE
from ecot.simulation.files.faults import nearest
from ecot.simulation.files.keys import Key, number_words
from ecot.values.money import BASIS_POINTS, format_rate
from ecot.values.month import Month
from ecot.values.refusal import Refused

_PER_CENT = re.compile(r"(-?[0-9]+)(?:[.,]([0-9]{1,2}))?[  ]*%")
_LENGTH_OF_PAIR = 2


@dataclass(frozen=True, slots=True)
class Read:
    """A value that was read; it may be `None`."""

    value: object


def checked(hint: object, written: object, key: Key) -> Read | Refused:
    """The value under its declared type, or why it does not fit. `hint` is a field's annotation."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return checked(inner[0], written, key)
    if origin in (Union, types.UnionType):
        return Read(None) if written == NONE else checked(inner[0], written, key)
    if origin is tuple:
        return _list(inner, written, key)
    simple = {int: _whole, float: _shape, bool: _yes_or_no, Month: _month, str: _text}
    if hint in simple:
        return simple[hint](written, key)
    assert isinstance(hint, type), f"a scenario cannot hold {hint!r}"
    assert issubclass(hint, StrEnum), f"a scenario cannot hold {hint!r}"
    return _word(hint, written, key)


def _yes_or_no(written: object, key: Key) -> Read | Refused:
    return Read(written) if type(written) is bool else _wrong(written, key, "true ou false")


def _text(written: object, key: Key) -> Read | Refused:
    if isinstance(written, str) and (written.strip() or key.may_be_empty):
        return Read(written)
    return _wrong(written, key, "un texte entre guillemets")


def _whole(written: object, key: Key) -> Read | Refused:
    """A whole number in its range; a rate also as text with its sign."""
    if key.is_rate and isinstance(written, str):
        return _per_cent(written, key)
    if type(written) is float:
        return _float(written, key)
    if type(written) is not int:
        return _wrong(written, key, key.wanted)
    refused = _out_of_range(written, key)
    if refused is None and key.is_rate and 0 < written <= key.asked_to:
        facts = {"as_written": format_rate(written), "as_percent": format_rate(written * 100)}
        return Refused(
            say.PER_CENT_OR_BASIS_POINTS, {"label": _capital(key.label), "given": written, **facts}
        )
    return Read(written) if refused is None else refused


def _per_cent(written: str, key: Key) -> Read | Refused:
    match = _PER_CENT.fullmatch(written.strip())
    if match is None:
        return _wrong(written, key, f'{key.wanted}, ou un texte comme "2,5 %"')
    hundredths = int(match[1] + (match[2] or "").ljust(2, "0"))
    refused = _out_of_range(hundredths, key)
    return Read(hundredths) if refused is None else refused


def _float(written: float, key: Key) -> Refused:
    facts: dict[str, object] = {
        "label": _capital(key.label),
        "given": f"{written:g}",
        "wanted": key.wanted,
    }
    if key.is_rate:
        part = written if abs(written) > 1 else written * 100
        points = round(part * 100)
        facts |= {"basis_points": points, "percent": format_rate(points)}
        return Refused(say.FLOAT_RATE, facts)
    return Refused(say.FLOAT_AMOUNT if key.is_sum else say.WRONG_FORM, facts)


def _shape(written: object, key: Key) -> Read | Refused:
    """The shape of a law: a float, the only figures of a scenario that are not whole."""
    if type(written) not in (int, float):
        return _wrong(written, key, key.wanted)
    assert isinstance(written, int | float), "just looked at"
    refused = _out_of_range(float(written), key)
    return Read(float(written)) if refused is None else refused


def _list(inner: tuple[object, ...], written: object, key: Key) -> Read | Refused:
    """A list of numbers, or of pairs (month, number)."""
    if not isinstance(written, list | tuple):
        return _wrong(written, key, "une liste entre crochets")
    if get_origin(inner[0]) is tuple:
        return _pairs(written, key)
    read = [checked(inner[0], each, key) for each in written]
    refused = next((each for each in read if isinstance(each, Refused)), None)
    if refused is not None:
        return refused
    return Read(tuple(each.value for each in read if isinstance(each, Read)))


def _pairs(written: list[object] | tuple[object, ...], key: Key) -> Read | Refused:
    pairs: list[tuple[int, int]] = []
    month = Key(name="month", label=f"{key.label}, mois", low=0, high=600)
    for each in written:
        if not isinstance(each, list | tuple) or len(each) != _LENGTH_OF_PAIR:
            return _wrong(written, key, "des couples [mois, nombre], comme [[0, 400], [36, 1200]]")
        at, number = _whole(each[0], month), _whole(each[1], key)
        if isinstance(at, Refused):
            return at
        if isinstance(number, Refused):
            return number
        assert isinstance(at.value, int), "a whole number was read"
        assert isinstance(number.value, int), "a whole number was read"
        pairs.append((at.value, number.value))
    return Read(tuple(pairs))


def _month(written: object, key: Key) -> Read | Refused:
    if isinstance(written, Month):
        return Read(written)
    read = Month.parse(written) if isinstance(written, str) else None
    return (
        Read(read) if isinstance(read, Month) else _wrong(written, key, 'un mois, comme "2026-01"')
    )


def _word(words: type[StrEnum], written: object, key: Key) -> Read | Refused:
    known = [word.value for word in words]
    if written in known:
        return Read(words(written))
    facts = {"label": _capital(key.label), "given": written, "known": ", ".join(known)}
    return Refused(say.UNKNOWN_WORD, {**facts, "nearest": nearest(str(written), known)})


def _out_of_range(number: float, key: Key) -> Refused | None:
    if key.low is None or key.high is None or key.low <= number <= key.high:
        return None
    given = number_words(number)
    if key.is_rate and key.high <= BASIS_POINTS < number:
        given += f" ({format_rate(int(number))})"
    facts = {"label": _capital(key.label), "given": given, "wanted": key.wanted}
    return Refused(say.OUT_OF_RANGE, facts)


def _wrong(written: object, key: Key, wanted: str) -> Refused:
    given = f"« {written} »" if isinstance(written, str) else str(written)
    facts = {"label": _capital(key.label), "given": given[:60], "wanted": wanted}
    return Refused(say.WRONG_FORM, facts)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
