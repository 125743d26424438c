"""A payment over HTTP, token and key included, beside an endpoint of the same server that commits one row."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from socket import create_connection, socket

from bench.asking import ask_at_once
from bench.crews import Way, in_turns
from bench.places import POSTGRESQL, Place, World
from bench.rounds import Beside, Goal, Measures

LINES, WORKERS = 8, 2
TRIES, PAUSE_SECONDS = 300, 0.1
PAY, ROW = f"payment over HTTP, {LINES} clients", f"one row over HTTP, {LINES} clients"


@dataclass
class Server:
    """What `Way` takes for a crew: the deed is what is asked, the count how many lines ask."""

    port: int
    deeds: dict[str, Callable[[], bytes]]

    def do(self, deed: str, lines: int, seconds: float) -> tuple[float, list[float]]:
        """As a crew does."""
        return ask_at_once(self.port, self.deeds[deed], lines=lines, seconds=seconds)


def measure(place: Place) -> Measures:
    """Both in turn, at the same server."""
    world = place.world("served")
    with serving(place, world) as port:
        server = Server(port, requests(world.file))
        ways = [
            Way(name, server, deed, LINES, percentiles=True)  # type: ignore[arg-type]  # does as a crew
            for name, deed in ((PAY, "pay"), (ROW, "row"))
        ]
        return in_turns(ways)


def requests(file: Path) -> dict[str, Callable[[], bytes]]:
    """The two requests, each time with another key, card and till."""
    told = json.loads(file.read_text())
    cards, tokens, numbers = told["households"], told["tokens"], count()

    def of(address: str) -> Callable[[], bytes]:
        def request() -> bytes:
            number = next(numbers)
            body = json.dumps({"amount_cents": 1, "card": cards[number % len(cards)]})
            token = tokens[number % len(tokens)]
            head = (
                f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
                f"Idempotency-Key: bench-{number:09d}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            return (head + body).encode()

        return request

    return {"pay": of("/api/v1/payments"), "row": of("/bench/one-row")}


@contextmanager
def serving(place: Place, world: World) -> Iterator[int]:
    """The server, on a free port, while the block lasts."""
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    with (place.folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.serving", str(WORKERS)],
            env=place.environment(world.url) | {"ECOT_PORT": str(port)},
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(port, process, place.folder / "server.log")
        yield port
    finally:
        process.terminate()
        process.wait(TRIES * PAUSE_SECONDS)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(TRIES):
        try:
            create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(PAUSE_SECONDS)
        else:
            return
    raise AssertionError(log.read_text())


def goals(engine: str) -> list[Goal]:
    """What is asked of a payment over HTTP."""
    del engine
    return [Goal(f"{PAY} ÷ {ROW}", f"{PAY}, a second", f"{ROW}, a second", 0.30)]


def beside(engine: str) -> list[Beside]:
    """What the rival makes over HTTP with as many clients, auth included."""
    on_server = engine == POSTGRESQL
    return [
        Beside(f"{PAY}, a second", "14–15" if on_server else "22–26"),
        Beside(f"{PAY}, p99 ms", "950–1,088" if on_server else "624–763"),
    ]
