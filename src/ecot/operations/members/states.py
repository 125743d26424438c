"""The states of a membership and of a card, and the only ways from one to the next.

Called by the deeds of this room, by queries and by faces that list the possible next steps.
No date and no table of the database enters here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a household's contract with the caisse stands."""

    APPLICANT = "applicant"
    WAITING = "waiting"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


STATE_NAMES: Mapping[State, str] = {
    State.APPLICANT: "candidat",
    State.WAITING: "liste d'attente",
    State.ACTIVE: "actif",
    State.PAUSED: "en pause",
    State.LEFT: "parti",
}

FIRST_STATES = frozenset({State.APPLICANT, State.WAITING, State.ACTIVE})

NEXT_STATES: Mapping[State, frozenset[State]] = {
    State.APPLICANT: frozenset({State.WAITING, State.ACTIVE, State.LEFT}),
    State.WAITING: frozenset({State.ACTIVE, State.LEFT}),
    State.ACTIVE: frozenset({State.PAUSED, State.LEFT}),
    State.PAUSED: frozenset({State.ACTIVE, State.LEFT}),
    State.LEFT: frozenset({State.WAITING, State.ACTIVE}),
}


class CardState(StrEnum):
    """What a card may still do."""

    ACTIVE = "active"
    BLOCKED = "blocked"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


CARD_STATE_NAMES: Mapping[CardState, str] = {
    CardState.ACTIVE: "valable",
    CardState.BLOCKED: "bloquée",
    CardState.LOST: "perdue",
    CardState.WITHDRAWN: "retirée",
}

NEXT_CARD_STATES: Mapping[CardState, frozenset[CardState]] = {
    CardState.ACTIVE: frozenset({CardState.BLOCKED, CardState.LOST, CardState.WITHDRAWN}),
    CardState.BLOCKED: frozenset({CardState.ACTIVE, CardState.LOST, CardState.WITHDRAWN}),
    CardState.LOST: frozenset(),
    CardState.WITHDRAWN: frozenset(),
}


class Prefers(StrEnum):
    """How a household wishes to be written to."""

    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"


PREFERENCE_NAMES: Mapping[Prefers, str] = {
    Prefers.MAIL: "courriel",
    Prefers.PHONE: "téléphone",
    Prefers.LETTER: "lettre",
}
