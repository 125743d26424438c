"""How each mechanism of the reference becomes money: its law of amount, whose money, what is known.

A table, no formula: `catalogue` reads it with the dated figures of `reference`. `known` says which
parameters of the reference give a need, `chosen` what follows from the nature of the mechanism,
`asked` which default does not hold there and must be given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ecot.simulation.scenario.sources import AmountLaw, PayerClass


class Combined(StrEnum):
    """How several parameters make one figure."""

    ONE = "one"
    PRODUCT = "product"
    RATIO = "ratio"
    SUM = "sum"
    LEAST = "least"
    """The smallest size of a range."""
    GREATEST = "greatest"


@dataclass(frozen=True, slots=True)
class Known:
    """Where the reference says it: parameters of the mechanism, or defaults of the literature."""

    names: tuple[str, ...]
    how: Combined = Combined.ONE
    literature: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One mechanism as a source."""

    law: AmountLaw
    payer: PayerClass
    known: Mapping[str, Known] = field(default_factory=dict)
    chosen: Mapping[str, int] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    least: Mapping[str, Known] = field(default_factory=dict)
    most: Mapping[str, Known] = field(default_factory=dict)


PUBLIC, PRIVATE, CITIZEN = PayerClass.PUBLIC, PayerClass.PRIVATE, PayerClass.CITIZEN
_ENDLESS = 50


def _from(*names: str, how: Combined = Combined.ONE) -> Known:
    return Known(names, how)


def _studied(name: str) -> Known:
    return Known((name,), literature=True)


_RETENTION = {
    "retention_first_bp": _studied("retention_first_time"),
    "retention_bp": _studied("retention_all"),
    "retention_loyal_bp": _studied("retention_after_7_gifts"),
    "q4_bp": _studied("france_q4_share"),
    "acquisition_cost_bp": _studied("cost_acquisition_high"),
}
_GIFTS = Form(AmountLaw.GIFTS, CITIZEN, _RETENTION)
_ASKED_YEARLY = Form(AmountLaw.GRANT, PUBLIC)
_IN_ARREARS = Form(AmountLaw.GRANT, PUBLIC, chosen={"advance_bp": 0})
_LOCAL_TAX = Form(AmountLaw.LEVY, PUBLIC, chosen={"share_millionths": 1_000_000})


