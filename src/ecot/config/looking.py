"""Settings of the commands that only look: one's own book, or the demo's where none is begun yet."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ecot.config.environment import read_environment


def _begun(path: Path) -> bool:
    """Whether a book stands there: a file may hold no table yet; one that cannot be read is no other's."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as book:
            look = "SELECT 1 FROM sqlite_master WHERE name = 'ledger_entry'"
            return book.execute(look).fetchone() is not None
    except sqlite3.DatabaseError:
        return True


_HERE = read_environment()
_OWN = _HERE.home / "ecot.sqlite3"
_IS_DEFAULT = _HERE.database_url == f"sqlite:///{_OWN}"

if _IS_DEFAULT and not _begun(_OWN) and _begun(_HERE.home / "demo" / "ecot.sqlite3"):
    from ecot.config.demo import *  # noqa: F403  all the settings of one or
else:
    from ecot.config.settings import *  # noqa: F403  of the other
