"""A cell of the joint table from one word, in constant time: Walker's alias method on whole numbers.

`households` draws with it. Source: A. J. Walker, "An efficient method for generating discrete random
variables with general distributions", 1977; built as M. D. Vose showed in 1991.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.streams import Words

_COLUMN_BITS = 9
COLUMNS = 1 << _COLUMN_BITS
_COIN_BITS = 32
_COIN_MASK = np.uint64((1 << _COIN_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Alias:
    """For each of 512 columns: below `threshold` (of 2³²) the column itself, else its `other`."""

    threshold: NDArray[np.uint64]
    other: NDArray[np.int16]

    def draw(self, words: Words) -> NDArray[np.int16]:
        """The cell of each word: nine high bits choose the column, 32 low bits toss its coin."""
        column = (words >> np.uint64(64 - _COLUMN_BITS)).astype(np.int16)
        coin = words & _COIN_MASK
        return np.where(coin < self.threshold[column], column, self.other[column])


def alias_of(shares: NDArray[np.float64]) -> Alias:
    """The table of these shares (at most 512, summing to 1); each is met within 2⁻³²."""
    assert shares.size <= COLUMNS, "at most 512 cells"
    left = np.zeros(COLUMNS)
    left[: shares.size] = shares.ravel() * COLUMNS
    threshold = np.full(COLUMNS, 1 << _COIN_BITS, dtype=np.uint64)
    other = np.arange(COLUMNS, dtype=np.int16)
    small = [index for index in range(COLUMNS) if left[index] < 1.0]
    large = [index for index in range(COLUMNS) if left[index] >= 1.0]
    while small and large:
        under, over = small.pop(), large[-1]
        threshold[under] = round(left[under] * (1 << _COIN_BITS))
        other[under] = over
        left[over] -= 1.0 - left[under]
        if left[over] < 1.0:
            small.append(large.pop())
    return Alias(threshold, other)
