"""Why a deed on a lead is not done. Facts are already written for people."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

LEAD_UNKNOWN: Final = Reason(
    "LEAD_UNKNOWN", "Cette piste n'existe pas. Rouvrez la liste et choisissez-la de nouveau."
)
LEAD_WITHOUT_TITLE: Final = Reason(
    "LEAD_WITHOUT_TITLE", "La piste n'a pas de nom. Écrivez qui pourrait payer, ou comment."
)
LEAD_WITHOUT_OWNER: Final = Reason(
    "LEAD_WITHOUT_OWNER",
    "Personne ne suit cette piste. Écrivez un prénom ou un groupe : une piste sans personne s'oublie.",
)
LEAD_CANNOT_MOVE: Final = Reason(
    "LEAD_CANNOT_MOVE",
    "Une piste « {before} » ne passe pas à « {after} ». Notez d'abord l'étape entre les deux.",
)
MECHANISM_UNKNOWN: Final = Reason(
    "MECHANISM_UNKNOWN",
    "« {mechanism} » n'est pas un des financements recensés. Choisissez-le dans la liste.",
)
LEAD_KEY_REUSED: Final = Reason(
    "LEAD_KEY_REUSED",
    "Cette étape a déjà été notée avec d'autres mots. Recommencez depuis une page neuve.",
)
