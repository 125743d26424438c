"""Counted luck: the number that falls to one entity, in one month of one draw, for one purpose.

Everything in `simulation` that is drawn is drawn here (docs/algorithms/counted-luck.md), so that the
same seed gives the same integers whatever the chunks, the workers and the order. The key holds the
seed and never the scenario: all futures share their luck. Only NumPy's raw Philox words are used, the
part that NumPy keeps stable; no `Generator`, no rejection, no state that lives across calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Draws = range | Sequence[int] | NDArray[np.int64]

COIN_BITS = 21
COIN_SIDES = 1 << COIN_BITS
WORDS_IN_BLOCK = 4
_BASIS_POINTS = 10_000
_WORD = 1 << 64


class Purpose(IntEnum):
    """What a stream is for. Append only: a number that changes changes every result ever printed."""

    HOUSEHOLD_MONTH = 1
    """Three coins of a household's month: it leaves, it does not pay, it spends little."""
    INCOME_CHANGE = 2
    FREE_CHOICE = 3
    """ε of a free contribution, fixed for life."""
    TAKE_UP = 4
    """Who joins, and κ."""
    WAITING_LIST = 5
    PRICES = 300
    TRAJECTORY = 400
    """Where Morris' trajectories start and turn; no household is drawn from 400 to 499."""
    LATTICE = 401
    RESAMPLING = 402


def source_purpose(number: int) -> int:
    """The stream of a source's own coins, by its number in the scenario (0 to 189)."""
    return _within(10, number, 190)


def group_purpose(number: int) -> int:
    """The stream of the yearly factor of a group of sources (0 to 99)."""
    return _within(200, number, 100)


def attribute_purpose(number: int) -> int:
    """The stream that samples one attribute of a territory's households (0 to 99)."""
    return _within(900, number, 100)


def parameter_purpose(number: int) -> int:
    """The stream of an uncertain parameter: entity 0, month 0, one value a draw."""
    return _within(1_000, number, 1_000)


class Stream:
    """The words of one purpose under one seed, written into arrays that the caller keeps.

    The counter is (block, month, draw, purpose) and the key (seed, 0): entity i owns word i mod 4 of
    block ⌊i/4⌋ + 1, since NumPy steps the counter before its first block.
    """

    __slots__ = ("_counter", "_philox", "_state")

    def __init__(self, purpose: int, *, seed: int) -> None:
        """Open the stream; `seed` and `purpose` are whole numbers below 2⁶⁴."""
        assert 0 <= purpose < _WORD, "a purpose of the registry"
        assert 0 <= seed < _WORD, "a seed is a whole number below 2⁶⁴"
        counter = np.array([0, 0, 0, purpose], dtype=np.uint64)
        self._philox = np.random.Philox(counter=counter, key=np.array([seed, 0], np.uint64))
        self._state = self._philox.state
        self._counter: Words = self._state["state"]["counter"]

    def row(self, *, month: int, draw: int, start: int, count: int) -> Words:
        """The words of entities `start` to `start + count`, uint64 [count]; `start` is a multiple of 4."""
        assert start % WORDS_IN_BLOCK == 0, "a chunk starts at a multiple of 4"
        self._counter[0] = start // WORDS_IN_BLOCK
        self._counter[1] = month
        self._counter[2] = draw
        self._philox.state = self._state
        return self._philox.random_raw(count)

    def fill(self, out: Words, *, month: int, first_draw: int, start: int) -> None:
        """Write the words of consecutive draws into `out`, uint64 [draws × entities]."""
        assert start % WORDS_IN_BLOCK == 0, "a chunk starts at a multiple of 4"
        philox, state, counter, count = self._philox, self._state, self._counter, out.shape[1]
        counter[0], counter[1] = start // WORDS_IN_BLOCK, month
        for offset in range(out.shape[0]):
            counter[2] = first_draw + offset
            philox.state = state
            out[offset] = philox.random_raw(count)


