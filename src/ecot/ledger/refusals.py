"""Why the book says no, with what to do."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

KEY_REUSED: Final = Reason(
    "KEY_REUSED",
    "Cette opération a déjà été enregistrée avec un autre contenu. Rien n’a été changé : "
    "recommencez depuis une page neuve.",
)
BELOW_FLOOR: Final = Reason(
    "BELOW_FLOOR",
    "Le porte-monnaie ne contient pas assez de MonA. Rien n’a été débité : choisissez un montant plus petit.",
)
UNKNOWN_WALLET: Final = Reason(
    "UNKNOWN_WALLET",
    "Ce foyer n’a pas de porte-monnaie. Vérifiez le numéro, puis inscrivez le foyer s’il est nouveau.",
)
UNKNOWN_ENTRY: Final = Reason(
    "UNKNOWN_ENTRY", "Cette écriture n’existe pas. Retrouvez-la dans la liste, puis recommencez."
)
ALREADY_REVERSED: Final = Reason(
    "ALREADY_REVERSED",
    "Cette écriture a déjà été annulée. Rien n’a été changé : regardez l’annulation dans la liste.",
)
REVERSAL_IS_FINAL: Final = Reason(
    "REVERSAL_IS_FINAL",
    "Une annulation ne s’annule pas. Saisissez l’opération juste comme une opération nouvelle.",
)
MONTH_NOT_NEXT: Final = Reason(
    "MONTH_NOT_NEXT",
    "Les mois se clôturent dans l’ordre : le prochain est {expected}. Clôturez-le d’abord.",
)
MONTH_NOT_OVER: Final = Reason(
    "MONTH_NOT_OVER", "Le mois de {month} n’est pas terminé. Revenez le {on}."
)
