"""Zipped office files, weighed before they are opened.

The listing is judged first: what announces too much is refused without inflating a byte. Then
each part is inflated under a limit and packed again without compression, so that a listing that
lies cannot hurt the reader behind.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from ecot.formats import refusals
from ecot.values.refusal import Refused

PARTS_MAX = 2_000
INFLATED_MAX = 50_000_000
RATIO_MAX = 100
SMALL_PART = 100_000

_SIGNATURE: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 0x1
_PLAIN_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@dataclass(frozen=True, slots=True)
class Archive:
    """An office file made safe to open: its kind (`xlsx` or `ods`) and its parts, stored plain."""

    kind: str
    content: bytes


def looks_like_archive(content: bytes) -> bool:
    """Whether the first bytes are those of a zip file."""
    return content.startswith(_SIGNATURE)


def repacked(content: bytes) -> Archive | Refused:
    """The parts of an XLSX or ODS file, at most 50 MB in all, stored without compression.

    Refused: not such a file, encrypted, broken, too many parts, a path that climbs, a link, more
    than 50 MB or a part inflated more than a hundredfold.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            refused = _judge_listing(parts)
            if refused is not None:
                return refused
            kind = _kind(archive)
            if isinstance(kind, Refused):
                return kind
            return _copied(archive, parts, kind)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return Refused(refusals.WORKBOOK_BROKEN)


def _judge_listing(parts: list[zipfile.ZipInfo]) -> Refused | None:
    if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > INFLATED_MAX:
        return Refused(refusals.ARCHIVE_SWOLLEN, {"limit": INFLATED_MAX // 1_000_000})
    for part in parts:
        if part.file_size > SMALL_PART and part.file_size > RATIO_MAX * part.compress_size:
            return Refused(refusals.ARCHIVE_SWOLLEN, {"limit": INFLATED_MAX // 1_000_000})
        if part.flag_bits & _ENCRYPTED:
            return Refused(refusals.WORKBOOK_LOCKED)
        climbs = part.filename.startswith("/") or ".." in part.filename.split("/")
        linked = stat.S_ISLNK(part.external_attr >> 16)
        if climbs or linked or part.compress_type not in _PLAIN_METHODS:
            return Refused(refusals.WORKBOOK_BROKEN)
    names = [part.filename for part in parts]
    return Refused(refusals.WORKBOOK_BROKEN) if len(set(names)) != len(names) else None


def _kind(archive: zipfile.ZipFile) -> str | Refused:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if {"mimetype", "content.xml"} <= names:
        return "ods"
    return Refused(refusals.NOT_A_TABLE)


def _copied(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], kind: str) -> Archive:
    """Each part, read no further than the size that the listing announced and judged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as safe:
        for part in parts:
            if not part.is_dir():
                safe.writestr(part.filename, archive.read(part))
    return Archive(kind, buffer.getvalue())
