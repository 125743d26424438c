"""The key that signs heads: made at the first seal, kept in a file beside the database, never in it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

from ecot.records.sealing.notes import Signer, read_signer


def signer() -> Signer:
    """The key of this house; its name is the house's address on the day when it was made."""
    path: Path = settings.SEAL_KEY_FILE
    if not path.exists():
        _make(path)
    return read_signer(path.read_text(encoding="utf-8"))


def _make(path: Path) -> None:
    """Write a new key whole or not at all; where two make one at once, the first stays."""
    made = Signer(f"{settings.SEAL_ORIGIN}", secrets.token_bytes(32))
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(made.text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
