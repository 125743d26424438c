"""The steps of the month: their names, their states, what each asks of whom. Pure lists and values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class StepName(StrEnum):
    """The seven steps, in their order."""

    CALL = "call"
    MATCH = "match"
    BALANCE = "balance"
    ALLOCATION = "allocation"
    HELD = "held"
    SHOPS = "shops"
    CLOSE = "close"


TITLES: Mapping[StepName, str] = {
    StepName.CALL: "Appeler les cotisations",
    StepName.MATCH: "Reconnaître les recettes sans nom",
    StepName.BALANCE: "Recopier le solde de la banque",
    StepName.ALLOCATION: "Ouvrir l’allocation",
    StepName.HELD: "Répondre pour les foyers en attente",
    StepName.SHOPS: "Payer les commerces",
    StepName.CLOSE: "Clôturer le mois",
}


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    TO_YOU = "to_you"
    READY = "ready"
    LATER = "later"


STATE_WORDS: Mapping[StepState, str] = {
    StepState.DONE: "fait",
    StepState.TO_YOU: "à vous",
    StepState.READY: "prêt",
    StepState.LATER: "plus tard",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it stands: in words, what blocks it, whether one action finishes it.

    `action` is the name of the step's own deed; None where there is nothing to do now.
    """

    name: StepName
    state: StepState
    detail: str
    blocked_by: tuple[StepName, ...] = ()

    @property
    def title(self) -> str:
        """The step in French."""
        return TITLES[self.name]

    @property
    def action(self) -> StepName | None:
        """What one click opens, where there is something to do."""
        return self.name if self.state in {StepState.TO_YOU, StepState.READY} else None