def words(
    purpose: int, *, seed: int, month: int = 0, draws: int | Draws = 0, start: int = 0, count: int
) -> Words:
    """The raw words of entities `start`… in each draw: uint64 [count], or [draws × count].

    One number as `draws` gives one row; a range or an array gives a row for each. `start` is a
    multiple of 4; `month` and the draws are not negative.
    """
    stream = Stream(purpose, seed=seed)
    if isinstance(draws, int):
        return stream.row(month=month, draw=draws, start=start, count=count)
    out = np.empty((len(draws), count), dtype=np.uint64)
    for index, draw in enumerate(draws):
        out[index] = stream.row(month=month, draw=int(draw), start=start, count=count)
    return out


def coins(drawn: Words) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Each word cut in three coins of 21 bits, lowest bits first; an event happens below its threshold."""
    signed = drawn.view(np.int64)
    mask = COIN_SIDES - 1
    return signed & mask, (signed >> COIN_BITS) & mask, (signed >> 2 * COIN_BITS) & mask


def coin_threshold(chance_bp: int) -> int:
    """⌊p·2²¹⌉ of a chance in basis points: a coin below it is the event; 0 never, 2²¹ always."""
    assert 0 <= chance_bp <= _BASIS_POINTS, "a chance is from 0 to 10 000 basis points"
    return (2 * chance_bp * COIN_SIDES + _BASIS_POINTS) // (2 * _BASIS_POINTS)


def coin_thresholds(chances: NDArray[np.float64]) -> NDArray[np.int64]:
    """⌊p·2²¹⌉ of chances from 0 to 1, in their shape."""
    assert not np.any((chances < 0) | (chances > 1)), "a chance is from 0 to 1"
    return np.floor(chances * COIN_SIDES + 0.5).astype(np.int64)


def uniforms(drawn: Words) -> NDArray[np.float64]:
    """((word >> 11) + ½) / 2⁵³: strictly between 0 and 1, in the shape of the words.

    The last word would round to 1: it gives the number just below.
    """
    found: NDArray[np.float64] = ((drawn >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53
    return np.minimum(found, 1.0 - 2.0**-53, out=found)


def normals(drawn: Words) -> NDArray[np.float64]:
    """Standard normal values of the words, by the inverse distribution of their uniforms."""
    return inverse_normal(uniforms(drawn))


def inverse_normal(chance: NDArray[np.float64]) -> NDArray[np.float64]:
    """The z with Φ(z) = chance, by Acklam's rational approximation: relative error below 1.2e-9.

    Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution
    function", 2003. `chance` strictly between 0 and 1; below 2⁻⁵³ is never drawn.
    """
    tail = np.minimum(chance, 1.0 - chance)
    far = np.sqrt(-2.0 * np.log(np.minimum(tail, _TAIL)))
    outer = _ratio(far, _TAIL_TOP, _TAIL_BOTTOM)
    centred = chance - 0.5
    inner = centred * _ratio(centred * centred, _CENTRE_TOP, _CENTRE_BOTTOM)
    return np.where(tail < _TAIL, np.where(centred < 0, outer, -outer), inner)


_TAIL = 0.02425
_CENTRE_TOP = (
    -3.969683028665376e01,
    2.209460984245205e02,
    -2.759285104469687e02,
    1.383577518672690e02,
    -3.066479806614716e01,
    2.506628277459239e00,
)
_CENTRE_BOTTOM = (
    -5.447609879822406e01,
    1.615858368580409e02,
    -1.556989798598866e02,
    6.680131188771972e01,
    -1.328068155288572e01,
    1.0,
)
_TAIL_TOP = (
    -7.784894002400293e-03,
    -3.223964580411365e-01,
    -2.400758277161838e00,
    -2.549732539343734e00,
    4.374664141464968e00,
    2.938163982698783e00,
)
_TAIL_BOTTOM = (
    7.784695709041462e-03,
    3.224671290700398e-01,
    2.445134137142996e00,
    3.754408661907416e00,
    1.0,
)


def _ratio(
    of: NDArray[np.float64], top: tuple[float, ...], bottom: tuple[float, ...]
) -> NDArray[np.float64]:
    return _polynomial(of, top) / _polynomial(of, bottom)


def _polynomial(of: NDArray[np.float64], coefficients: tuple[float, ...]) -> NDArray[np.float64]:
    total = np.full_like(of, coefficients[0])
    for each in coefficients[1:]:
        total = total * of + each
    return total


def _within(first: int, number: int, room: int) -> int:
    assert 0 <= number < room, f"a number from 0 to {room - 1}"
    return first + number
