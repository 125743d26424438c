"""Tax relief of a population: the figures in force, what is used, what is lost, who pays what.

`running` asks the relief of participants, `report` the three bars and the State's cost. Formulas are
`rules.gift` and `rules.relief`; figures are those of the dated reference. Whether a caisse may issue
receipts is a ruling: it is said, never drawn (docs/algorithms/tax-relief.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ecot.reference.entry import Entry
from ecot.rules.gift import GiftRule, ReceiptPolicy, Tolerance, deductible_base_many
from ecot.rules.relief import (
    AidLaw,
    FirmLaw,
    HouseholdLaw,
    Reliefs,
    WealthLaw,
    household_relief_many,
)
from ecot.simulation.funding.dated import figure, mechanism
from ecot.simulation.funding.forms import Known
from ecot.simulation.funding.rights import Cents
from ecot.simulation.scenario.sources import LawStatus, Source
from ecot.simulation.scenario.status import Assumption, Status
from ecot.values.money import BASIS_POINTS, format_rate, round_half_up, share, short_euros
from ecot.values.money_arrays import Whole
from ecot.values.month import Month

_YEAR = 12
_GIFT, _AID, _WEALTH, _PATRONAGE = "don_ir_66", "don_ir_75_coluche", "don_ifi_75", "mecenat_60"
_PAY = "salaire_supplement"
_EXEMPT = frozenset({"cse_bons", "titre_restaurant", "forfait_alimentation_employeur"})
"""What employers give free of charges, that ordinary pay would bear."""
_RELIEVED_FAMILIES = ("gift", "patronage")
_NOT_RELIEVED = frozenset({"legs", "crowdfunding", "arrondi_caisse", "fondation"})
"""Estates, givers without a receipt, foundations: no income tax is reduced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdYears:
    """A calendar year of households, arrays of one shape, int32 or int64 cents.

    `paid_cents`: contributions; `received_cents`: allocations; `gift_cents`: gifts made apart.
    """

    paid_cents: Whole
    received_cents: Whole
    taxable_income_cents: Whole
    tax_due_cents: Whole
    gift_cents: Whole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Who pays, in cents: members net of relief, the State, the shops; the three are the whole."""

    net_cents: int
    state_cents: int
    fee_cents: int

    @property
    def gross_cents(self) -> int:
        """All that was paid: contributions and gifts before relief, and the shops' fee."""
        return self.net_cents + self.state_cents + self.fee_cents


def household_law(month: Month) -> HouseholdLaw:
    """Gifts against the income tax, as in force in a month: CGI 200."""
    return HouseholdLaw(
        rate_bp=_value(_GIFT, "rate", "bp", month=month),
        income_share_bp=_value(_GIFT, "cap_share_of_taxable_income", "bp", month=month),
    )


def aid_law(month: Month) -> AidLaw:
    """Gifts for free meals, as in force in a month; a caisse is presumed outside it."""
    return AidLaw(
        rate_bp=_value(_AID, "rate", "bp", month=month),
        ceiling_cents=_value(_AID, "ceiling", "cents", month=month),
        beyond=household_law(month),
    )


def wealth_law(month: Month) -> WealthLaw:
    """Gifts against the tax on real-estate wealth: only through a recognised host foundation."""
    return WealthLaw(
        rate_bp=_value(_WEALTH, "rate", "bp", month=month),
        reduction_max_cents=_value(_WEALTH, "max_reduction", "cents", month=month),
    )


def firm_law(month: Month) -> FirmLaw:
    """Patronage of firms, as in force in a month: CGI 238 bis."""
    return FirmLaw(
        rate_bp=_value(_PATRONAGE, "rate", "bp", month=month),
        beyond_rate_bp=_value(_PATRONAGE, "rate_above_threshold", "bp", month=month),
        beyond_cents=_value(_PATRONAGE, "threshold", "cents", month=month),
        cap_floor_cents=_value(_PATRONAGE, "cap_floor", "cents", month=month),
        turnover_share_bp=_value(_PATRONAGE, "cap_share_of_turnover", "bp", month=month),
    )


def tolerance(month: Month) -> Tolerance:
    """What may be received and still neglected; where the amount is unknown (2026), nothing is."""
    cap = _figure(_GIFT, "symbolic_goods_cap_per_year", "cents", month=month)
    part = _value(_GIFT, "symbolic_goods_cap_share", "bp", month=month)
    return Tolerance(share_bp=part, year_cents=0 if cap is None else cap)


def legal_status(rule: GiftRule) -> LawStatus:
    """In force only where a favourable written ruling is recorded in the rule."""
    return LawStatus.IN_FORCE if rule.is_ruled else LawStatus.NEEDS_RULING


