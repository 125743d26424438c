"""A payment with a long history behind it, at the scale at which the nearest rival was measured."""

from __future__ import annotations

import json

from bench.crews import Crew, Way, in_turns
from bench.places import EARLIER, POSTGRESQL, Place
from bench.rounds import Beside, Goal, Measures

COUNTS = (1, 4, 8)
EMPTY = "payment, empty book"
LARGE = f"payment, {EARLIER:,} earlier sales, {{}} process"
CHECK = f"ecot check of {EARLIER:,} sales, s"
THEIRS = {"SQLite": ("10", "13", "13"), POSTGRESQL: ("5", "8", "6")}


def measure(place: Place) -> Measures:
    """One till in an empty book and in a large one, more tills in the large one; then its check."""
    empty = Crew(place, place.world("young"), 1)
    world = place.world("old", EARLIER)
    checked = place.world("checked", EARLIER)
    large = Crew(place, world, COUNTS[-1])
    ways = [Way(EMPTY, empty, "payment", percentiles=True)]
    ways += [
        Way(LARGE.format(count), large, "payment", count, percentiles=count == 1)
        for count in COUNTS
    ]
    try:
        found = in_turns(ways)
    finally:
        for crew in (empty, large):
            crew.leave()
    return found | json.loads(place.said("bench.checking", CHECK, url=checked.url))


def goals(engine: str) -> list[Goal]:
    """A book's past costs a payment nothing."""
    del engine
    large = LARGE.format(1)
    return [
        Goal(
            f"p50 with {EARLIER:,} earlier sales ÷ empty book",
            f"{large}, p50 ms",
            f"{EMPTY}, p50 ms",
            1.25,
            at_most=True,
        )
    ]


def beside(engine: str) -> list[Beside]:
    """What the rival made in the same book: 20,000 wallets, 60 shops, as many earlier sales."""
    rates = zip(COUNTS, THEIRS[engine], strict=True)
    return [
        *(Beside(f"{LARGE.format(count)}, a second", theirs) for count, theirs in rates),
        Beside(CHECK, "no command; about 150–350 s by hand"),
    ]
