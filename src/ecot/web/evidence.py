"""What an entry keeps beside its lines, in words: each fact has its name, each figure its unit.

Read by the page of an entry. A fact that the page already shows elsewhere is left out; a fact that
has no word yet is shown as it is kept, never hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.translation import gettext

from ecot.values.money import format_euros, format_rate

register = template.Library()

SHOWN_ELSEWHERE: Final = frozenset({"point_of_sale"})
"""The shop stands in the lines already."""

NAMES: Final[Mapping[str, str]] = {
    "adults": "Adultes",
    "children": "Enfants",
    "pledged_cents": "Part choisie",
    "days_present": "Jours de présence",
    "days_in_month": "Jours du mois",
    "theta_bp": "Part versée, la réserve étant courte",
    "why": "Pourquoi",
    "corrects": "Corrige l’écriture",
    "over_cap": "Au-delà du plafond",
    "amounts": "Prix",
    "euros_cents": "Payé en euros",
    "means": "Comment",
    "code": "Code donné",
    "balance_after_cents": "Solde après",
    "left_cents": "Reste",
    "missing_cents": "Manque",
    "taken_back_cents": "Repris",
    "returned_cents": "Rendu au pot commun",
    "moved_cents": "Passé à un autre foyer",
    "still_cents": "Reste à récupérer",
    "still_to_recover_cents": "Reste à récupérer",
    "counted_cents": "Compté",
    "booked_cents": "Au livre avant le comptage",
    "remittance": "Remise n°",
    "transfers": "Virements",
    "ordered": "Ordonné par l’écriture",
    "owed_cents": "Était dû au commerce",
    "file": "Empreinte du fichier",
    "line": "Ligne du fichier",
}
VALUES: Final[Mapping[str, str]] = {
    "card": "carte",
    "number": "numéro et code",
    "slip": "bon en papier",
    "online": "en ligne",
    "transfer": "virement",
    "cash": "espèces",
    "debit": "prélèvement",
    "payer": "payé par quelqu’un d’autre",
    "left": "le foyer est parti",
    "deceased": "décès",
    "separation": "séparation",
    "merger": "réunion",
    "given": "don",
    "arrived": "arrivée dans le mois",
    "unblocked": "débloqué par une personne",
    "separated": "séparation",
    "merged": "réunion",
    "corrected": "correction",
}


@register.filter
def evidence_lines(evidence: Mapping[str, object]) -> list[tuple[str, str]]:
    """The facts of an entry as (name, words), in the order in which they were kept."""
    return [
        (gettext(NAMES.get(name, name)), _words(name, value))
        for name, value in evidence.items()
        if name not in SHOWN_ELSEWHERE
    ]


def _words(name: str, value: object) -> str:
    match value:
        case bool():
            return gettext("oui") if value else gettext("non")
        case int() if name.endswith("_cents"):
            return format_euros(value)
        case int() if name.endswith("_bp"):
            return format_rate(value)
        case list() if name == "amounts":
            return ", ".join(
                gettext("{price} pris en charge à {rate}").format(
                    price=format_euros(price), rate=format_rate(rate)
                )
                for rate, price in value
            )
        case str() if value in VALUES:
            return gettext(VALUES[value])
    return str(value)
