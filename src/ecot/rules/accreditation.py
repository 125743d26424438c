"""Which shops are accepted and which part of a price MonA cover: docs/algorithms/accreditation.md.

The till takes one amount per rate, never a product; the committee's page uses the criteria grid.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from ecot.rules.parameters import Bound, Parameters, Unit
from ecot.values.money import BASIS_POINTS, format_rate, share
from ecot.values.refusal import Reason, Refused

RATES_MAX = 3

NO_RATE = Reason(
    "NO_RATE",
    "Aucune catégorie n'a de taux de prise en charge."
    " Donnez-en un au moins, ou choisissez « tout ou rien ».",
)
RATES_WITHOUT_USE = Reason(
    "RATES_WITHOUT_USE",
    "En « tout ou rien », tout est pris en charge à 100 % chez un commerce agréé."
    " Retirez les taux par catégorie.",
)
TOO_MANY_RATES = Reason(
    "TOO_MANY_RATES",
    "Il y a {count} taux différents ; la caisse du magasin en accepte trois au plus."
    " Regroupez des catégories.",
)
RATE_OUT_OF_BOUNDS = Reason(
    "RATE_OUT_OF_BOUNDS",
    "Le taux de « {category} » ({rate}) ne convient pas. Choisissez plus de 0 % et au plus 100 %.",
)
CRITERION_TWICE = Reason(
    "CRITERION_TWICE", "Le critère « {slug} » est écrit deux fois. Gardez-en un."
)
CRITERION_WEIGHT = Reason(
    "CRITERION_WEIGHT",
    "Le critère « {label} » vaut {weight} points. Donnez-lui entre 0 et 100 points.",
)
THRESHOLD_OUT_OF_REACH = Reason(
    "THRESHOLD_OUT_OF_REACH",
    "Le seuil ({threshold} points) dépasse le total des critères ({total} points) :"
    " aucun commerce ne pourrait être agréé. Abaissez-le.",
)


class Coverage(StrEnum):
    """Whether an accredited shop's goods are covered in full, or by category."""

    ALL_OR_NOTHING = "all_or_nothing"
    BY_CATEGORY = "by_category"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the grid: met or not, worth so many points, required or not."""

    slug: str
    label: str
    weight: int
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationRule(Parameters):
    """The criteria grid, the coverage rates by category, and how long an agreement is valid."""

    coverage: Coverage
    rates_bp: Mapping[str, int]
    criteria: tuple[Criterion, ...] = ()
    threshold: Annotated[int, Bound(0, 10_000, "Seuil de la grille")] = 0
    validity_months: Annotated[int, Bound(1, 120, "Durée de l'agrément", Unit.MONTHS)] = 36
    notice_days: Annotated[int, Bound(0, 365, "Préavis du renouvellement", Unit.DAYS)] = 60

    def check_together(self) -> Refused | None:
        """Rates fit the kind of coverage, three at most; the threshold can be reached."""
        refused = self._check_rates()
        return self._check_criteria() if refused is None else refused

    def _check_rates(self) -> Refused | None:
        if self.coverage is Coverage.ALL_OR_NOTHING:
            return Refused(RATES_WITHOUT_USE) if self.rates_bp else None
        if not self.rates_bp:
            return Refused(NO_RATE)
        for category, rate in self.rates_bp.items():
            if not 0 < rate <= BASIS_POINTS:
                return Refused(
                    RATE_OUT_OF_BOUNDS, {"category": category, "rate": format_rate(rate)}
                )
        count = len(set(self.rates_bp.values()))
        return Refused(TOO_MANY_RATES, {"count": count}) if count > RATES_MAX else None

    def _check_criteria(self) -> Refused | None:
        seen: set[str] = set()
        for each in self.criteria:
            if each.slug in seen:
                return Refused(CRITERION_TWICE, {"slug": each.slug})
            if not 0 <= each.weight <= 100:  # noqa: PLR2004 (points out of a hundred)
                return Refused(CRITERION_WEIGHT, {"label": each.label, "weight": each.weight})
            seen.add(each.slug)
        total = sum(each.weight for each in self.criteria)
        if self.threshold > total:
            facts = {"threshold": self.threshold, "total": total}
            return Refused(THRESHOLD_OUT_OF_REACH, facts)
        return None

    def sentence(self) -> str:
        """The rule as a citizen reads it."""
        if self.coverage is Coverage.ALL_OR_NOTHING:
            said = ["Chez un commerce agréé, tout se paie en MonA ; ailleurs, rien."]
        else:
            parts = ", ".join(
                f"{category} : {format_rate(rate)}"
                for category, rate in sorted(self.rates_bp.items(), key=lambda pair: pair[1])
            )
            said = [f"Chez un commerce agréé, les MonA paient une part du prix ({parts})."]
        required = [each.label for each in self.criteria if each.required]
        if required:
            said.append(f"Il faut : {', '.join(required)}.")
        if self.threshold:
            said.append(f"La grille demande {self.threshold} points.")
        said.append(
            f"L'agrément vaut {self.validity_months} mois ; le renouvellement se prépare"
            f" {Unit.DAYS.words(self.notice_days)} avant."
        )
        return " ".join(said)


def rate_for(rule: AccreditationRule, category: str) -> int:
    """The part of a category's price that MonA pay, in basis points; 0 if it is not covered."""
    if rule.coverage is Coverage.ALL_OR_NOTHING:
        return BASIS_POINTS
    return rule.rates_bp.get(category, 0)


def rates(rule: AccreditationRule) -> tuple[int, ...]:
    """The different rates of the rule, highest first: the amounts that a till asks for."""
    if rule.coverage is Coverage.ALL_OR_NOTHING:
        return (BASIS_POINTS,)
    return tuple(sorted(set(rule.rates_bp.values()), reverse=True))


def amounts_by_rate(
    rule: AccreditationRule, prices_cents: Mapping[str, int]
) -> tuple[tuple[int, int], ...]:
    """The prices of several categories, added up by rate: pairs (rate in bp, cents), highest first."""
    totals: dict[int, int] = {}
    for category, price_cents in prices_cents.items():
        rate = rate_for(rule, category)
        totals[rate] = totals.get(rate, 0) + price_cents
    return tuple(sorted(totals.items(), reverse=True))


def covered_by_rate(amounts: Collection[tuple[int, int]]) -> int:
    """What MonA pay of amounts given by rate, in cents: rounded half up once per rate."""
    return sum(share(price_cents, rate) for rate, price_cents in amounts)


def covered(rule: AccreditationRule, prices_cents: Mapping[str, int]) -> int:
    """What MonA pay of the prices of several categories, in cents: rounded once per rate."""
    return covered_by_rate(amounts_by_rate(rule, prices_cents))


@dataclass(frozen=True, slots=True)
class Assessment:
    """A shop against the grid: its points, the required criteria it misses, the outcome."""

    points: int
    missing: tuple[str, ...]
    accepted: bool


def assess(rule: AccreditationRule, met: Collection[str]) -> Assessment:
    """A shop passes with every required criterion and at least the threshold of points.

    `met` holds the slugs of the criteria that the committee found met.
    """
    points = sum(each.weight for each in rule.criteria if each.slug in met)
    missing = tuple(each.slug for each in rule.criteria if each.required and each.slug not in met)
    return Assessment(points, missing, accepted=not missing and points >= rule.threshold)
