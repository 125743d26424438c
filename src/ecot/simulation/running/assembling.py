"""Pieces that were played, put together: sums added, books kept and checked, whole draws only.

`run` calls it. Sums are whole numbers: the order in which pieces come back changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ecot.simulation.funding.catalogue import sources_of
from ecot.simulation.funding.receipts import receipts
from ecot.simulation.month.inputs import Sum, Whole
from ecot.simulation.month.playing import settle
from ecot.simulation.outcome import Flow
from ecot.simulation.running.accounts import accounts_of
from ecot.simulation.running.pieces import Piece, Played, Settled, Study, Summed


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The whole draws of a run, from draw 0 on: flows and receipts as `Outcome` has them."""

    flows: Whole
    receipts: Whole
    signed: Whole


def assembled(study: Study, pieces: Sequence[Piece], found: Sequence[Played]) -> Draws:
    """The draws of which every piece was played, up to the first that misses one."""
    draws = _whole_draws(pieces, found)
    kept = sorted(
        (each for each in found if each.piece.first_draw < draws),
        key=lambda each: each.piece.first_draw,
    )
    whole = [each for each in kept if isinstance(each, Settled)]
    summed = [each for each in kept if isinstance(each, Summed)]
    if whole:
        return _joined(whole)
    return _settled(study, summed, draws=draws) if summed else _no_draw(study)


def _whole_draws(pieces: Sequence[Piece], found: Sequence[Played]) -> int:
    played = {(each.piece.first_draw, each.piece.start) for each in found}
    missed = [each.first_draw for each in pieces if (each.first_draw, each.start) not in played]
    return min(missed, default=max(each.first_draw + each.draws for each in pieces))


def _joined(kept: Sequence[Settled]) -> Draws:
    return Draws(
        flows=np.concatenate([each.flows for each in kept]),
        receipts=np.concatenate([each.receipts for each in kept]),
        signed=np.concatenate([each.signed for each in kept]),
    )


def _settled(study: Study, kept: Sequence[Summed], *, draws: int) -> Draws:
    months = study.scenario.months
    drawn = receipts(study.scenario, first_draw=0, draws=draws)
    sums = np.zeros((draws, months, len(Sum)), dtype=np.int64)
    thirds = np.zeros((draws, *kept[0].thirds.shape[1:]), dtype=np.int64)
    for each in kept:
        rows = slice(each.piece.first_draw, each.piece.first_draw + each.piece.draws)
        sums[rows] += each.sums
        thirds[rows] += each.thirds
    caisse = settle(sums, thirds, accounts_of(study.scenario, drawn))
    return Draws(
        flows=caisse.flows, receipts=caisse.receipts, signed=drawn.signed_of(caisse.receipts)
    )


def _no_draw(study: Study) -> Draws:
    months = study.scenario.months
    nothing = np.zeros((0, months, len(sources_of(study.scenario))), dtype=np.int64)
    return Draws(
        flows=np.zeros((0, months, len(Flow)), dtype=np.int64), receipts=nothing, signed=nothing
    )
