"""Why a deed on a grant is not done. Facts are already written for people."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

GRANT_UNKNOWN: Final = Reason(
    "GRANT_UNKNOWN",
    "Cette subvention n'existe pas. Rouvrez la liste et choisissez-la de nouveau.",
)
GRANT_DAYS_REVERSED: Final = Reason(
    "GRANT_DAYS_REVERSED",
    "La subvention finirait avant de commencer. Vérifiez les deux dates.",
)
GRANT_EXCEEDED: Final = Reason(
    "GRANT_EXCEEDED",
    "Il ne reste que {left} à recevoir sur cette subvention. Vérifiez le montant, ou signez "
    "l'avenant comme une nouvelle subvention.",
)
ENVELOPE_EXCEEDED: Final = Reason(
    "ENVELOPE_EXCEEDED",
    "Il ne reste que {left} de l'argent reçu de ce financeur. Réduisez le montant.",
)
SET_ASIDE_EXCEEDED: Final = Reason(
    "SET_ASIDE_EXCEEDED",
    "Les fonds dédiés de cette subvention ne contiennent que {left}. Réduisez le montant.",
)
GRANT_ENTRY_UNKNOWN: Final = Reason(
    "GRANT_ENTRY_UNKNOWN",
    "Cette écriture n'est pas celle d'une subvention, ou elle est déjà annulée. Rouvrez sa page.",
)
GRANT_IN_USE: Final = Reason(
    "GRANT_IN_USE",
    "De l'argent de cette subvention est déjà arrivé ou a été employé. Annulez d'abord ces mouvements.",
)
CHARGE_KEY_REUSED: Final = Reason(
    "CHARGE_KEY_REUSED",
    "Cette affectation a déjà été enregistrée avec un autre contenu. Recommencez depuis une page neuve.",
)
