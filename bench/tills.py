"""Payments: the pen and the whole action beside the bare driver, processes, one shop, a long history."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.rounds import ROUNDS, Goal

SECONDS = 1.0
MOST = 4


class Crew:
    """Processes that do one deed at the same time."""

    def __init__(self, world: Path, url: str, count: int, python: Sequence[str] = ()) -> None:
        environment = os.environ | {"ECOT_DATABASE_URL": url, "ECOT_DATABASE_OWNER_URL": ""}
        command = python or (sys.executable, "-m", "bench.worker", str(world))
        self.processes = [
            subprocess.Popen(
                [*command, str(seed)],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                bufsize=1,
            )
            for seed in range(count)
        ]
        for process in self.processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"

    def do(self, deed: str, count: int) -> tuple[float, float]:
        """How many a second by the first so many processes, and the median of one in milliseconds."""
        for process in self.processes[:count]:
            assert process.stdin is not None
            process.stdin.write(f"{deed} {SECONDS}\n")
        answers = [
            json.loads(process.stdout.readline())
            for process in self.processes[:count]
            if process.stdout is not None
        ]
        return sum(rate for rate, _ in answers), max(middle for _, middle in answers)

    def leave(self) -> None:
        """Let the processes end."""
        for process in self.processes:
            process.communicate()


def measure(
    small: Crew, large: Crew, *, processes: Sequence[int], peers: dict[str, Crew]
) -> dict[str, list[float]]:
    """Every way of paying in turn, so many rounds."""
    found: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for count in processes:
            for deed in ("bare", "pen", "payment"):
                rate, middle = small.do(deed, count)
                found[f"{deed}, {count} process, a second"].append(rate)
                if (deed, count) == ("payment", 1):
                    found["p50 of a payment, empty book, ms"].append(middle)
        _, middle = large.do("payment", 1)
        found["p50 of a payment, 46,000 earlier sales, ms"].append(middle)
        if MOST in processes:
            rate, _ = small.do("pen-one-shop", MOST)
            found[f"pen at one shop, {MOST} process, a second"].append(rate)
        for name, crew in peers.items():
            found[f"{name}, 1 process, a second"].append(crew.do("payment", 1)[0])
    return found


def goals(engine: str) -> list[Goal]:
    """What is asked of these measures (LEDGER's list, on our own rows)."""
    count = 1 if engine == "sqlite" else MOST
    pen = 0.50 if engine == "sqlite" else 0.60
    of = f"{count} process, a second"
    wanted = [
        Goal(f"pen ÷ bare driver, {count} process", f"pen, {of}", f"bare, {of}", pen),
        Goal(f"payment ÷ bare driver, {count} process", f"payment, {of}", f"bare, {of}", 0.40),
        Goal(
            "p50 with 46,000 earlier sales ÷ empty book",
            "p50 of a payment, 46,000 earlier sales, ms",
            "p50 of a payment, empty book, ms",
            1.25,
            at_most=True,
        ),
        Goal(
            "all tills at one shop ÷ spread over 60",
            f"pen at one shop, {MOST} process, a second",
            f"pen, {MOST} process, a second",
            0.90,
        ),
        Goal(
            "payments with 4 processes ÷ with 2",
            "payment, 4 process, a second",
            "payment, 2 process, a second",
            0.90,
        ),
    ]
    return wanted + [
        Goal(
            f"pen ÷ {peer}, 1 process",
            "pen, 1 process, a second",
            f"{peer}, 1 process, a second",
            10,
        )
        for peer in ("django-hordak", "django-ledger")
    ]
