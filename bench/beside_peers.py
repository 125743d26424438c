"""The pen beside two bookkeeping libraries of the same framework, on the same server and at the same work.

They are installed in a virtual environment of their own (`make install-peers`), never in ours.
"""

from __future__ import annotations

from pathlib import Path

from bench.crews import Crew, Way, in_turns
from bench.places import Place, World
from bench.rounds import Goal, Measures

PEERS = ("django-hordak", "django-ledger")
PYTHON = Path(".venv-peers/bin/python")
ONE = "1 process"
OURS = {"pen": 10, "payment": None, "bare": None}
"""The bare driver shows what the disk alone allows: one process waits for it at each payment."""


def measure(place: Place) -> Measures:
    """The bare driver, the pen, the whole payment and each peer in turn, one process each."""
    assert PYTHON.exists(), "make install-peers, then again"
    ours = Crew(place, place.world("beside"), 1)
    crews = [ours]
    ways = [Way(f"{deed}, {ONE}", ours, deed) for deed in OURS]
    for peer in PEERS:
        world = World(place.fresh(peer.replace("-", "_")), place.folder)
        crews.append(Crew(place, world, 1, command=(str(PYTHON), "bench/peers.py", peer)))
        ways.append(Way(f"{peer}, {ONE}", crews[-1], "payment"))
    try:
        return in_turns(ways)
    finally:
        for crew in crews:
            crew.leave()


def goals(engine: str) -> list[Goal]:
    """Ten times each peer; the whole payment and the bare driver are printed beside."""
    del engine
    return [
        Goal(f"{ours} ÷ {peer}", f"{ours}, {ONE}, a second", f"{peer}, {ONE}, a second", bound)
        for peer in PEERS
        for ours, bound in OURS.items()
    ]
