"""Rules of real caisses, ready to be founded on, with what is published and what is our choice.

The founding act, the demo and the simulator start from one of these. Sources are keys of the
experiment of the same id in `reference/data/experiments.yaml`; what no page gives is marked
`assumed` and says so in its note, which every screen that uses it shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ecot.rules.accreditation import AccreditationRule, Coverage, Criterion
from ecot.rules.allocation import AllocationRule
from ecot.rules.contribution import ContributionRule, Mode
from ecot.rules.gift import GiftRule, ReceiptPolicy
from ecot.rules.kinds import RuleKind
from ecot.rules.parameters import Parameters
from ecot.rules.payment import PaymentRule
from ecot.rules.reimbursement import ReimbursementRule, Rhythm
from ecot.rules.reserve import ReserveRule, Shortage
from ecot.rules.scale import Scale, ScaleBase
from ecot.rules.wallet import WalletRule
from ecot.values.money import BASIS_POINTS
from ecot.values.month import Month


class Status(StrEnum):
    """How well a rule is known."""

    PUBLISHED = "published"
    PARTLY = "partly"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a rule comes from: source keys of the experiment, and what we chose ourselves."""

    status: Status
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PresetRule:
    """The parameters of one kind, with their provenance."""

    parameters: Parameters
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Preset:
    """The rules of a caisse, one of each kind, at one time; `since` is a month where they were in force."""

    slug: str
    name: str
    experiment: str
    since: Month
    rules: Mapping[RuleKind, PresetRule]

    def parameters(self, kind: RuleKind) -> Parameters:
        """The parameters of one kind."""
        return self.rules[kind].parameters


def _assumed(parameters: Parameters, note: str) -> PresetRule:
    return PresetRule(parameters, Provenance(Status.ASSUMED, (), note))


GUIDANCE = Scale(
    knots_cents=(0, 500_00, 1_000_00, 1_500_00),
    rates_bp=(0, 1_00, 5_00, 10_00),
    jumps_cents=(0, 0, 0, 0),
    floor_cents=1_00,
    ceiling_cents=250_00,
    step_cents=1_00,
    base=ScaleBase.CONSUMPTION_UNIT,
)
"""Our guidance: 0, 1, 5, 10 % from 0, 500, 1 000, 1 500 euros a month and consumption unit."""

FREE_CONTRIBUTION = PresetRule(
    ContributionRule(
        mode=Mode.FREE,
        minimum_cents=1_00,
        ceiling_cents=None,
        step_cents=1_00,
        scale=GUIDANCE,
        food_share_max_bp=50_00,
    ),
    Provenance(
        Status.PARTLY,
        ("lemonde", "silence", "fdf", "francesoir"),
        "Publié : montant libre à partir de 1 €, sur la confiance, avec une grille de repères"
        " (revenu, budget alimentaire). Les chiffres de la grille n'ont pas été trouvés : le repère"
        " est notre choix. Avec les revenus de Montpellier et 48 % de personnes pauvres, il propose"
        " 57 € en moyenne à une personne seule (publié : 50 à 60 €). 250 € par unité est le plus"
        " haut montant cité, pas une règle.",
    ),
)

ALL_OR_NOTHING = PresetRule(
    AccreditationRule(
        coverage=Coverage.ALL_OR_NOTHING,
        rates_bp={},
        criteria=(
            Criterion("offer", "une offre biologique, durable ou locale", 40, required=True),
            Criterion("profit", "une lucrativité limitée", 30, required=False),
            Criterion("margins", "des marges transparentes", 30, required=False),
        ),
        threshold=70,
        validity_months=36,
        notice_days=60,
    ),
    Provenance(
        Status.PARTLY,
        ("carenews23", "20min-ch", "latoque"),
        "Publié : les trois critères, et aucun taux partiel. La grille notée, le seuil et la durée"
        " n'ont pas été trouvés : points, seuil de 70 et 36 mois sont notre choix.",
    ),
)

CARRY_OVER = _assumed(
    WalletRule(carry_over_months=2, transfers_allowed=False),
    "La règle des MonA non dépensés n'a pas été trouvée : garder deux fois la dernière allocation"
    " est notre choix.",
)

TILL_PAYMENT = _assumed(
    PaymentRule(
        code_from_cents=60_00,
        ceiling_per_payment_cents=150_00,
        ceiling_per_day_cents=200_00,
    ),
    "Plafonds, seuil du code et nombre d'essais sont notre choix : carte seule sous 60 €, trois"
    " codes faux puis 15 minutes de repos, dix par heure et par caisse, cinquante pour le réseau.",
)

