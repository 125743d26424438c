"""The product served for real: `ecot serve` in processes of its own, on a free port, killed at will.

`unguarded` names a guard that this server runs without: how a control shows that the test sees it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

TRIES = 300
PAUSE_SECONDS = 0.1
STOP_SECONDS = 30


@dataclass
class Server:
    """A server that can be killed and started again, as an operator's supervisor would."""

    port: int
    environment: Mapping[str, str]
    log: Path
    unguarded: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        """Start it, and wait for its first answer."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.unguarded", self.unguarded],
                env=dict(self.environment),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in range(TRIES):
            if self.answers():
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(PAUSE_SECONDS)
        message = f"the server does not answer\n{self.log.read_text()}"
        raise AssertionError(message)

    def answers(self) -> bool:
        """Whether it answers at all now."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=STOP_SECONDS)
        try:
            connection.request("GET", "/api/v1/openapi.json")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """The processes that answer requests: children of the server, without the one that ticks."""
        assert self.process is not None
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        children = [int(pid) for pid in task.read_text().split()]
        return [pid for pid in children if "ticking" not in _command_of(pid)]

    def kill_a_worker(self, number: int) -> None:
        """kill -9 one worker; the server itself must put another in its stead."""
        workers = self.workers()
        if workers:
            os.kill(workers[number % len(workers)], signal.SIGKILL)

    def kill(self) -> None:
        """kill -9 everything: the server, its workers and what ticks beside."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(STOP_SECONDS)

    def stop(self) -> None:
        """Close it as an operator does; whatever stays is killed."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()


def _command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


@contextmanager
def serving(
    environment: Mapping[str, str], folder: Path, *, unguarded: str = ""
) -> Iterator[Server]:
    """A server on this book while the block lasts."""
    port = free_port()
    home = folder / f"home-{port}"
    home.mkdir()
    own = {**environment, "ECOT_HOME": str(home), "ECOT_PORT": str(port)}
    server = Server(port, own, home / "log", unguarded)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
