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
BODY_TOO_LARGE: Final = Reason(
    "BODY_TOO_LARGE",
    "La demande est trop longue : {most} octets au plus. Un paiement n’en demande que quelques-uns ; corrigez-la.",
)
TOO_FAST: Final = Reason(
    "TOO_FAST",
    "Cette caisse enregistreuse envoie trop de demandes à la fois ; celle-ci n’a pas été faite. Attendez"
    " quelques secondes, puis renvoyez la même demande.",
)
NOTHING_HERE: Final = Reason(
    "NOTHING_HERE",
    "Il n’y a rien à cette adresse. Celles qui existent sont dans /api/v1/openapi.json.",
)
REQUEST_NOT_UNDERSTOOD: Final = Reason(
    "REQUEST_NOT_UNDERSTOOD",
    "La demande n’est pas lisible : son adresse ou ses en-têtes. Corrigez-la d’après /api/v1/openapi.json.",
)
METHOD_NOT_KNOWN: Final = Reason(
    "METHOD_NOT_KNOWN", "Cette adresse ne connaît que la méthode {method}. Corrigez la demande."
)
OUR_FAULT: Final = Reason(
    "OUR_FAULT",
    "Une erreur de notre part. Rien n’a été enregistré à moitié : renvoyez la même demande, puis prévenez"
    " le bureau.",
)
