"""Settings of the commands that only look: one's own book, or the demo's where none is begun yet."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ecot.config.environment import read_environment


def _begun(path: Path) -> bool:
    """Whether a book stands there: a file may be there and hold no table yet."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as book:
        found = book.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger_entry'").fetchone()
    return found is not None


_HERE = read_environment()
_OWN = _HERE.home / "ecot.sqlite3"
_IS_DEFAULT = _HERE.database_url == f"sqlite:///{_OWN}"

if _IS_DEFAULT and not _begun(_OWN) and _begun(_HERE.home / "demo" / "ecot.sqlite3"):
    from ecot.config.demo import *  # noqa: F403  all the settings of one or
else:
    from ecot.config.settings import *  # noqa: F403  of the other
