"""Each rule as a citizen reads it, word for word: what is voted is this sentence."""

from dataclasses import replace

import pytest

from ecot.rules.accreditation import AccreditationRule, Coverage, Criterion
from ecot.rules.contribution import ContributionRule, Limit, Mode, Suggestion
from ecot.rules.gift import GiftRule, ReceiptPolicy
from ecot.rules.payment import PaymentRule
from ecot.rules.reimbursement import ReimbursementRule, Rhythm
from ecot.rules.reserve import ReserveRule, Shortage
from ecot.rules.wallet import WalletRule
from tests.rules.examples import M25, SHARE_OF_INCOME, THREE_RATES, steps

TOLERATED = (
    " Au-delà de 3 mois sans cotisation, le versement attend qu'une personne de l'équipe décide"
    " avec le foyer."
)
AT_ONCE = (
    " Dès le premier mois sans cotisation, le versement attend qu'une personne de l'équipe décide"
    " avec le foyer."
)
ALLOCATION = replace(M25, months_tolerated=3)
FREE = ContributionRule(mode=Mode.FREE, minimum_cents=10_00, minimum_extra_cents=5_00)
WEEKLY = ReimbursementRule(rhythm=Rhythm.WEEKLY, minimum_cents=20_00, delay_days=7, fee_bp=0)
RESERVE = ReserveRule(cover_bp=11_000, safety_months=0, shortage=Shortage.HOLD, cut_bp=10_000)
COVERS = (
    "La réserve couvre au moins 110 % des MonA en circulation et de ce qui est dû aux commerces,"
    " allocation du mois comprise."
)
WAITS = "l'allocation attend, une date est donnée et deux personnes sont prévenues."
PAYMENT = PaymentRule(
    code_from_cents=20_00,
    ceiling_per_payment_cents=60_00,
    ceiling_per_day_cents=90_00,
    tries_per_wallet=5,
    pause_minutes=15,
    correction_minutes=10,
)
PAYS = "On paie au plus 60 MonA en une fois et 90 MonA par jour."
CODES = (
    " Codes faux : 5 au plus, puis 15 min de repos. Le commerce peut corriger une vente pendant"
    " 10 min."
)
WITH_CARD = " Avec la carte, le code est demandé à partir de 20 MonA ; avec le numéro ou en ligne, toujours."


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            replace(ALLOCATION, day_of_month=1),
            "Le 1er du mois, chaque foyer reçoit 120 MonA, et 40 MonA de plus par autre participant."
            + TOLERATED,
        ),
        (
            replace(
                steps(120, 40, 20), day_of_month=5, months_tolerated=0, cap_cents=300_00,
                prorata_entry_month=True,
            ),
            "Le 5 du mois, chaque foyer reçoit 120 MonA, 40 MonA de plus par autre adulte et 20 MonA"
            " par enfant (jusqu'à 17 ans). Un foyer ne reçoit pas plus de 300 MonA par mois. Le mois"
            " de son arrivée, il reçoit sa part des jours qui restent." + AT_ONCE,
        ),
        (
            replace(steps(120, 120, 20), day_of_month=1, months_tolerated=3),
            "Le 1er du mois, chaque foyer reçoit 120 MonA par adulte et 20 MonA par enfant"
            " (jusqu'à 17 ans)." + TOLERATED,
        ),
        (
            replace(steps(120, 40, 0), day_of_month=1, months_tolerated=3),
            "Le 1er du mois, chaque foyer reçoit 120 MonA, 40 MonA de plus par autre adulte."
            + TOLERATED,
        ),
        (
            replace(steps(120, 120, 120), day_of_month=1, months_tolerated=3),
            "Le 1er du mois, chaque foyer reçoit 120 MonA par participant." + TOLERATED,
        ),
        (ContributionRule(mode=Mode.NONE, minimum_cents=0), "On ne cotise pas."),
        (
            FREE,
            ("Chaque foyer choisit sa cotisation, à partir de 10 € par mois et 5 € par autre personne,"
            " de 1 € en 1 €, sans justificatif."),
        ),
        (
            replace(FREE, minimum_cents=0, minimum_extra_cents=0, ceiling_cents=150_00),
            ("Chaque foyer choisit sa cotisation, chaque mois, jusqu'à 150 €, de 1 € en 1 €, sans"
            " justificatif."),
        ),
        (
            replace(FREE, minimum_extra_cents=0, scale=SHARE_OF_INCOME, food_share_max_bp=3_000),
            ("Chaque foyer choisit sa cotisation, à partir de 10 € par mois, de 1 € en 1 €, sans"
            " justificatif. Repère, jamais une obligation. Selon le revenu du mois : 2,5 %, au moins"
            " 10 €. Le montant proposé ne dépasse pas 30 % du budget alimentaire déclaré."),
        ),
        (
            WalletRule(carry_over_months=None, transfers_allowed=True),
            ("Les MonA non dépensés se gardent sans limite. Un foyer peut donner des MonA à un autre"
            " foyer."),
        ),
        (
            WalletRule(carry_over_months=0, transfers_allowed=False),
            ("Les MonA non dépensés retournent au pot commun à l'ouverture du mois suivant. Un foyer"
            " ne peut pas donner des MonA à un autre foyer."),
        ),
        (
            WalletRule(carry_over_months=1, transfers_allowed=False),
            ("À l'ouverture du mois, un foyer garde au plus une fois sa dernière allocation ; le reste"
            " retourne au pot commun. Un foyer ne peut pas donner des MonA à un autre foyer."),
        ),
        (
            WalletRule(carry_over_months=2, transfers_allowed=True),
            ("À l'ouverture du mois, un foyer garde au plus 2 fois sa dernière allocation ; le reste"
            " retourne au pot commun. Un foyer peut donner des MonA à un autre foyer."),
        ),
        (
            WEEKLY,
            "Les commerces sont remboursés chaque semaine, sous 7 jours, à partir de 20 €, sans frais.",
        ),
        (
            replace(WEEKLY, rhythm=Rhythm.MONTHLY, delay_days=1, fee_bp=150),
            ("Les commerces sont remboursés chaque mois, sous 1 jour, à partir de 20 €, avec 1,5 % de"
            " frais."),
        ),
        (RESERVE, f"{COVERS} Si elle manque, {WAITS}"),
        (
            replace(RESERVE, safety_months=3, shortage=Shortage.CUT, cut_bp=8_000),
            (f"{COVERS} L'objectif est d'avoir 3 mois d'avance. Si elle manque, chaque allocation est"
            f" versée à 80 %. Si cela ne suffit pas, {WAITS}"),
        ),
        (
            replace(RESERVE, shortage=Shortage.FREEZE),
            f"{COVERS} Si elle manque, personne de nouveau n'entre. Sous 100 %, {WAITS}",
        ),
        (PAYMENT, f"{PAYS}{WITH_CARD}{CODES} Hors ligne, on ne paie pas en MonA."),
        (
            replace(
                PAYMENT, code_from_cents=0, offline_hours=12, offline_per_wallet_cents=20_00,
                offline_per_till_cents=200_00,
            ),
            (f"{PAYS} Le code secret est toujours demandé.{CODES} Hors ligne, on paie pendant 12 h,"
            " jusqu'à 20 MonA par foyer et 200 MonA par caisse."),
        ),
        (
            AccreditationRule(
                coverage=Coverage.ALL_OR_NOTHING, rates_bp={}, threshold=30, validity_months=24,
                notice_days=1,
                criteria=(
                    Criterion("a", "une offre locale", 40, required=True),
                    Criterion("b", "un prix juste", 40, required=True),
                    Criterion("c", "une lucrativité limitée", 20, required=False),
                ),
            ),
            ("Chez un commerce agréé, tout se paie en MonA ; ailleurs, rien. Il faut : une offre"
            " locale, un prix juste. La grille demande 30 points. L'agrément vaut 24 mois ; le"
            " renouvellement se prépare 1 jour avant."),
        ),
        (
            replace(THREE_RATES, validity_months=12, notice_days=60),
            ("Chez un commerce agréé, les MonA paient une part du prix (wine : 30 %, cheese : 70 %,"
            " bread : 70 %, vegetables : 100 %). L'agrément vaut 12 mois ; le renouvellement se"
            " prépare 60 jours avant."),
        ),
        (
            GiftRule(policy=ReceiptPolicy.NONE),
            "Cotisations et dons ne donnent pas de reçu fiscal.",
        ),
        (
            GiftRule(policy=ReceiptPolicy.SPLIT, minimum_cents=10_00),
            ("Le reçu fiscal porte sur ce qu'un foyer a versé dans l'année de plus que ce qu'il a"
            " reçu. Il faut un don d'au moins 10 € dans l'année. Tant que l'administration n'a pas"
            " répondu par écrit, aucun reçu n'est délivré."),
        ),
    ],
)  # fmt: skip
def test_the_sentence_of_a_rule(rule, sentence):
    assert rule.sentence().replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(
    ("limit", "why"),
    [
        (Limit.SCALE, "C'est ce que donne le repère voté pour un foyer comme le vôtre."),
        (
            Limit.FOOD_BUDGET,
            "Le repère est plus haut, mais il pèserait trop sur votre budget alimentaire.",
        ),
        (Limit.MINIMUM, "C'est le minimum voté."),
        (Limit.CEILING, "C'est le plafond voté."),
        (Limit.NO_GUIDANCE, "Aucun repère n'a été voté : c'est le minimum."),
    ],
)
def test_a_suggestion_says_why(limit, why):
    said = Suggestion(80_00, limit, 400, None).sentence().replace("\u00a0", " ")
    assert said == (
        f"Un repère pour vous : 80 € par mois, soit 4 % de votre revenu. {why}"
        " Vous restez libre de votre choix."
    )
