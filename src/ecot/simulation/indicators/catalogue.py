"""Every figure that a run may state: its French label, its unit, the parts of a scenario that move it.

A name that is computed and not listed here fails: no figure without its words. docs/developer/commands.md
lists the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecot.simulation.indicators.cash import HORIZONS
from ecot.simulation.indicators.figure import Form, Unit

WHOLE = ("",)
"""Every part of the scenario moves it."""
PEOPLE = (
    "population",
    "growth",
    "contribution",
    "allocation",
    "gift",
    "behaviour.free_choice",
    "behaviour.take_up",
)
MONEY = (
    *PEOPLE,
    "behaviour",
    "wallet",
    "reimbursement",
    "reserve",
    "sources",
    "mechanisms",
    "costs",
    "economy",
    "opening",
    "delays",
)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a name means; `rests_on` are the beginnings of the keys of assumptions that move it."""

    label: str
    unit: Unit
    rests_on: tuple[str, ...]
    form: Form = Form.NUMBER


def _chances(name: str, label: str) -> dict[str, Definition]:
    made = {
        name: Definition(f"{label}, au plus tard chaque mois", Unit.SHARE, WHOLE, Form.ROWS),
        f"{name}_interval": Definition(
            f"{label} : intervalle à 95 %", Unit.SHARE, WHOLE, Form.PARTS
        ),
    }
    for horizon in HORIZONS:
        made[f"{name}_{horizon}"] = Definition(f"{label} en {horizon} mois", Unit.SHARE, WHOLE)
    return made


