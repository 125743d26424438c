"""What each law of amount needs to know: name with its unit, bounds, French label, whom to ask.

`catalogue` checks and completes a source with this table; `files` and the workshop page show it.
A default here is our choice and is printed as an assumption; no default means that it must be given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecot.rules.parameters import Unit
from ecot.simulation.scenario.sources import AmountLaw

_MOST_CENTS = 10_000_000_00
_NATIONAL_CENTS = 10_000_000_000_000_00
_ALL_BP = 10_000
_LONG_MONTHS = 600
_ASK = "Demandez-le à qui paierait, ou choisissez une hypothèse."
_UNITS = {
    "cents": Unit.CENTS,
    "bp": Unit.BASIS_POINTS,
    "months": Unit.MONTHS,
    "month": Unit.COUNT,
    "years": Unit.YEARS,
}


@dataclass(frozen=True, slots=True)
class Need:
    """One whole number that a law of amount reads, both bounds allowed."""

    name: str
    label: str
    low: int
    high: int
    default: int | None = None
    ask: str = _ASK

    @property
    def unit(self) -> Unit:
        """What the number counts, from the last word of its name."""
        return _UNITS.get(self.name.rpartition("_")[2], Unit.COUNT)

    def words(self, value: int) -> str:
        """The value with its unit, in French."""
        return self.unit.words(value)


def _bp(name: str, label: str, default: int | None = None, *, ask: str = _ASK) -> Need:
    return Need(name, label, 0, _ALL_BP, default, ask)


def _cents(name: str, label: str, default: int | None = None, *, high: int = _MOST_CENTS) -> Need:
    return Need(name, label, 0, high, default)


OBTAIN = _bp(
    "obtain_bp",
    "Chance de l'obtenir",
    None,
    ask="Demandez au service qui instruit combien de dossiers semblables sont retenus.",
)
RENEW = _bp(
    "renew_bp",
    "Chance d'être renouvelé, à chaque échéance",
    None,
    ask="Demandez au payeur ce qu'il a renouvelé ces dernières années.",
)
LAG = Need("lag_months", "Délai entre le droit et l'argent", 0, 60)
COST = Need(
    "cost_bp",
    "Coût de la collecte, en part de ce qui est reçu",
    0,
    20_000,
    None,
    "Comptez le temps de travail et les frais, ou choisissez une hypothèse.",
)
CORRELATION = _bp("correlation_bp", "Lien avec les autres ressources du même groupe", 5_000)
GROUP_SPREAD = Need(
    "group_spread_bp", "Effet d'une mauvaise année du groupe sur le montant", 0, 20_000, 0
)
BACKS_FOOD = Need("may_back_food", "Peut servir aux allocations (1) ou non (0)", 0, 1, 1)
TERM = Need("term_months", "Mois entre deux décisions", 1, _LONG_MONTHS, 12)

LAW_NEEDS: Mapping[AmountLaw, tuple[Need, ...]] = {
    AmountLaw.FIXED: (
        _cents("month_cents", "Montant par mois", 0),
        _cents("once_cents", "Montant versé une seule fois", 0),
        TERM,
    ),
    AmountLaw.GRANT: (
        _cents("year_cents", "Montant demandé pour une période", high=_NATIONAL_CENTS),
        _bp("kept_bp", "Part accordée de ce qui est demandé", _ALL_BP),
        _bp("advance_bp", "Part versée au début, le reste à la fin", 8_000),
        TERM,
        _bp(
            "cut_chance_bp",
            "Chance d'une baisse à chaque renouvellement",
            0,
            ask="Regardez les dernières décisions de la collectivité, ou choisissez une hypothèse.",
        ),
        _bp("cut_low_bp", "Baisse la plus faible", 1_000),
        _bp("cut_high_bp", "Baisse la plus forte", 3_000),
        Need("election_month", "Mois du scénario où l'on vote (-1 : aucun)", -1, _LONG_MONTHS, -1),
        _bp("election_renew_bp", "Chance d'être renouvelé une année d'élection", _ALL_BP),
    ),
    AmountLaw.GIFTS: (
        Need("new_donors_count", "Nouveaux donateurs par an, en moyenne", 0, 1_000_000),
        Need("loyal_donors_count", "Donateurs fidèles au départ", 0, 1_000_000, 0),
        _cents("gift_year_cents", "Don moyen par donateur et par an"),
        Need("gift_spread_bp", "Dispersion des dons (écart-type du logarithme)", 0, 30_000, 10_000),
        Need(
            "dispersion_hundredths",
            "Régularité des arrivées (taille, en centièmes)",
            1,
            100_000,
            1_000,
        ),
        _bp("retention_first_bp", "Donateurs qui reviennent après un don"),
        _bp("retention_bp", "Donateurs qui reviennent après 2 à 6 dons"),
        _bp("retention_loyal_bp", "Donateurs qui reviennent après 7 dons"),
        _bp("q4_bp", "Part des dons d'octobre à décembre"),
        Need("acquisition_cost_bp", "Coût de la collecte auprès de nouveaux donateurs", 0, 30_000),
    ),
    AmountLaw.PATRONAGE: (
        Need("payers_count", "Nombre de payeurs", 1, 20, 1),
        _cents("year_cents", "Montant moyen par payeur et par an"),
        Need("spread_bp", "Dispersion du montant (écart-type du logarithme)", 0, 30_000, 5_000),
        Need("end_years", "Fin au bout de", 1, 50, 3),
        _bp("withheld_bp", "Part retenue avant d'arriver (plateforme, droits, gestion)", 0),
        _cents("entry_cents", "Mise de départ, payée une fois", 0),
    ),
    AmountLaw.EMPLOYERS: (
        Need("firms_count", "Employeurs approchés", 0, 1_000_000),
        _bp("adoption_bp", "Part des employeurs qui finissent par adhérer"),
        Need("midpoint_months", "Mois où la moitié d'entre eux ont adhéré", 0, _LONG_MONTHS, 18),
        Need("slope_months", "Lenteur de l'adhésion autour de ce mois", 1, 120, 6),
        Need(
            "dispersion_hundredths",
            "Régularité des adhésions (taille, en centièmes)",
            1,
            100_000,
            1_000,
        ),
        Need("employees_count", "Salariés par employeur", 0, 100_000),
        _bp("take_up_bp", "Part des salariés qui acceptent"),
        Need("units_count", "Unités par salarié et par an (titres, jours, versements)", 0, 366, 1),
        _cents("unit_cents", "Montant d'une unité"),
        _cents("unit_cap_cents", "Plafond d'une unité", _MOST_CENTS),
        _cents("cap_year_cents", "Plafond par salarié et par an", _MOST_CENTS),
    ),
    AmountLaw.LEVY: (
        _bp("rate_bp", "Taux du prélèvement"),
        _cents("base_year_cents", "Assiette d'une année", high=_NATIONAL_CENTS),
        Need("share_millionths", "Part qui revient à cette caisse, en millionièmes", 0, 1_000_000),
        _bp("noise_bp", "Variation de l'assiette d'une année à l'autre", 300),
    ),
    AmountLaw.LOAN: (
        _cents("principal_cents", "Somme empruntée"),
        _bp("rate_bp", "Taux d'intérêt par an"),
        Need("term_months", "Durée du prêt", 1, _LONG_MONTHS),
        Need("grace_months", "Mois sans remboursement du capital", 0, _LONG_MONTHS, 0),
        Need("bullet", "Capital rendu en une fois à la fin (1) ou peu à peu (0)", 0, 1, 0),
    ),
    AmountLaw.TOP_UP: (
        _cents("target_cents", "Total visé par foyer et par mois, cotisation comprise", 0),
        _cents("aid_cents", "Aide fixe par foyer et par mois (0 : compléter jusqu'au total)", 0),
        _cents("ceiling_cents", "Revenu mensuel par unité de consommation, au plus", _MOST_CENTS),
        Need("children_only", "Seulement les foyers avec enfants (1) ou tous (0)", 0, 1, 0),
        _bp("take_up_bp", "Part des foyers concernés qui le demandent"),
        _cents("envelope_year_cents", "Enveloppe d'une année", high=_NATIONAL_CENTS),
        Need("queue", "Enveloppe épuisée : payer l'an suivant (1) ou arrêter (0)", 0, 1, 0),
        TERM,
    ),
    AmountLaw.MICRO_GIFTS: (
        _cents("gift_cents", "Don par ticket"),
        _bp(
            "accept_bp",
            "Part des clients qui acceptent",
            None,
            ask="Seul un essai en magasin le dira.",
        ),
        _bp("withheld_bp", "Commission de l'opérateur", 0),
        Need("tickets_month_count", "Tickets par mois (0 : ceux de la caisse)", 0, 100_000_000, 0),
    ),
    AmountLaw.PER_HOUSEHOLD: (
        _cents("household_month_cents", "Montant par foyer et par mois", 0),
        _bp("pot_share_bp", "Part des allocations prise en charge", 0),
        TERM,
    ),
    AmountLaw.SHOPS_FEE: (_bp("rate_bp", "Part versée par les commerces à la reconversion"),),
    AmountLaw.FLOAT: (_bp("rate_bp", "Taux d'intérêt par an"),),
    AmountLaw.MEMBERS: (),
    AmountLaw.IN_KIND: (
        _cents(
            "worth_year_cents",
            "Valeur par an d'une unité (personne prêtée, lot)",
            0,
            high=_NATIONAL_CENTS,
        ),
        Need("units_count", "Nombre d'unités", 0, 100_000, 1),
        _cents(
            "cap_year_cents", "Plafond par unité et par an", _NATIONAL_CENTS, high=_NATIONAL_CENTS
        ),
        _bp("worth_share_bp", "Part du crédit émis qui se perd", 0),
        _bp("worth_float_bp", "Part des porte-monnaie qui fond en un an", 0),
    ),
}

_DRAWN = (
    AmountLaw.FIXED,
    AmountLaw.GRANT,
    AmountLaw.PATRONAGE,
    AmountLaw.TOP_UP,
    AmountLaw.PER_HOUSEHOLD,
)
_CHANCE_NEEDS: Mapping[AmountLaw, tuple[Need, ...]] = {
    **dict.fromkeys(_DRAWN, (OBTAIN, RENEW, CORRELATION)),
    AmountLaw.LOAN: (OBTAIN, CORRELATION),
    AmountLaw.GIFTS: (CORRELATION, GROUP_SPREAD),
    AmountLaw.EMPLOYERS: (CORRELATION, GROUP_SPREAD),
    AmountLaw.LEVY: (CORRELATION,),
}
_WITHOUT_MONEY = (AmountLaw.MEMBERS, AmountLaw.IN_KIND)
_COSTED = (
    AmountLaw.FIXED,
    AmountLaw.GRANT,
    AmountLaw.GIFTS,
    AmountLaw.PATRONAGE,
    AmountLaw.EMPLOYERS,
    AmountLaw.LEVY,
)


def needs_of(law: AmountLaw) -> tuple[Need, ...]:
    """All that a source of this law is described by: its amounts, then what any source has."""
    spread = (GROUP_SPREAD,) if law is AmountLaw.PATRONAGE else ()
    timed = () if law in _WITHOUT_MONEY else (LAG, BACKS_FOOD)
    costed = (COST,) if law in _COSTED else ()
    return (*LAW_NEEDS[law], *_CHANCE_NEEDS.get(law, ()), *spread, *timed, *costed)


FIELDS = ("obtain_bp", "renew_bp", "lag_months", "cost_bp", "correlation_bp", "may_back_food")
"""Needs that are fields of `Source`; the others go into its `amounts`."""
