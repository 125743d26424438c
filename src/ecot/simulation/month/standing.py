"""Whether someone sits in each seat, where that depends on the draw: no refill, or entries frozen.

Only `households` uses it, and only in those futures: elsewhere every open seat is taken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_WAITING, _PRESENT, _LEFT = 0, 1, 2


class Standing:
    """The state of each seat of a chunk, [draws × open seats]: waited for, taken, or left for good."""

    def __init__(self, draws: int, count: int) -> None:
        """All `count` seats are taken."""
        self._state = np.full((draws, count), _PRESENT, dtype=np.int8)
        self.present: NDArray[np.bool_] = np.ones((draws, count), dtype=np.bool_)

    def open(self, count: int) -> None:
        """New seats on the right, that nobody has taken yet."""
        more = count - self._state.shape[1]
        self._state = np.pad(self._state, ((0, 0), (0, more)), constant_values=_WAITING)
        self.present = self._state == _PRESENT

    def close(self, count: int) -> NDArray[np.int64]:
        """Seats beyond `count` disappear; how many of them were taken, by draw."""
        gone: NDArray[np.int64] = self.present[:, count:].sum(axis=1)
        self._state = self._state[:, :count].copy()
        self.present = self._state == _PRESENT
        return gone

    def leave(self, positions: NDArray[np.intp], *, refill: bool) -> None:
        """Those seats are left: waited for again where seats are filled again, else for good."""
        self._state.reshape(-1)[positions] = _WAITING if refill else _LEFT

    def enter(self, frozen: NDArray[np.bool_] | None) -> NDArray[np.intp]:
        """Seats that are waited for are taken, but in frozen draws; their flat positions."""
        entering = self._state == _WAITING
        if frozen is not None:
            entering &= ~frozen[:, None]
        self._state[entering] = _PRESENT
        self.present = self._state == _PRESENT
        return np.flatnonzero(entering)
