"""Makes reference/data/income_tax.yaml with openfisca-france, which the product itself never imports.

    pip install openfisca-france
    python -m tests.reference.income_tax_grid src/ecot/reference/data/income_tax.yaml

test_income_tax.py compares the shipped table with a fresh one wherever openfisca-france is installed.
"""

import sys
from importlib.metadata import version
from pathlib import Path

INCOME_YEAR = 2021
MADE_ON = "2026-11-27"
COMPOSITIONS = {
    "a1c0": (1, 0),
    "a2c0": (2, 0),
    "a2c1": (2, 1),
    "a2c2": (2, 2),
    "a2c3": (2, 3),
    "a1c1": (1, 1),
    "a1c2": (1, 2),
}
POINTS = 401
HIGHEST_WAGES = 400_000
TOLERANCE_EUROS = 4
ADULT_AGE, ELDEST_AGE = 40, 8

METHOD = (
    "gross wages from 0 to 400 000 a year by 1 000, shared equally between the adults (all of 40), children of"
    " 8, 6 and 4, no other income, no rent; disposable income (revenu_disponible) against income tax"
    " (impot_revenu_restant_a_payer); knots kept so that straight lines stay within 4 euros"
)


def points(adults, children):
    """(disposable income, income tax), whole euros a year, in rising order."""
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_france import FranceTaxBenefitSystem

    grown = [f"adult {number}" for number in range(adults)]
    young = [f"child {number}" for number in range(children)]
    births = dict.fromkeys(grown, INCOME_YEAR - ADULT_AGE)
    births |= {name: INCOME_YEAR - ELDEST_AGE + 2 * rank for rank, name in enumerate(young)}
    axis = {"count": POINTS, "name": "salaire_de_base", "period": str(INCOME_YEAR), "min": 0}
    axis["max"] = HIGHEST_WAGES / adults
    situation = {
        "individus": {
            name: {"date_naissance": {"ETERNITY": f"{year}-01-01"}} for name, year in births.items()
        },
        "familles": {"one": {"parents": grown, "enfants": young}},
        "foyers_fiscaux": {"one": {"declarants": grown, "personnes_a_charge": young}},
        "menages": {
            "one": {
                "personne_de_reference": grown[:1],
                "conjoint": grown[1:],
                "enfants": young,
            }
        },
        "axes": [[{**axis, "index": number} for number in range(adults)]],
    }
    run = SimulationBuilder().build_from_dict(FranceTaxBenefitSystem(), situation)
    disposable = run.calculate("revenu_disponible", str(INCOME_YEAR))
    tax = run.calculate("impot_revenu_restant_a_payer", str(INCOME_YEAR))
    return [(round(float(a)), round(-float(b))) for a, b in zip(disposable, tax, strict=True)]


def knots(known):
    """The fewest of the points, each line as long as it stays within the tolerance of those it skips."""
    kept, at = [known[0]], 0
    while at < len(known) - 1:
        (income, tax), reach = known[at], at + 1
        low, high = float("-inf"), float("inf")
        for index in range(at + 1, len(known)):
            run, rise = known[index][0] - income, known[index][1] - tax
            if low <= rise / run <= high:
                reach = index
            low = max(low, (rise - TOLERANCE_EUROS) / run)
            high = min(high, (rise + TOLERANCE_EUROS) / run)
            if low > high:
                break
        kept.append(known[reach])
        at = reach
    return kept


def written():
    """The whole file."""
    made = " ".join(f"{name} {version(name)}" for name in ("openfisca-france", "openfisca-core"))
    lines = [
        "# Income tax of a year by disposable income, euros: [income, tax] knots, straight lines between.",
        "# Made by tests/reference/income_tax_grid.py; not advice.",
        "version: 1",
        f'as_of: "{MADE_ON}"',
        f"income_year: {INCOME_YEAR}",
        f"computed_with: {made}",
        f"method: {METHOD}",
        "unit: EUR per year",
        "tables:",
    ]
    for name, (adults, children) in COMPOSITIONS.items():
        pairs = ", ".join(f"[{income}, {tax}]" for income, tax in knots(points(adults, children)))
        lines.append(
            f"  - {{composition: {name}, adults: {adults}, children: {children}, knots: [{pairs}]}}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written(), "utf-8")
