"""Processes that pay at the same time, and ways of paying that take turns within a round."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.places import Place, World
from bench.rounds import Measures, rounds

SECONDS = 1.6
TURNS = 8
"""A round gives each way that many seconds, in so many turns: what slows the machine slows all of them."""
PERCENTILES = 100


class Crew:
    """Processes that do one deed at the same time."""

    def __init__(
        self, place: Place, world: World, count: int, *, command: Sequence[str] = ()
    ) -> None:
        own = command or (sys.executable, "-m", "bench.worker", str(world.file))
        self.processes = [
            subprocess.Popen(
                [*own, str(seed)],
                env=place.environment(world.url),
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

    def do(self, deed: str, count: int, seconds: float) -> tuple[float, list[float]]:
        """How many a second by the first so many processes, and what each took in milliseconds."""
        for process in self.processes[:count]:
            assert process.stdin is not None
            process.stdin.write(f"{deed} {seconds}\n")
        rate, every = 0.0, []
        for process in self.processes[:count]:
            assert process.stdout is not None
            elapsed, took = json.loads(process.stdout.readline())
            rate += len(took) / elapsed
            every += [micros / 1000 for micros in took]
        return rate, every

    def leave(self) -> None:
        """Let the processes end."""
        for process in self.processes:
            process.communicate()


@dataclass(frozen=True, slots=True)
class Way:
    """A crew's deed by so many of its processes; `name` is how its measures are called."""

    name: str
    crew: Crew
    deed: str
    count: int = 1
    percentiles: bool = False

    def turn(self, seconds: float) -> tuple[float, list[float]]:
        """One turn of it."""
        return self.crew.do(self.deed, self.count, seconds)


@dataclass
class Spells:
    """What the turns of one round gave."""

    rates: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)


def in_turns(ways: Sequence[Way], seconds: float = SECONDS) -> Measures:
    """Every way in turn, so many rounds: rates a second, and the p50 and p99 of those that ask for it."""
    found: Measures = defaultdict(list)
    for way in ways:
        way.turn(seconds / TURNS)  # plans are made, caches are warm
    for _ in range(rounds()):
        spells: dict[str, Spells] = defaultdict(Spells)
        for turn in range(TURNS):
            first = turn % len(ways)
            for way in (*ways[first:], *ways[:first]):
                rate, took = way.turn(seconds / TURNS)
                spells[way.name].rates.append(rate)
                spells[way.name].took += took
        for way in ways:
            mine = spells[way.name]
            found[f"{way.name}, a second"].append(sum(mine.rates) / TURNS)
            if way.percentiles:
                found[f"{way.name}, p50 ms"].append(median(mine.took))
                last = sorted(mine.took)[len(mine.took) * 99 // PERCENTILES]
                found[f"{way.name}, p99 ms"].append(last)
    return dict(found)
