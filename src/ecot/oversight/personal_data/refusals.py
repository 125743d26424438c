"""Why the people of a household cannot be erased yet: stable codes with their French sentences."""

from __future__ import annotations

from ecot.values.refusal import Reason

STILL_MEMBER = Reason(
    "STILL_MEMBER",
    "Le foyer {number} est « {state} » : on n’efface que les personnes d’un foyer parti, dont aucune"
    " date à venir ne dit le retour. Faites d’abord partir le foyer, puis recommencez.",
)
WALLET_NOT_EMPTY = Reason(
    "WALLET_NOT_EMPTY",
    "Il reste {balance} dans le porte-monnaie du foyer {number} : effacé, plus personne ne pourrait le"
    " réclamer. Soldez le départ, puis recommencez.",
)
STILL_OWES = Reason(
    "STILL_OWES",
    "Le foyer {number} doit encore {amount} à la caisse : effacé, on ne saurait plus qui le doit."
    " Reprenez cette somme, ou annulez-la par une décision, puis recommencez.",
)
STILL_OWED = Reason(
    "STILL_OWED",
    "La caisse doit encore {amount} au foyer {number} : effacé, on ne saurait plus à qui le rendre."
    " Rendez cette somme, puis recommencez.",
)
