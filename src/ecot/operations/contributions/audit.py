"""What this room writes about deeds that move no money. No income enters here."""

from __future__ import annotations

from typing import Final

from ecot.records.audit import AuditKind, Erasure

PLEDGED: Final = AuditKind(
    "contributions.pledged", "Engagement de {amount} par mois à partir de {month}."
)
CALLED: Final = AuditKind(
    "contributions.called",
    "Appel de {month} : {added} foyers ajoutés, {total} en tout.",
    Erasure.KEPT,
)
ANSWERED: Final = AuditKind("contributions.answered", "Réponse « {answer} » jusqu'à {until}.")
GUIDANCE_KEPT: Final = AuditKind(
    "contributions.guidance_kept", "Les réponses au repère sont gardées, à la demande du foyer."
)
GUIDANCE_FORGOTTEN: Final = AuditKind(
    "contributions.guidance_forgotten", "Les réponses au repère sont effacées."
)
