"""The states of a remittance's line and the only ways from one to the next. Pure list."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class LineState(StrEnum):
    """Where the payment of one shop stands."""

    PREPARED = "prepared"
    SET_ASIDE = "set_aside"
    CALLED_OFF = "called_off"
    ORDERED = "ordered"
    EXECUTED = "executed"
    RETURNED = "returned"


LINE_STATE_NAMES: Mapping[LineState, str] = {
    LineState.PREPARED: "attend le second oui",
    LineState.SET_ASIDE: "mis de côté",
    LineState.CALLED_OFF: "annulé avant l’ordre",
    LineState.ORDERED: "ordonné à la banque",
    LineState.EXECUTED: "payé",
    LineState.RETURNED: "renvoyé par la banque",
}

NEXT_LINE_STATES: Mapping[LineState, frozenset[LineState]] = {
    LineState.PREPARED: frozenset({LineState.ORDERED, LineState.SET_ASIDE, LineState.CALLED_OFF}),
    LineState.SET_ASIDE: frozenset(),
    LineState.CALLED_OFF: frozenset(),
    LineState.ORDERED: frozenset({LineState.EXECUTED, LineState.RETURNED}),
    LineState.EXECUTED: frozenset({LineState.RETURNED}),
    LineState.RETURNED: frozenset(),
}

IN_FILE = frozenset({LineState.ORDERED, LineState.EXECUTED, LineState.RETURNED})
"""Lines that were sent to the bank, whatever came of them."""

PAID = frozenset({LineState.ORDERED, LineState.EXECUTED})
"""Lines that count as the shop's payment of the period."""


def may_become(present: LineState, wanted: LineState) -> bool:
    """Whether the table knows this step."""
    return wanted in NEXT_LINE_STATES[present]
