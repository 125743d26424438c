"""Settings of the commands that only look: one's own book, or the demo's where there is none yet."""

from __future__ import annotations

from ecot.config.environment import read_environment

_HERE = read_environment()
_OWN = _HERE.home / "ecot.sqlite3"
_DEMO = _HERE.home / "demo" / "ecot.sqlite3"

if _HERE.database_url == f"sqlite:///{_OWN}" and not _OWN.exists() and _DEMO.exists():
    from ecot.config.demo import *  # noqa: F403
else:
    from ecot.config.settings import *  # noqa: F403
