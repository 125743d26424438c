"""The two identities of MODEL §11, recomputed from the flows in every draw and month, to the cent.

`running` calls it on everything it returns; the tests spoil a cent to see it refuse.
"""

from __future__ import annotations

import numpy as np

from ecot.simulation.month.inputs import Whole
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Opening


def check_books(flows: Whole, opening: Opening) -> None:
    """Cash, credit and what is owed to shops are each last month's plus what moved, exactly.

    `flows` is int64 [draws × months × Flow]. A difference is our own mistake: an assertion.
    """
    for stock, start, more, less in _books(opening):
        before = np.empty(flows.shape[:2], dtype=np.int64)
        before[:, 0], before[:, 1:] = start, flows[:, :-1, stock]
        moved = flows[:, :, more].sum(axis=2) - flows[:, :, less].sum(axis=2)
        wrong = np.argwhere(before + moved != flows[:, :, stock])
        assert not wrong.size, f"{stock.name} does not add up in [draw, month] {wrong[0].tolist()}"


def _books(opening: Opening) -> list[tuple[Flow, int, list[Flow], list[Flow]]]:
    return [
        (
            Flow.CASH,
            opening.cash_cents,
            [Flow.COLLECTED, Flow.RECEIVED, Flow.LENT, Flow.INTEREST],
            [Flow.REIMBURSED, Flow.COSTS, Flow.REPAID],
        ),
        (Flow.WALLETS, opening.wallet_cents, [Flow.ALLOCATED], [Flow.SPENT, Flow.BROKEN]),
        (
            Flow.OWED_TO_SHOPS,
            opening.owed_to_shops_cents,
            [Flow.SPENT],
            [Flow.REIMBURSED, Flow.FEES],
        ),
    ]
