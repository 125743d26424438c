"""The parts of `make bench`, by name: what each measures, on which databases, what is asked of it.

A part is one module with `measure(place)` and `goals(engine)`, and `beside(engine)` where it has a rival;
add its line here. One that needs no database takes `engines=("",)` and is given no place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import (
    beside_peers,
    growth,
    history,
    month,
    over_http,
    sealing,
    tills,
)
from bench.page import PAGE
from bench.places import ENGINES, POSTGRESQL, Place
from bench.rounds import Beside, Goal, Measures


def _no_rival(engine: str) -> list[Beside]:
    del engine
    return []


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the run: `title` heads its section of `page`, one for each of `engines`."""

    name: str
    title: str
    measure: Callable[[Place], Measures]
    goals: Callable[[str], Sequence[Goal]]
    beside: Callable[[str], Sequence[Beside]] = _no_rival
    engines: tuple[str, ...] = ENGINES
    page: Path = PAGE


PARTS = (
    Part("tills", "Payments", tills.measure, tills.goals),
    Part(
        "history",
        "Payments with a history, 20,000 wallets and 60 shops",
        history.measure,
        history.goals,
        history.beside,
    ),
    Part("http", "Payments over HTTP", over_http.measure, over_http.goals, over_http.beside),
    Part(
        "peers",
        "Beside two libraries",
        beside_peers.measure,
        beside_peers.goals,
        engines=(POSTGRESQL,),
    ),
    Part("month", "A month's allocation", month.measure, month.goals, month.beside),
    Part("growth", "A book that grows old", growth.measure, growth.goals),
    Part("seal", "What the seal costs", sealing.measure, sealing.goals),
)
