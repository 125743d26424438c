"""Why a source cannot be run: each sentence names the key, its range and what to find out."""

from __future__ import annotations

from ecot.values.refusal import Reason

MECHANISM_UNKNOWN = Reason(
    "MECHANISM_UNKNOWN",
    "{key} : « {name} » n'est pas un mécanisme connu. Choisissez-le dans la liste des mécanismes.",
)
SOURCE_TWICE = Reason(
    "SOURCE_TWICE",
    "{key} : « {name} » est donné deux fois. Donnez un autre nom à l'une des deux ressources.",
)
VALUE_MISSING = Reason(
    "VALUE_MISSING",
    "{key} : il manque « {label} », entre {low} et {high} (un nombre entier, {bounds})."
    " Les fiches ne le disent pas. {ask}",
)
VALUE_OUT_OF_BOUNDS = Reason(
    "VALUE_OUT_OF_BOUNDS",
    "{key} : « {label} » vaut {given}. Choisissez une valeur entre {low} et {high}"
    " (un nombre entier, {bounds}).",
)
VALUE_UNKNOWN = Reason(
    "VALUE_UNKNOWN",
    "{key} : « {label} » ne se règle pas ainsi. Retirez cette ligne, ou choisissez : {names}.",
)
STARTS_EARLY = Reason(
    "STARTS_EARLY",
    "{key} : « {label} » commence avant le scénario. Écrivez 0 : ce qui est déjà signé court alors"
    " jusqu'à la première échéance.",
)
LAW_NOT_DRAWN = Reason(
    "LAW_NOT_DRAWN",
    "{key} : « {label} » demande une loi. Un vote ne se tire pas au sort : retirez cette chance,"
    " et comparez un scénario avec la loi et un scénario sans elle.",
)
