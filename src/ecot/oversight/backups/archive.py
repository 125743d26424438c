"""The form of a backup: one zip file, with the database's copy and a manifest that says what it is.

Any program can open it; nothing in it is ours alone. Called by `making.py` and `restoring.py`.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from ecot.oversight.backups.refusals import ALTERED, NOT_A_BACKUP
from ecot.values.refusal import refuse

FORMAT: Final = "ecot-backup-1"
MANIFEST: Final = "manifest.json"
PAYLOADS: Final = {"sqlite": "book.sqlite3", "postgresql": "book.pgdump"}
AT_ONCE: Final = 1 << 20
SPOILT: Final = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    TypeError,
    EOFError,
    RuntimeError,
)
"""What reading a spoilt zip may raise; the last one of a content said to be locked or packed otherwise."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: of which book, when, how much, and the digest of its copy."""

    made_at: datetime
    ecot_version: str
    database: str
    entries: int
    last_entry_id: int | None
    last_entry_at: datetime | None
    payload_bytes: int
    payload_sha256: str

    def to_json(self) -> str:
        """The manifest's text, as a person may read it."""
        facts = {"format": FORMAT, "payload": PAYLOADS[self.database], **asdict(self)}
        return json.dumps(facts, indent=2, default=datetime.isoformat)


def digest_of(payload: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with payload.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def pack(file: Path, payload: Path, manifest: Manifest) -> None:
    """Write manifest and copy into one new file that only its owner may read."""
    made = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with (
        os.fdopen(made, "wb") as content,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive,
    ):
        archive.writestr(MANIFEST, manifest.to_json())
        archive.write(payload, PAYLOADS[manifest.database])


def unpack(file: Path, to: Path) -> Manifest:
    """Take the copy out of a backup, its digest compared. Refuses NOT_A_BACKUP, ALTERED."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive.read(MANIFEST))
            _take_out(archive, PAYLOADS[manifest.database], to)
    except SPOILT:
        raise refuse(NOT_A_BACKUP, file=file) from None
    if digest_of(to) != manifest.payload_sha256 or to.stat().st_size != manifest.payload_bytes:
        raise refuse(ALTERED, file=file)
    return manifest


def _manifest(text: bytes) -> Manifest:
    facts = json.loads(text)
    if facts.pop("format") != FORMAT or facts.pop("payload") != PAYLOADS[facts["database"]]:
        raise ValueError(FORMAT)
    for name in ("made_at", "last_entry_at"):
        facts[name] = facts[name] and datetime.fromisoformat(facts[name])
    return Manifest(**facts)


def _take_out(archive: zipfile.ZipFile, name: str, to: Path) -> None:
    made = os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with archive.open(name) as content, os.fdopen(made, "wb") as copy:
        while chunk := content.read(AT_ONCE):
            copy.write(chunk)
