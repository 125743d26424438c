"""How fast one cash register may ask: its own faults, or a stolen token, leave room for the others.

A bucket per register and per worker process: so many requests at once, then so many a second. Kept in
memory, since a count in the book would cost each payment a write. Called by `asking.py`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

AT_ONCE: Final = 300
PER_SECOND: Final = 50
"""A market stall sells once every few seconds; a fair of registers behind one token, a few a second."""


@dataclass(slots=True)
class Pace:
    """What each register may still ask now; `now` is a clock that only goes forward, in seconds."""

    now: Callable[[], float] = time.monotonic
    left: dict[int, tuple[float, float]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def allows(self, device_id: int) -> bool:
        """Take one request from this register's bucket; False when it is empty."""
        with self.lock:
            at = self.now()
            before, left = self.left.get(device_id, (at, float(AT_ONCE)))
            left = min(float(AT_ONCE), left + (at - before) * PER_SECOND)
            allowed = left >= 1
            self.left[device_id] = (at, left - allowed)
        return allowed


PACE: Final = Pace()
"""The pace of this worker's registers."""
