"""Payments: the pen and the whole action beside the bare driver; processes; all tills at one shop."""

from __future__ import annotations

from bench.crews import Crew, Way, in_turns
from bench.places import POSTGRESQL, Place
from bench.rounds import Goal, Measures

FEW, MANY = 4, 16


def measure(place: Place) -> Measures:
    """Every way of paying in turn."""
    on_server = place.engine == POSTGRESQL
    crew = Crew(place, place.world("tills"), MANY if on_server else FEW)
    ways = [Way(f"{deed}, 1 process", crew, deed) for deed in ("bare", "pen", "payment")]
    ways += [Way(f"payment, {n} processes", crew, "payment", n) for n in (2, FEW)]
    if on_server:
        ways += [Way(f"{deed}, {FEW} processes", crew, deed, FEW) for deed in ("bare", "pen")]
        ways += [Way(f"pen, {MANY} processes", crew, "pen", MANY)]
        ways += [Way(f"pen at one shop, {MANY} processes", crew, "pen-one-shop", MANY)]
    try:
        return in_turns(ways)
    finally:
        crew.leave()


def goals(engine: str) -> list[Goal]:
    """What is asked of these measures."""
    count = f"{FEW} processes" if engine == POSTGRESQL else "1 process"
    pen = 0.60 if engine == POSTGRESQL else 0.50

    def ratio(above: str, below: str, bound: float | None) -> Goal:
        return Goal(f"{above} ÷ {below}", f"{above}, a second", f"{below}, a second", bound)

    found = [
        ratio(f"pen, {count}", f"bare, {count}", pen),
        ratio(f"payment, {count}", f"bare, {count}", 0.40),
        ratio(f"payment, {FEW} processes", "payment, 2 processes", 0.90),
    ]
    if engine == POSTGRESQL:
        found += [
            ratio(f"pen at one shop, {MANY} processes", f"pen, {MANY} processes", 0.90),
            ratio("pen, 1 process", "bare, 1 process", None),
            ratio("payment, 1 process", "bare, 1 process", None),
        ]
    return found
