"""Where a part measures: a folder, one database engine that waits for its disk, books made once and copied."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.rounds import scaled

from tests.databases.private_postgres import running_postgres

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
ENGINES = (SQLITE, POSTGRESQL)
WALLETS, EARLIER = scaled(20_000), scaled(46_000)
"""The scale at which the nearest rival was measured; every book here has these wallets and 60 shops."""


@dataclass(frozen=True, slots=True)
class World:
    """A book made for measuring: its address, and the file that says what a till must know of it."""

    url: str
    file: Path


@dataclass
class Place:
    """One engine, for the length of a run; books are made when first asked for."""

    engine: str
    folder: Path
    server: str = ""
    made: set[str] = field(default_factory=set)

    def url(self, name: str) -> str:
        """The address of a book by its name."""
        if self.engine == SQLITE:
            return f"sqlite:///{self.folder}/{name}.sqlite3"
        return self.server.replace("/ecot?", f"/bench_{name}?")

    def fresh(self, name: str) -> str:
        """The address of a new, empty book."""
        if self.engine == POSTGRESQL:
            self._tell_server(f"CREATE DATABASE bench_{name}")
        return self.url(name)

    def world(self, name: str, sales: int = 0) -> World:
        """A book of its own with every wallet full, 60 shops and so many earlier sales."""
        origin = "large" if sales else "empty"
        self._made(origin, sales)
        if self.engine == SQLITE:
            shutil.copy(self.folder / f"{origin}.sqlite3", self.folder / f"{name}.sqlite3")
        else:
            self._tell_server(f"CREATE DATABASE bench_{name} TEMPLATE bench_{origin}")
        return World(self.url(name), self.folder / "empty.json")

    def _made(self, origin: str, sales: int) -> None:
        if origin in self.made:
            return
        self.made.add(origin)
        words = [str(self.folder / "empty.json"), str(WALLETS), str(sales)]
        if sales:
            self.world(origin)
        else:
            self.fresh(origin)
        self.said("bench.building", "more" if sales else "new", *words, url=self.url(origin))

    def said(self, module: str, *words: str, url: str) -> str:
        """What a measuring process prints last."""
        print(f"  {module} {' '.join(words)}", file=sys.stderr, flush=True)
        ended = subprocess.run(
            [sys.executable, "-m", module, *words],
            env=self.environment(url),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return ended.stdout.strip().rpartition("\n")[2]

    def environment(self, url: str) -> dict[str, str]:
        """What a process of ours must be told to open that book."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return os.environ | {
            "ECOT_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "ecot.config.settings",
            "ECOT_DATABASE_URL": url,
            "ECOT_DATABASE_OWNER_URL": "",
        }

    def _tell_server(self, sql: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(sql)


@contextmanager
def place(engine: str) -> Iterator[Place]:
    """An engine of its own while the block lasts; nothing of it stays."""
    with tempfile.TemporaryDirectory(prefix="ecot-bench-") as name:
        folder = Path(name)
        if engine != POSTGRESQL:
            yield Place(engine, folder)
            return
        with running_postgres(waits=True) as url:
            yield Place(engine, folder, url)
