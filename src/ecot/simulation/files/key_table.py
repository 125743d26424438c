"""The table of the keys, one line each, in the order of a written file.

Supposed unless said: C = calculated from facts (MODEL §1, §7, §10). A source is
`entry:key` among the facts that ship (`files/citing.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from ecot.simulation.files.keys import HOUSEHOLDS_MAX, MONTHS_MAX, SUM_MAX, Key
from ecot.simulation.scenario.status import Status

C = Status.CALCULATED
ALL = 10_000

SCENARIO = (
    Key(name="name", label="nom du scénario"),
    Key(name="slug", label="nom court, comme celui du fichier"),
    Key(name="baseline", label="scénario de départ"),
    Key(name="experiment", label="expérience dont viennent les sources"),
    Key(name="rules", label="règles d'une caisse connue"),
    Key(name="start", label="premier mois, comme 2026-01"),
    Key(name="months", label="nombre de mois", low=1, high=MONTHS_MAX),
    Key(name="draws", label="nombre de tirages", low=1, high=1_000_000),
    Key(name="seed", label="graine du hasard", low=0, high=2**63 - 1),
    Key(name="overdraft", label="la caisse peut passer sous zéro, pour mesurer le besoin"),
)

POPULATION = (
    Key(name="territory", label="territoire", note="Qui vit là, et avec quels revenus."),
    Key(name="area", label="périmètre du territoire"),
    Key(name="vintage", label="année des revenus", low=2000, high=2100),
    Key(
        name="poor_share_bp",
        label="part des participants sous le seuil de pauvreté",
        low=0,
        high=ALL,
        asked_to=100,
        note="« none » : celle du territoire.",
    ),
    Key(name="attendance", label="comment les foyers viennent"),
    Key(
        name="income_growth_bp",
        label="hausse des revenus depuis l'année des données",
        low=-5_000,
        high=10_000,
        asked_to=20,
        note="Aucune revalorisation n'est faite en silence.",
    ),
)

GROWTH = (
    Key(name="households", label="foyers ayant une place, par mois", low=0, high=HOUSEHOLDS_MAX),
    Key(name="refill", label="une place quittée est reprise le même mois"),
)

TAKE_UP = (
    Key(
        name="rate_bp",
        label="part des foyers qui viennent quand c'est libre",
        low=1,
        high=ALL,
        asked_to=100,
        source="savoie-ssalsa:caf73",
        note="Publié : environ 20 % des familles éligibles en Savoie ; ailleurs, inconnu.",
    ),
    Key(name="level", label="niveau de la loi d'adhésion", low=-20.0, high=20.0),
    Key(name="gain", label="poids du gain dans l'adhésion", low=-20.0, high=20.0),
    Key(name="poor", label="poids de la pauvreté dans l'adhésion", low=-20.0, high=20.0),
    Key(name="solidarity", label="poids de la solidarité dans l'adhésion", low=0.0, high=20.0),
    Key(
        name="correlation",
        label="lien entre solidarité et générosité",
        low=-1.0,
        high=1.0,
        note="Rien n'a été publié : à mesurer.",
    ),
)

_FITTED = "Ajusté sur trois faits : 50 à 60 € en moyenne, 12 € à Bordeaux, 250 € au plus haut."

FREE_CHOICE = (
    Key(
        name="level",
        label="logarithme des euros choisis au revenu médian",
        low=-5.0,
        high=10.0,
        status=C,
        source="montpellier:fdf",
        note=_FITTED,
    ),
    Key(
        name="slope",
        label="pente de la cotisation libre selon le revenu",
        low=-10.0,
        high=10.0,
        status=C,
        source="bordeaux-etudiants:rmc-bis",
        note=_FITTED,
    ),
    Key(
        name="spread",
        label="dispersion de la cotisation libre",
        low=0.0,
        high=5.0,
        status=C,
        source="montpellier:francesoir",
        note=_FITTED,
    ),
    Key(
        name="follow_bp",
        label="part des foyers qui suivent le repère",
        low=0,
        high=ALL,
        asked_to=50,
    ),
    Key(
        name="minimum_bp",
        label="part des foyers qui paient le minimum",
        low=0,
        high=ALL,
        asked_to=50,
    ),
    Key(
        name="response_bp",
        label="réponse à un nouveau repère",
        low=0,
        high=ALL,
        asked_to=100,
        note="0 : on ne change rien ; 100 % : on suit le repère en proportion.",
    ),
    Key(
        name="most_cents",
        label="cotisation la plus haute par unité de consommation",
        low=1,
        high=10_000_00,
        source="montpellier:fdf, montpellier:francesoir",
        note="Publié : 250 € est le plus haut montant cité ; ce n'est pas une règle.",
    ),
)

BEHAVIOUR = (
    Key(
        name="credit_value_bp",
        label="ce que vaut un MonA pour qui le reçoit",
        low=0,
        high=ALL,
        asked_to=100,
        note="De 60 à 100 % selon les études.",
    ),
    Key(
        name="feasible_bp",
        label="part des courses faisable dans le réseau",
        low=0,
        high=ALL,
        asked_to=100,
    ),
    Key(
        name="exit_bp",
        label="foyers qui partent, par mois",
        low=0,
        high=ALL,
        asked_to=20,
        note="Aucun taux de départ n'a été publié ; de 1 à 4 % par mois est compatible avec les effectifs.",
    ),
    Key(
        name="exit_by_burden",
        label="effet du poids de la cotisation sur les départs",
        low=-20.0,
        high=20.0,
    ),
    Key(
        name="exit_in_first_months",
        label="effet des trois premiers mois sur les départs",
        low=-20.0,
        high=20.0,
    ),
    Key(
        name="exit_after_cut",
        label="effet d'une baisse de l'allocation sur les départs",
        low=-20.0,
        high=20.0,
    ),
    Key(name="unpaid_bp", label="cotisations non payées", low=0, high=ALL, asked_to=20),
    Key(
        name="unpaid_weight", label="poids de la loi des impayés, en foyers", low=0, high=1_000_000
    ),
    Key(
        name="arrears_bp",
        label="part des impayés qui vient le mois suivant",
        low=0,
        high=ALL,
        asked_to=100,
    ),
    Key(
        name="spend_bp",
        label="part du portefeuille dépensée en un mois",
        low=0,
        high=ALL,
        asked_to=100,
        note="Avec report, 92 % par mois font 99,7 % en tout. Grenoble, premier trimestre : 61 % au moins.",
    ),
    Key(
        name="spend_low_bp", label="part dépensée dans un mois lent", low=0, high=ALL, asked_to=100
    ),
    Key(
        name="first_month_bp", label="part dépensée le premier mois", low=0, high=ALL, asked_to=100
    ),
)

_SPENT_HERE = "Les dépenses par type de commerce n'ont pas été publiées."

SHOP = (
    Key(name="name", label="type de commerce"),
    Key(name="share_bp", label="part des dépenses", low=0, high=ALL, asked_to=50, note=_SPENT_HERE),
    Key(
        name="local_bp",
        label="part de la dépense qui reste sur le territoire",
        low=0,
        high=ALL,
        asked_to=50,
    ),
    Key(
        name="suppliers_local_bp",
        label="part locale des achats de ses fournisseurs",
        low=0,
        high=ALL,
        asked_to=50,
    ),
)

SOURCE = (
    Key(name="id", label="identifiant de la source"),
    Key(name="label", label="nom de la source"),
    Key(name="class", label="de qui vient l'argent"),
    Key(name="law", label="comment le montant se forme"),
    Key(name="mechanism", label="mécanisme dont il s'agit"),
    Key(name="law_status", label="statut juridique"),
    Key(name="from_month", label="premier mois", low=0, high=MONTHS_MAX, note="Dès le départ."),
    Key(name="until_month", label="dernier mois, exclu", low=1, high=MONTHS_MAX),
    Key(
        name="obtain_bp",
        label="chance de l'obtenir",
        low=0,
        high=ALL,
        asked_to=100,
        note="Tenue pour acquise.",
    ),
    Key(
        name="renew_bp",
        label="chance d'être renouvelée chaque année",
        low=0,
        high=ALL,
        asked_to=100,
        note="Tenue pour sûre.",
    ),
    Key(
        name="lag_months", label="retard du versement", low=0, high=60, note="Aucun retard compté."
    ),
    Key(name="group", label="groupe de sources qui tombent ensemble", may_be_empty=True),
    Key(
        name="correlation_bp",
        label="lien dans le groupe",
        low=0,
        high=ALL,
        asked_to=100,
        note="De 0 à 90 % : rien n'est publié.",
    ),
    Key(
        name="cost_bp",
        label="coût de la collecte",
        low=0,
        high=20_000,
        asked_to=9,
        note="Aucun coût compté.",
    ),
    Key(
        name="may_back_food", label="peut financer l'alimentation", note="Aucune réserve d'emploi."
    ),
)

MECHANISM = (
    Key(name="id", label="identifiant du mécanisme"),
    Key(name="from_month", label="premier mois", low=0, high=MONTHS_MAX, note="Dès le départ."),
    Key(name="until_month", label="dernier mois, exclu", low=1, high=MONTHS_MAX),
)

COSTS = (
    Key(
        name="fixed_month_cents",
        label="frais fixes par mois",
        low=0,
        high=SUM_MAX,
        note="Deux postes à 45 000 € par an, charges comprises. Équipe et comptes non publiés.",
    ),
    Key(name="household_month_cents", label="frais par foyer et par mois", low=0, high=1_000_00),
    Key(name="transaction_cents", label="frais par paiement", low=0, high=100_00),
    Key(
        name="basket_cents",
        label="montant d'un achat",
        low=1,
        high=10_000_00,
        status=C,
        source="grenoble-dalle:oyez-ch",
        note="8 000 € dépensés en 300 achats.",
    ),
    Key(
        name="file_cents",
        label="travail sur un dossier de subvention, par an",
        low=0,
        high=10_000_000_00,
    ),
    Key(
        name="audit_year_cents",
        label="commissaire aux comptes, par an, au-delà de 153 000 €",
        low=0,
        high=10_000_000_00,
    ),
    Key(name="one_off", label="dépenses de lancement, par mois", low=0, high=SUM_MAX),
)

ECONOMY = (
    Key(
        name="food_price_bp",
        label="hausse des prix alimentaires par an",
        low=-2_000,
        high=5_000,
        asked_to=20,
        source="territory_france:cpi_press",
        note="Publié : 1,4 % en 2024. Les années suivantes ne sont pas connues.",
    ),
    Key(name="wage_bp", label="hausse des salaires par an", low=-2_000, high=5_000, asked_to=20),
    Key(name="interest_bp", label="intérêt de la réserve par an", low=0, high=2_000, asked_to=9),
    Key(name="overdraft_bp", label="coût du découvert par an", low=0, high=3_000, asked_to=20),
    Key(name="index_allocation", label="l'allocation suit les prix"),
)

OPENING = (
    Key(
        name="cash_cents",
        label="argent au départ",
        low=-SUM_MAX,
        high=SUM_MAX,
        note="Les comptes n'ont pas été publiés.",
    ),
    Key(
        name="restricted_cents",
        label="argent réservé à autre chose que l'alimentation",
        low=0,
        high=SUM_MAX,
    ),
    Key(name="wallet_cents", label="MonA déjà dans les portefeuilles", low=0, high=SUM_MAX),
    Key(name="owed_to_shops_cents", label="MonA déjà dus aux commerces", low=0, high=SUM_MAX),
)

DELAYS = (
    Key(name="collect_months", label="mois avant de recevoir une cotisation", low=0, high=1),
    Key(
        name="reimburse_months",
        label="mois avant de rembourser un commerce",
        low=0,
        high=2,
        note="Rythme et délai de la MonA non publiés.",
    ),
)

QUESTION = (
    Key(name="goal", label="but recherché"),
    Key(name="lever", label="clé qui peut bouger"),
)

TABLES: Mapping[str, tuple[Key, ...]] = {
    "scenario": SCENARIO,
    "population": POPULATION,
    "growth": GROWTH,
    "behaviour": BEHAVIOUR,
    "behaviour.take_up": TAKE_UP,
    "behaviour.free_choice": FREE_CHOICE,
    "costs": COSTS,
    "economy": ECONOMY,
    "opening": OPENING,
    "delays": DELAYS,
    "question": QUESTION,
    "shops": SHOP,
    "sources": SOURCE,
    "mechanisms": MECHANISM,
}
"""The keys of each table, `shops`, `sources` and `mechanisms` being those of one row."""
