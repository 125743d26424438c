"""Shapes of scales that a committee draws on paper, written in the normal form of rules/scale.py.

Scenarios, presets and tests call it. A shape that the normal form does not hold to the cent is
refused with its sentence, never approached. docs/algorithms/contribution.md.
"""

from __future__ import annotations

from math import gcd

from ecot.rules.scale import Scale, ScaleBase
from ecot.values.money import BASIS_POINTS, format_rate, short_euros
from ecot.values.refusal import Reason, Refused

JUMP_NOT_WHOLE = Reason(
    "JUMP_NOT_WHOLE",
    "Au seuil de {knot}, passer de {before} à {after} sur tout le revenu ferait un saut qui n'est pas"
    " un nombre entier de centimes. Choisissez le seuil {lower} ou {higher}.",
)
RATE_FALLS = Reason(
    "RATE_FALLS",
    "Au seuil de {knot}, le taux passe de {before} à {after} : la cotisation baisserait quand le"
    " revenu monte. Choisissez un taux au moins égal au précédent.",
)
STEP_FALLS = Reason(
    "STEP_FALLS",
    "Au seuil de {knot}, le montant passe de {before} à {after} : la cotisation baisserait quand le"
    " revenu monte. Choisissez un montant au moins égal au précédent.",
)


def share_of_income(
    rate_bp: int,
    *,
    floor_cents: int = 0,
    ceiling_cents: int | None = None,
    step_cents: int = 1,
    base: ScaleBase = ScaleBase.HOUSEHOLD,
) -> Scale | Refused:
    """One rate on the whole income, between a floor and a ceiling."""
    scale = Scale(
        knots_cents=(0,),
        rates_bp=(rate_bp,),
        jumps_cents=(0,),
        floor_cents=floor_cents,
        ceiling_cents=ceiling_cents,
        step_cents=step_cents,
        base=base,
    )
    return _sound(scale)


def fixed_steps(
    knots_cents: tuple[int, ...], amounts_cents: tuple[int, ...], *, base: ScaleBase
) -> Scale | Refused:
    """A fixed amount in each bracket, from its knot on; amounts never fall."""
    before = (0, *amounts_cents)
    jumps = [amount - previous for amount, previous in zip(amounts_cents, before, strict=False)]
    for knot, jump, amount in zip(knots_cents, jumps, amounts_cents, strict=False):
        if jump < 0:
            facts = {"before": short_euros(amount - jump), "after": short_euros(amount)}
            return Refused(STEP_FALLS, {"knot": short_euros(knot), **facts})
    scale = Scale(
        knots_cents=knots_cents,
        rates_bp=(0,) * len(knots_cents),
        jumps_cents=tuple(jumps),
        floor_cents=0,
        ceiling_cents=None,
        step_cents=1,
        base=base,
    )
    return _sound(scale)


def average_rates(
    knots_cents: tuple[int, ...], rates_bp: tuple[int, ...], *, base: ScaleBase
) -> Scale | Refused:
    """In each bracket a rate on the **whole** income: J_k = (r_k − r_{k−1})·T_k / 10⁴ at its knot.

    Always with a cliff at each knot where the rate rises (rules/scale_reading.py says it). Refused: a
    jump that is not a whole number of cents, a rate that falls. (MODEL §4)
    """
    jumps = []
    before_bp = rates_bp[0] if rates_bp else 0
    for knot, rate in zip(knots_cents, rates_bp, strict=False):
        facts = {"knot": short_euros(knot), "before": format_rate(before_bp)}
        facts["after"] = format_rate(rate)
        if rate < before_bp:
            return Refused(RATE_FALLS, facts)
        jump, rest = divmod((rate - before_bp) * knot, BASIS_POINTS)
        if rest:
            every = BASIS_POINTS // gcd(rate - before_bp, BASIS_POINTS)
            lower = max(every, knot - knot % every)
            around = {"lower": short_euros(lower), "higher": short_euros(lower + every)}
            return Refused(JUMP_NOT_WHOLE, {**facts, **around})
        jumps.append(jump)
        before_bp = rate
    scale = Scale(
        knots_cents=knots_cents,
        rates_bp=rates_bp,
        jumps_cents=tuple(jumps),
        floor_cents=0,
        ceiling_cents=None,
        step_cents=1,
        base=base,
    )
    return _sound(scale)


def _sound(scale: Scale) -> Scale | Refused:
    refused = scale.check()
    return scale if refused is None else refused
