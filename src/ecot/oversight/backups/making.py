"""`ecot backup`: the whole book in one file, while tills go on paying."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.db import DatabaseError, connection

from ecot.ledger.entries import extent
from ecot.oversight.backups.archive import Manifest, digest_of, pack
from ecot.oversight.backups.refusals import FILE_THERE, NOT_WRITTEN
from ecot.oversight.backups.workspaces import give_name, workspace
from ecot.records.copies import postgresql, sqlite
from ecot.values.clock import HERE
from ecot.values.refusal import RefusalError, Refused


def back_up(file: Path, at: datetime) -> tuple[Path, Manifest] | Refused:
    """Copy the book as it is at one instant into a new file, or into a folder under a dated name.

    Refused: a file of that name, a disk that cannot take it, PostgreSQL's programs missing.
    """
    if file.is_dir():
        file /= f"ecot-{at.astimezone(HERE):%Y%m%d-%H%M%S}.zip"
    if file.exists():
        return Refused(FILE_THERE, {"file": file})
    try:
        with workspace(file.parent) as folder:
            manifest = _copied(folder / "payload", at)
            pack(folder / "backup", folder / "payload", manifest)
            give_name(folder / "backup", file)
    except RefusalError as refusal:
        return refusal.refused
    except (OSError, DatabaseError) as failed:
        return Refused(NOT_WRITTEN, {"says": failed})
    return file, manifest


def _copied(payload: Path, at: datetime) -> Manifest:
    engine = sqlite if connection.vendor == "sqlite" else postgresql
    with engine.copied(payload):
        found = extent()
    return Manifest(
        made_at=at,
        ecot_version=version("ecot"),
        database=connection.vendor,
        entries=found.entries,
        last_entry_id=found.last_entry_id,
        last_entry_at=found.last_posted_at,
        payload_bytes=payload.stat().st_size,
        payload_sha256=digest_of(payload),
    )
