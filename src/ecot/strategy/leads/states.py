"""Where a lead stands, and the only ways from one state to the next.

Called by the deeds of this room and by the faces that offer the next steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class LeadState(StrEnum):
    """How far one is with somebody who could pay."""

    IDEA = "idea"
    STUDIED = "studied"
    IN_CONTACT = "in_contact"
    ASKED = "asked"
    OBTAINED = "obtained"
    CLOSED = "closed"


LEAD_STATE_NAMES: Mapping[LeadState, str] = {
    LeadState.IDEA: "idée",
    LeadState.STUDIED: "à l'étude",
    LeadState.IN_CONTACT: "contact pris",
    LeadState.ASKED: "demande déposée",
    LeadState.OBTAINED: "obtenue",
    LeadState.CLOSED: "sans suite",
}

_OPEN = frozenset({LeadState.IDEA, LeadState.STUDIED, LeadState.IN_CONTACT, LeadState.ASKED})

NEXT_LEAD_STATES: Mapping[LeadState, frozenset[LeadState]] = {
    LeadState.IDEA: _OPEN | {LeadState.CLOSED},
    LeadState.STUDIED: _OPEN | {LeadState.CLOSED},
    LeadState.IN_CONTACT: _OPEN | {LeadState.OBTAINED, LeadState.CLOSED},
    LeadState.ASKED: _OPEN | {LeadState.OBTAINED, LeadState.CLOSED},
    LeadState.OBTAINED: frozenset({LeadState.OBTAINED, LeadState.ASKED, LeadState.CLOSED}),
    LeadState.CLOSED: frozenset({LeadState.CLOSED, LeadState.IDEA, LeadState.STUDIED}),
}
"""Money is obtained only from somebody who was spoken to; what was closed may be taken up again."""
