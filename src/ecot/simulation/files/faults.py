"""What can be wrong in a scenario, as sentences for the person who wrote the file.

A file is outside world: reading it raises one `ScenarioError` that holds every fault found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from ecot.values.refusal import Reason, Refused

NOT_FOUND = Reason(
    "SCENARIO_NOT_FOUND",
    "Il n'y a pas de scénario « {name} ».{nearest} Donnez un fichier .toml, ou l'un de : {known}.",
)
NOT_TOML = Reason(
    "SCENARIO_NOT_TOML",
    "Cette ligne ne se lit pas : {text}. Écrivez `clé = valeur`, les mots entre guillemets, les"
    " montants en centimes sans espace ni virgule (120_00 pour 120 €), chaque clé une seule fois.",
)
NOT_TEXT = Reason(
    "SCENARIO_NOT_TEXT", "Ce fichier n'est pas du texte en UTF-8. Enregistrez-le sous cette forme."
)
CYCLE = Reason(
    "SCENARIO_CYCLE",
    "Ces scénarios partent l'un de l'autre sans fin : {chain}. Choisissez à l'un d'eux un autre"
    " point de départ (baseline), ou aucun.",
)
UNKNOWN_TABLE = Reason(
    "UNKNOWN_TABLE", "« {name} » n'est pas une partie d'un scénario.{nearest} Il y a : {known}."
)
UNKNOWN_KEY = Reason(
    "UNKNOWN_KEY",
    "« {name} » n'est pas une clé connue ici.{nearest} Corrigez-la ou retirez-la.",
)
MISSING_KEY = Reason("MISSING_KEY", "Il manque « {name} » : {label}. Ajoutez {wanted}.")
NOT_A_TABLE = Reason("NOT_A_TABLE", "« {name} » s'écrit comme une table : {wanted}.")
WRONG_FORM = Reason("WRONG_FORM", "{label} : {given} ne convient pas. Écrivez {wanted}.")
FLOAT_AMOUNT = Reason(
    "FLOAT_AMOUNT",
    "{label} : {given} a une virgule. Un montant s'écrit en centimes entiers, par exemple"
    " 120_00 pour 120 € : {wanted}.",
)
FLOAT_RATE = Reason(
    "FLOAT_RATE",
    "{label} : {given} a une virgule. Écrivez des points de base ({basis_points} pour {percent}),"
    ' ou un texte avec le signe pour cent ("{percent}") : {wanted}.',
)
OUT_OF_RANGE = Reason("OUT_OF_RANGE", "{label} : {given} est hors des limites. Écrivez {wanted}.")
PER_CENT_OR_BASIS_POINTS = Reason(
    "PER_CENT_OR_BASIS_POINTS",
    "{label} : {given} points de base font {as_written}. Est-ce bien {as_written}, ou {as_percent} ?"
    ' Écrivez "{as_written}" ou "{as_percent}" entre guillemets, avec le signe pour cent.',
)
UNKNOWN_WORD = Reason(
    "UNKNOWN_WORD", "{label} : « {given} » n'est pas connu.{nearest} Il y a : {known}."
)
NOT_A_LEVER = Reason(
    "NOT_A_LEVER",
    "« {name} » n'est pas un nombre entier que l'on peut faire bouger. Choisissez un montant, un taux"
    " ou une durée.",
)
NOT_A_CHANGE = Reason(
    "NOT_A_CHANGE",
    "« {given} » ne dit pas quoi changer. Écrivez clé=valeur, par exemple"
    " costs.fixed_month_cents=900000.",
)
SEVERAL_VERSIONS = Reason(
    "SEVERAL_VERSIONS",
    "« {name} » : cette règle change en cours de route. Dites laquelle de ses versions, par le"
    " mois où elle commence : {known}.",
)
TWICE = Reason("TWICE", "« {name} » est écrit deux fois. Gardez-en un seul.")
NOTHING_TO_REMOVE = Reason(
    "NOTHING_TO_REMOVE",
    "« {name} » n'existe pas dans le scénario de départ : il n'y a rien à retirer.{nearest}",
)
LAW_HAS_NO_CHANCE = Reason(
    "LAW_HAS_NO_CHANCE",
    "{label} demande une loi : une loi n'a pas de probabilité. Retirez « {name} » ; un scénario dit"
    " « si la loi est votée », et un autre « sinon ».",
)
LAW_STATUS_IS_DATED = Reason(
    "LAW_STATUS_IS_DATED",
    "Le statut juridique de « {mechanism} » est « {known} » : il vient des faits datés, pas d'un"
    " scénario. Retirez « law_status ».",
)
NOT_SIMULATED = Reason(
    "NOT_SIMULATED",
    "La règle « {name} » ne change rien à une simulation. Retirez-la. Il y a : {known}.",
)
EMPTY_POPULATION = Reason(
    "EMPTY_POPULATION",
    "Aucun foyer n'a de place, du début à la fin. Donnez au moins un foyer, par exemple"
    " households = [[0, 400]].",
)
GROWTH_ORDER = Reason(
    "GROWTH_ORDER",
    "Les points de la croissance doivent commencer au mois 0 et avancer dans le temps."
    " Écrivez par exemple [[0, 400], [36, 1200]].",
)
SHARES_OF_SHOPS = Reason(
    "SHARES_OF_SHOPS",
    "Les parts des commerces font {given} en tout, et non 100 %. Ajustez share_bp de l'un d'eux.",
)
INTEREST_TWICE = Reason(
    "INTEREST_TWICE",
    "La réserve toucherait deux fois ses intérêts : « {name} » verse déjà ceux du compte. Retirez"
    " interest_bp, ou retirez cette source.",
)
ENDS_BEFORE = Reason(
    "ENDS_BEFORE",
    "Le dernier mois ({until}) vient avant le premier ({first}). Corrigez l'un des deux.",
)
NOT_PUBLISHED = Reason(
    "NOT_PUBLISHED",
    "Les revenus de {given} ne sont pas publiés pour ce territoire. Écrivez area et vintage comme"
    " l'un de : {known}.",
)
UNKNOWN_SOURCE = Reason(
    "UNKNOWN_SOURCE",
    "La source « {name} » n'existe pas parmi les faits livrés.{nearest} Écrivez entrée:clé, par"
    " exemple montpellier:declared, ou laissez source vide.",
)
FACT_WITHOUT_SOURCE = Reason(
    "FACT_WITHOUT_SOURCE",
    '« {name} » est dit « fait », mais sans source. Ajoutez source = "entrée:clé", ou dites-le'
    " calculé, supposé ou inconnu.",
)
FIRST_VERSION = Reason(
    "FIRST_VERSION",
    "La règle « {name} » doit avoir une version dès le mois 0. Ajoutez-la, ou partez d'un scénario"
    " qui en a une.",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: in which file, at which line (0: not on a line), about which key, and why."""

    file: str
    line: int
    key: str
    refused: Refused

    @property
    def sentence(self) -> str:
        """The fault as one line that a person reads."""
        said = self.refused.sentence
        key = "" if said.startswith(f"{self.key} :") else self.key
        where = [self.file, f"ligne {self.line}" if self.line else "", key]
        return f"{', '.join(part for part in where if part)} : {said}"


class ScenarioError(Exception):
    """A scenario that cannot be run, with every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))
        super().__init__("\n".join(fault.sentence for fault in self.faults))


def nearest(name: str, known: Iterable[str]) -> str:
    """« Vouliez-vous dire … ? » with the closest known word, or nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Vouliez-vous dire « {close[0]} » ?" if close else ""
