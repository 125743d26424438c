"""Tills over HTTP, and their journals: what each asked (S), what it was told (A), line by line.

A till is never sure of an answer that it did not read: it keeps the operation as unknown, and sends
it again under the same key until it is told.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random
from threading import Event, Thread

PAY = "/api/v1/payments"
SECONDS = 40
TRIES = 200
PAUSE_SECONDS = 0.15
SURE = frozenset({200, 201, 400, 401, 409, 422})
"""Answers that say what happened; a 500, a 503 or a broken line do not."""


@dataclass(frozen=True)
class Operation:
    """A payment as a till has written it down before sending it."""

    key: str
    card: str
    cents: int


@dataclass(frozen=True)
class Told:
    """What a till read as its answer; `status` 0 where it read nothing."""

    status: int
    body: dict[str, object] = field(default_factory=dict)
    retry_after: str = ""

    @property
    def paid(self) -> bool:
        """The till may hand over the goods."""
        return self.status in {200, 201}

    @property
    def code(self) -> str:
        """Why it was refused."""
        refused = self.body.get("refused")
        return str(refused["code"]) if isinstance(refused, dict) else ""


@dataclass
class Till:
    """A cash register: its line to the server, its token, its journal."""

    port: int
    token: str
    sent: dict[str, Operation] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    answers: list[tuple[str, Told]] = field(default_factory=list)
    line: HTTPConnection | None = None

    def send(self, operation: Operation) -> Told:
        """Ask once: S before, A after; a broken line is an unknown outcome."""
        self.sent[operation.key] = operation
        body = {"amount_cents": operation.cents, "card": operation.card}
        told = self.post(PAY, operation.key, body)
        self.answers.append((operation.key, told))
        if told.status in SURE:
            self.told[operation.key] = told
        return told

    def post(self, address: str, key: str, body: dict[str, object]) -> Told:
        """One request on the till's own line; status 0 where no answer was read."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        try:
            if self.line is None:
                self.line = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
            self.line.request("POST", address, json.dumps(body), headers)
            answer = self.line.getresponse()
            read = json.loads(answer.read())
            return Told(answer.status, read, answer.headers.get("Retry-After", ""))
        except (OSError, HTTPException, ValueError):
            self.hang_up()
            return Told(0)

    def hang_up(self) -> None:
        """Drop the line; the next request takes a new one."""
        if self.line is not None:
            self.line.close()
        self.line = None

    @property
    def unknown(self) -> list[Operation]:
        """What was asked and never answered."""
        return [one for key, one in self.sent.items() if key not in self.told]

    def settle(self) -> int:
        """Send again whatever is unknown, under the same key, until it is told; how many there were."""
        left = self.unknown
        for operation in left:
            for _ in range(TRIES):
                if self.send(operation).status in SURE:
                    break
                time.sleep(PAUSE_SECONDS)
        assert not self.unknown, self.answers[-1]
        return len(left)


def at_once(works: Sequence[Callable[[], object]]) -> None:
    """Do all of this at the same time, each in its thread; what one raised is raised here."""
    raised: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001  raised again below, in the test's own thread
            raised.append(error)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


def keep_paying(till: Till, cards: Sequence[str], chance: Random, until: Event) -> None:
    """Pay small sums without end, as a till in a rush; go on to the next sale after a broken line."""
    while not until.is_set():
        key = f"sale-{chance.getrandbits(64):016x}"
        told = till.send(Operation(key, chance.choice(cards), chance.randint(1, 300)))
        if told.status not in SURE:
            until.wait(4 * PAUSE_SECONDS)
