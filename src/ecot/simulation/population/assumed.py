"""What had to be supposed of a territory, in the sentences that every result shows.

`margins` attaches them to the figures they stand for; a published figure that is found replaces one.
"""

from __future__ import annotations

from ecot.simulation.scenario.status import Assumption, Status


def _assumed(key: str, *, label: str, value: str, note: str) -> Assumption:
    return Assumption(key=key, label=label, value=value, status=Status.ASSUMED, note=note)


def ages_from_residents(*, fifteen: bool, free: bool = False) -> Assumption:
    """Ages of reference persons, taken from residents of 15 or of 20 and more."""
    return _assumed(
        "territory.age",
        label="Âge de la personne de référence",
        value=f"comme les habitants de {15 if fifteen else 20} ans et plus",
        note="Les ménages par âge n'ont pas été trouvés. À remplacer par la table de l'Insee."
        + (" La part des moins de 30 ans est laissée libre." if free else ""),
    )


COMMON = (
    _assumed(
        "territory.dependants_age",
        label="Âge des enfants",
        value="comme les enfants de couples en France en 2014, chacun tiré à part",
        note="Les âges des enfants d'un même foyer se ressemblent plus que cela.",
    ),
    _assumed(
        "territory.types_and_incomes",
        label="Lien entre type de foyer et revenu",
        value="penché d'après la pauvreté par type, France 2021",
        note="Le lien local n'a pas été trouvé.",
    ),
    _assumed(
        "territory.food",
        label="Dépenses alimentaires",
        value="part du revenu par cinquième (18 à 11,5 %), au moins 3,50 € par jour et par personne",
        note="Ni les dépenses locales, ni les parts du milieu ne sont publiées.",
    ),
    _assumed(
        "territory.tax",
        label="Impôt sur le revenu",
        value="comme si tout le revenu venait de salaires égaux des adultes",
        note="Barème des revenus de 2021, calculé par openfisca-france.",
    ),
)
OF_A_COMMUNE = (
    _assumed(
        "territory.tails",
        label="Revenus les plus bas et les plus hauts",
        value="mêmes pentes qu'en France en 2021",
        note="En dessous du premier dixième et au-dessus du dernier, rien n'est publié ici.",
    ),
    _assumed(
        "territory.poverty_line",
        label="Seuil de pauvreté",
        value="1 158 € par mois pour le taux publié en 2021",
        note="Le seuil de Filosofi en diffère de peu.",
    ),
)
SPLIT = _assumed(
    "territory.poverty_by_age",
    label="Pauvreté à 30–44 et 45–59 ans",
    value="28 % et 29,3 %",
    note="Tirés des tranches publiées (30–39, 40–49, 50–59), à parts égales par année d'âge.",
)
OF_A_MIXTURE = (
    _assumed(
        "territory.types",
        label="Types de foyer hors de Montpellier",
        value="ceux de l'Hérault en 2022",
        note="Les ménages des 30 autres communes n'ont pas été trouvés.",
    ),
    _assumed(
        "territory.communes",
        label="Revenus non publiés de petites communes",
        value="D1 et D9 à 0,55 et 1,75 fois la médiane",
        note="Secret statistique : trois communes.",
    ),
)
