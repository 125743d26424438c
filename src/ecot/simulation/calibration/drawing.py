"""One value a draw of everything that a book leaves in doubt, from counted luck."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecot.simulation.behaviour.paying import beta_quantiles
from ecot.simulation.calibration.posterior import Beta, Known
from ecot.simulation.streams import normals, parameter_purpose, uniforms, words

Floats = NDArray[np.float64]

LEAVING, UNPAID, SLOW, CHOSEN_MEAN, CHOSEN_SPREAD = range(10, 15)
"""Streams 1010 to 1014. Append only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Rates of each draw, float64 [draws]."""

    leaving: Floats
    unpaid: Floats
    slow: Floats
    chosen_mean: Floats
    chosen_spread: Floats


def drawn(known: Known, *, seed: int, draws: range) -> Drawn:
    """The values of some draws; the same whatever draws are asked together."""
    first, second = (
        normals(_words(number, seed, draws)) for number in (CHOSEN_MEAN, CHOSEN_SPREAD)
    )
    (a, b), (_, d) = known.chosen.covariance
    root = np.sqrt(max(a, 0.0))
    across = b / root if root else 0.0
    rest = np.sqrt(max(d - across * across, 0.0))
    return Drawn(
        leaving=rates(known.leaving, LEAVING, seed=seed, draws=draws),
        unpaid=rates(known.unpaid, UNPAID, seed=seed, draws=draws),
        slow=rates(known.slow, SLOW, seed=seed, draws=draws),
        chosen_mean=known.chosen.mean + root * first,
        chosen_spread=np.exp(known.chosen.log_spread + across * first + rest * second),
    )


def rates(law: Beta, number: int, *, seed: int, draws: range) -> Floats:
    """One value of a rate for each draw; a rate without doubt is itself."""
    if law.hits <= 0 or law.misses <= 0:
        return np.full(len(draws), 0.0 if law.hits <= 0 else 1.0)
    return beta_quantiles(uniforms(_words(number, seed, draws)), law.hits, law.misses)


def _words(number: int, seed: int, draws: range) -> NDArray[np.uint64]:
    found: NDArray[np.uint64] = words(parameter_purpose(number), seed=seed, draws=draws, count=1)
    return found[:, 0]
