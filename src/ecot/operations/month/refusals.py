"""Why a month may not be opened or closed: stable codes with their French sentences."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

STEPS_PENDING: Final = Reason(
    "STEPS_PENDING",
    "Le mois de {month} ne peut pas encore être clôturé. Il reste : {steps}.",
)

NOT_CLOSED: Final = Reason(
    "NOT_CLOSED",
    "Le mois de {month} n’est pas clôturé : son papier se fait à la clôture.",
)