MONTHLY_REIMBURSEMENT = _assumed(
    ReimbursementRule(rhythm=Rhythm.MONTHLY, minimum_cents=10_00, delay_days=10, fee_bp=0),
    "Le rythme, le délai et les frais de la MonA n'ont pas été trouvés : chaque mois, sous dix"
    " jours, sans frais, est notre choix.",
)

FULL_COVER = _assumed(
    ReserveRule(cover_bp=BASIS_POINTS, safety_months=1, shortage=Shortage.HOLD),
    "Aucune règle de réserve n'a été publiée : couvrir chaque MonA d'un euro, et attendre s'il en"
    " manque, est notre choix.",
)

NO_RECEIPTS = _assumed(
    GiftRule(policy=ReceiptPolicy.NONE),
    "Aucune décision de l'administration fiscale ne nomme une caisse alimentaire, et aucune règle de"
    " reçus n'a été trouvée ici : ne pas en délivrer est notre choix.",
)

MONTPELLIER_2023 = Preset(
    slug="montpellier-2023",
    name="Montpellier, 2023 : 100 MonA par participant",
    experiment="montpellier",
    since=Month(2023, 2),
    rules={
        RuleKind.CONTRIBUTION: FREE_CONTRIBUTION,
        RuleKind.ALLOCATION: PresetRule(
            AllocationRule(
                base_cents=100_00,
                extra_adult_cents=100_00,
                extra_child_cents=0,
                child_age_max=17,
            ),
            Provenance(
                Status.PARTLY,
                ("carenews25", "reporterre"),
                "Publié : 100 MonA par participant et par mois, quel que soit le montant cotisé."
                " Que les enfants ne comptent pas, le jour du versement et les trois mois tolérés"
                " sont notre choix.",
            ),
        ),
        RuleKind.WALLET: CARRY_OVER,
        RuleKind.ACCREDITATION: ALL_OR_NOTHING,
        RuleKind.PAYMENT: TILL_PAYMENT,
        RuleKind.REIMBURSEMENT: MONTHLY_REIMBURSEMENT,
        RuleKind.RESERVE: FULL_COVER,
        RuleKind.GIFT: NO_RECEIPTS,
    },
)

MONTPELLIER_2025 = Preset(
    slug="montpellier-2025",
    name="Montpellier, 2025 : par foyer, 140 MonA en moyenne",
    experiment="montpellier",
    since=Month(2025, 1),
    rules={
        **MONTPELLIER_2023.rules,
        RuleKind.ALLOCATION: PresetRule(
            AllocationRule(
                base_cents=120_00,
                extra_adult_cents=40_00,
                extra_child_cents=40_00,
                child_age_max=17,
            ),
            Provenance(
                Status.ASSUMED,
                ("incorrigibles", "offer"),
                "Publié : un budget par foyer, 140 € en moyenne fin 2025. Les paliers n'ont pas été"
                " trouvés : 120 MonA, et 40 de plus par autre personne, est notre choix. À 1,5"
                " personne par foyer, cela fait 140 en moyenne. La date de départ aussi est choisie.",
            ),
        ),
    },
)

CADENET = Preset(
    slug="cadenet",
    name="Cadenet, 2024 : 150 € par personne, sans cotisation, prise en charge de 30, 70 ou 100 %",
    experiment="cadenet",
    since=Month(2024, 4),
    rules={
        **MONTPELLIER_2023.rules,
        RuleKind.CONTRIBUTION: PresetRule(
            ContributionRule(mode=Mode.NONE, minimum_cents=0),
            Provenance(
                Status.PUBLISHED, ("basta-cad", "libe-cad", "conso-cad", "clac"), "Sans cotisation."
            ),
        ),
        RuleKind.ALLOCATION: PresetRule(
            AllocationRule(
                base_cents=150_00,
                extra_adult_cents=150_00,
                extra_child_cents=150_00,
                child_age_max=17,
                months_tolerated=24,
            ),
            Provenance(
                Status.PARTLY,
                ("basta-cad", "libe-cad", "conso-cad", "clac"),
                "Publié : 150 € par personne. L'âge des enfants et le jour sont notre choix.",
            ),
        ),
        RuleKind.ACCREDITATION: PresetRule(
            AccreditationRule(
                coverage=Coverage.BY_CATEGORY,
                rates_bp={"un cœur": 30_00, "deux cœurs": 70_00, "trois cœurs": 100_00},
            ),
            Provenance(
                Status.PARTLY,
                ("basta-cad", "libe-cad", "conso-cad", "clac"),
                "Publié : 30, 70 ou 100 % par produit, signalés par des cœurs. Quel nombre de cœurs"
                " donne quel taux est notre choix, la durée de l'agrément aussi.",
            ),
        ),
    },
)

PRESETS: Mapping[str, Preset] = {
    preset.slug: preset for preset in (MONTPELLIER_2023, MONTPELLIER_2025, CADENET)
}
