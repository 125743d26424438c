"""Why a request to the interface is refused before any deed is asked."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

TOKEN_UNKNOWN: Final = Reason(
    "TOKEN_UNKNOWN",
    "Cette caisse enregistreuse n’a pas de jeton valable. Demandez-en un au bureau de la caisse, puis"
    " envoyez-le dans l’en-tête Authorization.",
)
KEY_MISSING: Final = Reason(
    "KEY_MISSING",
    "Il manque l’en-tête Idempotency-Key : 8 à 64 lettres, chiffres, points ou tirets, tirés au hasard pour"
    " chaque opération, et gardés pour la renvoyer sans risque.",
)
BODY_NOT_UNDERSTOOD: Final = Reason(
    "BODY_NOT_UNDERSTOOD",
    "La demande n’est pas lisible : {why}. Corrigez-la d’après /api/v1/openapi.json.",
)
METHOD_NOT_KNOWN: Final = Reason(
    "METHOD_NOT_KNOWN", "Cette adresse ne connaît que la méthode {method}. Corrigez la demande."
)
OUR_FAULT: Final = Reason(
    "OUR_FAULT",
    "Une erreur de notre part. Rien n’a été enregistré à moitié : renvoyez la même demande, puis prévenez"
    " le bureau.",
)