CATALOGUE: Mapping[str, Definition] = {
    "cash_cents": Definition("Trésorerie à la fin de chaque mois", Unit.CENTS, WHOLE, Form.PARTS),
    "cash_min_cents": Definition("Trésorerie la plus basse", Unit.CENTS, WHOLE, Form.PARTS),
    **_chances("p_deficit", "Risque que la caisse tombe sous zéro"),
    **_chances("p_deficit_free", "Risque de déficit sans l'argent réservé à un autre usage"),
    **_chances("p_unbacked", "Risque que des MonA ne soient plus couverts par des euros"),
    **{
        f"solvency_{each}": Definition(f"Chance de tenir {each} mois", Unit.SHARE, WHOLE)
        for each in HORIZONS
    },
    "runway_months": Definition("Mois où l'argent signé s'épuise", Unit.MONTHS, WHOLE),
    "cash_over_burn_months": Definition(
        "Mois que la réserve de départ peut payer", Unit.MONTHS, WHOLE
    ),
    "coverage": Definition("Part des allocations payée par les cotisations", Unit.SHARE, PEOPLE),
    "received_share_public": Definition("Part publique de l'argent reçu", Unit.SHARE, MONEY),
    "received_share_private": Definition("Part privée de l'argent reçu", Unit.SHARE, MONEY),
    "received_share_citizen": Definition("Part citoyenne de l'argent reçu", Unit.SHARE, MONEY),
    "largest_funder_share": Definition("Part du plus gros financeur", Unit.SHARE, MONEY),
    "hhi": Definition("Concentration des financeurs (Herfindahl)", Unit.INDEX, MONEY),
    "equivalent_funders": Definition("Nombre équivalent de financeurs égaux", Unit.FUNDERS, MONEY),
    "state_cost_share_of_pot": Definition(
        "Coût pour l'État par euro d'allocation", Unit.RATIO, MONEY
    ),
    "pot_per_public_euro": Definition("Allocations par euro public", Unit.RATIO, MONEY),
    "overhead_share": Definition("Part des frais dans les dépenses", Unit.SHARE, MONEY),
    "tax_relief_month_cents": Definition(
        "Réduction d'impôt des foyers, par mois, payée par l'État", Unit.CENTS, MONEY
    ),
    "required_mean_contribution_cents": Definition(
        "Cotisation moyenne qui équilibre la caisse", Unit.CENTS, MONEY
    ),
    "break_even_households": Definition(
        "Nombre de foyers qui équilibre la caisse", Unit.HOUSEHOLDS, MONEY
    ),
    "largest_households": Definition(
        "Nombre de foyers que l'argent extérieur peut porter", Unit.HOUSEHOLDS, MONEY
    ),
    "net_transfer_by_decile_cents": Definition(
        "Gain net par mois, du dixième le plus modeste au plus aisé", Unit.CENTS, PEOPLE, Form.ROWS
    ),
    "persons_by_decile_share": Definition(
        "Part des personnes dans chaque dixième du territoire", Unit.SHARE, PEOPLE, Form.ROWS
    ),
    "net_gainers_share": Definition(
        "Foyers qui reçoivent plus qu'ils ne donnent", Unit.SHARE, PEOPLE
    ),
    "equity_share": Definition(
        "Part des gains qui va sous le seuil de pauvreté", Unit.SHARE, PEOPLE
    ),
    "gini_before": Definition("Inégalité des revenus avant la caisse (Gini)", Unit.INDEX, PEOPLE),
    "gini_after": Definition("Inégalité des revenus après la caisse (Gini)", Unit.INDEX, PEOPLE),
    "reynolds_smolensky": Definition("Réduction des inégalités", Unit.INDEX, PEOPLE),
    "reranking": Definition("Reclassement entre foyers", Unit.INDEX, PEOPLE),
    "concentration_contribution": Definition("Concentration des cotisations", Unit.INDEX, PEOPLE),
    "concentration_allocation": Definition("Concentration des allocations", Unit.INDEX, PEOPLE),
    "kakwani_contribution": Definition(
        "Progressivité des cotisations (Kakwani)", Unit.INDEX, PEOPLE
    ),
    "poverty_share_before": Definition("Personnes pauvres avant la caisse", Unit.SHARE, PEOPLE),
    "poverty_share_after": Definition(
        "Personnes pauvres après la caisse", Unit.SHARE, (*PEOPLE, "behaviour.credit_value_bp")
    ),
    "poverty_gap_before": Definition("Écart au seuil avant la caisse", Unit.SHARE, PEOPLE),
    "poverty_gap_after": Definition(
        "Écart au seuil après la caisse", Unit.SHARE, (*PEOPLE, "behaviour.credit_value_bp")
    ),
    "take_up_share": Definition("Part des foyers qui viendraient", Unit.SHARE, PEOPLE),
    "adverse_selection_index": Definition(
        "Revenu de ceux qui viennent, sur celui de tous", Unit.RATIO, PEOPLE
    ),
    "contribution_offered_cents": Definition(
        "Cotisation moyenne si tous venaient", Unit.CENTS, PEOPLE
    ),
    "contribution_joined_cents": Definition(
        "Cotisation moyenne de ceux qui viennent", Unit.CENTS, PEOPLE
    ),
    "voluntary_price_cents": Definition(
        "Ce que le libre choix ôte à la cotisation moyenne", Unit.CENTS, PEOPLE
    ),
    "voluntary_price_share": Definition(
        "Part de la cotisation que le libre choix ôte", Unit.SHARE, PEOPLE
    ),
    "generosity_cents": Definition("Allocation par participant et par mois", Unit.CENTS, PEOPLE),
    "spent_by_shop_cents": Definition(
        "Dépenses par type de commerce, par mois",
        Unit.CENTS,
        (*PEOPLE, "behaviour", "shops"),
        Form.PARTS,
    ),
    "lm3": Definition("Effet sur le revenu local en trois tours (LM3)", Unit.RATIO, ("shops",)),
    "thresholds": Definition(
        "Seuils de la loi franchis : chance et mois", Unit.SHARE, MONEY, Form.PARTS
    ),
    "food_budget_share": Definition(
        "Part d'un budget alimentaire de référence (Unaf)", Unit.SHARE, PEOPLE
    ),
    "nutrition_minimum_share": Definition(
        "Part du minimum pour bien se nourrir (3,50 € par jour)", Unit.SHARE, PEOPLE
    ),
}