def relief_assumptions(rule: GiftRule, month: Month) -> tuple[Assumption, ...]:
    """What a relief rests on: the ruling first, then each figure, with how well it is known."""
    rate = figure(_sheet(_GIFT), "rate_bp", Known(("rate",)), month=month)
    assert rate is not None, "the rate has been known since 2005"
    ruled = rule.is_ruled
    found = [
        Assumption(
            key="gift.ruling",
            label="L'administration admet les reçus de cette caisse",
            value="oui" if ruled else "pas de réponse écrite",
            status=Status.FACT if ruled else Status.UNKNOWN,
            source=rule.ruling_reference or "",
            note="" if ruled else "Demandez un rescrit : sans lui, ne promettez aucun reçu.",
        ),
        Assumption(
            key="gift.rate_bp",
            label="Part du don rendue par l'impôt",
            value=format_rate(rate.value),
            status=rate.status,
            source=rate.source,
        ),
    ]
    if rule.policy is ReceiptPolicy.STRICT:
        known = _figure(_GIFT, "symbolic_goods_cap_per_year", "cents", month=month)
        found.append(
            Assumption(
                key="gift.tolerance_year_cents",
                label="Petites contreparties admises, par an",
                value="inconnu" if known is None else short_euros(known),
                status=Status.UNKNOWN if known is None else Status.FACT,
                source="" if known is None else f"{_GIFT}:admical",
                note="" if known is not None else "Compté comme zéro, par prudence.",
            )
        )
    return tuple(found)


def relief_of_households(rule: GiftRule, month: Month, year: HouseholdYears) -> Reliefs:
    """A year's relief of each household by the law in force in a month, int64 [households].

    Computed whether or not a ruling is recorded: what it would be. `legal_status` says what it is worth.
    """
    base = deductible_base_many(
        rule,
        tolerance(month),
        paid_cents=year.paid_cents,
        received_cents=year.received_cents,
        gift_cents=year.gift_cents,
    )
    return household_relief_many(
        household_law(month),
        base_cents=base,
        taxable_income_cents=year.taxable_income_cents,
        tax_due_cents=year.tax_due_cents,
    )


def lost_share(reliefs: Reliefs, weight: NDArray[np.float64]) -> float | None:
    """Part of the relief that is lost for want of tax due; nothing where there is no relief at all."""
    whole = float((reliefs.reduction_cents * weight).sum())
    return float((reliefs.unused_cents * weight).sum()) / whole if whole else None


def who_pays(*, paid_cents: int, relief_used_cents: int, fee_cents: int) -> Bars:
    """The three bars: members after relief, the State by the relief used, the shops by their fee."""
    assert 0 <= relief_used_cents <= paid_cents, "no relief beyond what was paid"
    return Bars(
        net_cents=paid_cents - relief_used_cents, state_cents=relief_used_cents, fee_cents=fee_cents
    )


def exempted_charges_cents(source: Source, received_cents: int, month: Month) -> int:
    """Charges that ordinary pay of the same amount would have borne, at the highest rate known; half up."""
    if source.mechanism not in _EXEMPT:
        return 0
    return share(received_cents, _value(_PAY, "charge_rate_max", "bp", month=month))


def state_share_most_bp(source: Source) -> int:
    """The most that the State may bear of a source's euro by relief, if every giver owes enough tax.

    One less what a euro costs its payer by the reference; 0 where no receipt is given.
    """
    sheet = None if source.mechanism is None else mechanism(source.mechanism)
    if sheet is None or sheet.id in _NOT_RELIEVED:
        return 0
    cost = sheet.content["payer_cost_per_euro"]
    value = cost.get("value") if isinstance(cost, dict) else None
    if sheet.value("family") not in _RELIEVED_FAMILIES or value is None:
        return 0
    exact = (1 - Fraction(str(value))) * BASIS_POINTS
    return round_half_up(exact.numerator, exact.denominator)


def state_cost_cents(*, relief_used_cents: int, exempted_cents: int) -> int:
    """What the State bears beside its grants: relief really used and charges exempted; no tax induced."""
    return relief_used_cents + exempted_cents


def taxable_income_year_cents(income_month_cents: Cents, tax_due_year_cents: Cents) -> Cents:
    """A year of disposable income and its tax: an assumption, for want of taxable income by household."""
    found: Cents = income_month_cents.astype(np.int64) * _YEAR + tax_due_year_cents
    return found


def _value(name: str, parameter: str, unit: str, *, month: Month) -> int:
    found = _figure(name, parameter, unit, month=month)
    assert found is not None, f"{name}.{parameter} is not known in {month}"
    return found


def _figure(name: str, parameter: str, unit: str, *, month: Month) -> int | None:
    found = figure(_sheet(name), f"_{unit}", Known((parameter,)), month=month)
    return None if found is None else found.value


def _sheet(name: str) -> Entry:
    sheet = mechanism(name)
    assert sheet is not None, f"{name} is in the reference"
    return sheet
