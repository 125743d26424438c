"""Gifts and income tax of type households, by openfisca-france, which the product never imports.

Its NumPy is older than ours: it lives in an environment of its own.

    python -m venv elsewhere && elsewhere/bin/pip install openfisca-france==176.1.8
    elsewhere/bin/python tests/simulation/reproducing/openfisca_gifts.py

prints the rows of test_gifts_beside_openfisca.py, which is enough to compare them.
"""

import sys

# The households asked: wages of each adult as declared, the gift of the year, a couple or not, children.
ASKED = (
    (30_000, 600, False, 0),
    (30_000, 1_000, False, 0),
    (15_000, 600, False, 0),
    (20_000, 600, False, 0),
    (40_000, 7_200, False, 0),
    (40_000, 10_000, False, 0),
    (90_000, 15_000, False, 0),
    (90_000, 20_000, False, 0),
    (40_000, 600, True, 2),
    (25_000, 600, True, 0),
    (60_000, 1, False, 0),
    (60_000, 333, False, 0),
    (60_000, 1_201, True, 3),
)
YEARS = (2023, 2024)


def rows():
    """(year, gift, taxable income, tax before the gift, reduction given), whole euros a year."""
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_france import FranceTaxBenefitSystem

    law = FranceTaxBenefitSystem()
    found = []
    for year in YEARS:
        for asked in ASKED:
            run = SimulationBuilder().build_from_entities(law, situation(str(year), *asked))
            taxable, tax, given = (
                round(float(run.calculate(name, str(year))[0]))
                for name in ("rni", "ip_net", "reductions")
            )
            found.append((year, asked[1], taxable, tax, given))
    return found


def situation(year, wages, gift, couple, children):
    """One tax household: one adult or two with the same wages, and children."""
    grown = ["one", "other"][: 1 + couple]
    young = [f"child {number}" for number in range(children)]
    people = {
        name: {
            "date_naissance": {"ETERNITY": "1980-01-01"},
            "salaire_imposable": {year: wages},
        }
        for name in grown
    }
    people |= {name: {"date_naissance": {"ETERNITY": "2015-01-01"}} for name in young}
    return {
        "individus": people,
        "familles": {"all": {"parents": grown, "enfants": young}},
        "foyers_fiscaux": {
            "all": {"declarants": grown, "personnes_a_charge": young, "f7uf": {year: gift}}
        },
        "menages": {
            "all": {
                "personne_de_reference": grown[:1],
                "conjoint": grown[1:],
                "enfants": young,
            }
        },
    }


if __name__ == "__main__":
    sys.stdout.writelines(f"    {row},\n" for row in rows())