FORMS: Mapping[str, Form] = {
    "cotisation_membre": Form(AmountLaw.MEMBERS, CITIZEN),
    "cotisation_solidaire": Form(AmountLaw.MEMBERS, CITIZEN),
    "don_ir_66": _GIFTS,
    "don_ir_75_coluche": _GIFTS,
    "don_ifi_75": _GIFTS,
    "crowdfunding": Form(
        AmountLaw.PATRONAGE,
        CITIZEN,
        {"year_cents": _from("mean_per_project"), "withheld_bp": _from("platform_fee_max")},
        {"end_years": 1},
    ),
    "arrondi_caisse": Form(
        AmountLaw.MICRO_GIFTS,
        CITIZEN,
        {"gift_cents": _from("mean_micro_gift"), "withheld_bp": _from("commission")},
    ),
    "don_sur_salaire": Form(AmountLaw.EMPLOYERS, CITIZEN, chosen={"units_count": 12}),
    "don_jours_repos": Form(
        AmountLaw.EMPLOYERS,
        CITIZEN,
        asked=("units_count",),
        most={"units_count": _from("max_days_per_year")},
    ),
    "legs": Form(
        AmountLaw.PATRONAGE,
        CITIZEN,
        {"withheld_bp": _from("duty_rate_if_not_exempt")},
        {"end_years": 1},
    ),
    "fonds_dotation": Form(
        AmountLaw.PATRONAGE,
        CITIZEN,
        {"entry_cents": _from("minimum_initial_endowment")},
        {"end_years": _ENDLESS},
    ),
    "mecenat_60": Form(AmountLaw.PATRONAGE, PRIVATE),
    "mecenat_competences": Form(
        AmountLaw.IN_KIND,
        PRIVATE,
        {"cap_year_cents": _from("cap_in_pss", "pss_annual", how=Combined.PRODUCT)},
        asked=("worth_year_cents", "units_count"),
    ),
    "fondation": Form(AmountLaw.PATRONAGE, PRIVATE),
    "fondation_abritee": Form(
        AmountLaw.PATRONAGE,
        CITIZEN,
        {"entry_cents": _from("entry_amount"), "withheld_bp": _from("management_fee")},
        {"end_years": _ENDLESS},
        asked=("entry_cents", "withheld_bp"),
    ),
    "cse_bons": Form(
        AmountLaw.EMPLOYERS,
        PRIVATE,
        {"cap_year_cents": _from("exempt_share_of_pss", "pss_monthly", how=Combined.PRODUCT)},
        asked=("cap_year_cents",),
    ),
    "titre_restaurant": Form(
        AmountLaw.EMPLOYERS,
        PRIVATE,
        {"unit_cap_cents": _from("employer_exempt_cap_per_title")},
        asked=("units_count", "unit_cap_cents"),
    ),
    "salaire_supplement": Form(AmountLaw.EMPLOYERS, PRIVATE, chosen={"units_count": 12}),
    "interessement_ppv": Form(AmountLaw.EMPLOYERS, CITIZEN, {"cap_year_cents": _from("ppv_cap")}),
    "parrainage": Form(AmountLaw.PATRONAGE, PRIVATE, chosen={"end_years": _ENDLESS}),
    "forfait_alimentation_employeur": Form(
        AmountLaw.EMPLOYERS, PRIVATE, chosen={"units_count": 12}, asked=("cap_year_cents",)
    ),
    "caf_msa_cpam": Form(
        AmountLaw.TOP_UP,
        PUBLIC,
        {
            "target_cents": _from("ssalsa_target_per_family_month"),
            "take_up_bp": _from("take_up"),
        },
        asked=("term_months",),
    ),
    "ars_prevention": Form(AmountLaw.PER_HOUSEHOLD, PUBLIC, asked=("household_month_cents",)),
    "mutuelle": Form(AmountLaw.PER_HOUSEHOLD, PRIVATE, asked=("household_month_cents",)),
    "ccas_cap": Form(AmountLaw.TOP_UP, PUBLIC, asked=("aid_cents",)),
    "subvention_locale": Form(
        AmountLaw.GRANT,
        PUBLIC,
        {
            "cut_low_bp": _from("cut_range", how=Combined.LEAST),
            "cut_high_bp": _from("cut_range", how=Combined.GREATEST),
        },
        asked=("cut_chance_bp", "advance_bp"),
    ),
    "etat_mmpt": Form(AmountLaw.GRANT, PUBLIC, {"year_cents": _from("mean_grant")}),
    "france2030_terrasol": Form(
        AmountLaw.GRANT, PUBLIC, {"year_cents": _from("share_of_the_fund")}
    ),
    "plan_relance_2021": _ASKED_YEARLY,
    "pna_pat": _ASKED_YEARLY,
    "fse_plus_seaa": Form(AmountLaw.IN_KIND, PUBLIC, asked=("worth_year_cents",)),
    "leader": _IN_ARREARS,
    "feder": _IN_ARREARS,
    "contrat_impact": _ASKED_YEARLY,
    "carbone_pse": _ASKED_YEARLY,
    "versement_type_levy": Form(
        AmountLaw.LEVY,
        PUBLIC,
        {"base_year_cents": _from("wage_base")},
        {"share_millionths": 1_000_000},
    ),
    "taxe_sejour": _LOCAL_TAX,
    "teom": _LOCAL_TAX,
    "gemapi": _LOCAL_TAX,
    "csg_point": Form(
        AmountLaw.LEVY,
        PUBLIC,
        {"base_year_cents": _from("yield", "main_rate", how=Combined.RATIO)},
    ),
    "cotisation_10": Form(
        AmountLaw.LEVY,
        PUBLIC,
        {"rate_bp": _from("rate"), "base_year_cents": _from("implied_base")},
    ),
    "cotisation_va": Form(AmountLaw.LEVY, PUBLIC, {"base_year_cents": _from("value_added")}),
    "ppl_386": Form(
        AmountLaw.PER_HOUSEHOLD,
        PUBLIC,
        {"pot_share_bp": _from("state_share", "local_share", how=Combined.SUM)},
    ),
    "taxe_boissons_sucrees": Form(
        AmountLaw.LEVY, PUBLIC, {"base_year_cents": _from("yield")}, {"rate_bp": 10_000}
    ),
    "contribution_commerces": Form(AmountLaw.SHOPS_FEE, PRIVATE),
    "fonte": Form(AmountLaw.IN_KIND, CITIZEN, asked=("worth_float_bp",)),
    "unspent": Form(AmountLaw.IN_KIND, CITIZEN, asked=("worth_share_bp",)),
    "float_interets": Form(AmountLaw.FLOAT, PRIVATE, {"rate_bp": _from("livret_a_rate")}),
    "titres_associatifs": Form(
        AmountLaw.LOAN,
        CITIZEN,
        chosen={"bullet": 1},
        least={"term_months": _from("min_years")},
    ),
    "pret_participatif": Form(AmountLaw.LOAN, PRIVATE),
}
