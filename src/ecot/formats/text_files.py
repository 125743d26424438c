"""Which encoding a text file is in: named, never guessed in silence.

UTF-8 (with or without mark) is proved by its bytes; anything else is taken for Windows-1252, the
one that French office software still writes, unless its lines contradict one another.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from ecot.formats import refusals
from ecot.values.refusal import Refused

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file and the name of its encoding: `utf-8`, `utf-8-sig` or `cp1252`."""

    text: str
    encoding: str


def decoded(content: bytes) -> TextFile | Refused:
    """The text of a file. Refused: UTF-16, a null byte, an unknown encoding, two of them mixed."""
    if content.startswith(_WIDE_MARKS) or b"\0" in content:
        return Refused(refusals.NOT_PLAIN_TEXT)
    marked = content.startswith(codecs.BOM_UTF8)
    try:
        return TextFile(content.decode("utf-8-sig"), "utf-8-sig" if marked else "utf-8")
    except UnicodeDecodeError as unreadable:
        line = content.count(b"\n", 0, unreadable.start) + 1
    if marked or _says_utf_8_elsewhere(content):
        return Refused(refusals.ENCODING_MIXED, {"line": line})
    try:
        return TextFile(content.decode("cp1252"), "cp1252")
    except UnicodeDecodeError as unreadable:
        line = content.count(b"\n", 0, unreadable.start) + 1
        return Refused(refusals.ENCODING_UNKNOWN, {"line": line})


def _says_utf_8_elsewhere(content: bytes) -> bool:
    """Whether another line holds letters beyond ASCII that are valid UTF-8."""
    for line in content.splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return True
    return False
