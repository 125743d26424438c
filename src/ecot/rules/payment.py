"""Whether a payment is accepted, at the till or on line: docs/algorithms/payment.md.

The till's deed calls it under the wallet's lock, with the balance and the day's spending read
there. Whether a code is right, a card lost or a shop suspended is known before: not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from ecot.rules.accreditation import covered_by_rate
from ecot.rules.parameters import Bound, Parameters, Unit
from ecot.values.money import BASIS_POINTS, format_mona, short_mona
from ecot.values.refusal import Reason, Refused

AMOUNT_NOT_POSITIVE = Reason(
    "AMOUNT_NOT_POSITIVE", "Le montant doit être plus grand que zéro. Saisissez le prix à payer."
)
RATE_UNKNOWN = Reason(
    "RATE_UNKNOWN",
    "Ce taux de prise en charge n'existe pas. Rechargez la page et recommencez la vente.",
)
NOTHING_COVERED = Reason(
    "NOTHING_COVERED",
    "Rien dans cet achat ne se paie en MonA. Encaissez-le en euros.",
)
OVER_PAYMENT_CEILING = Reason(
    "OVER_PAYMENT_CEILING",
    "{amount} : c'est plus que le plafond par paiement ({ceiling})."
    " Encaissez {ceiling} au plus, et le reste en euros.",
)
CODE_NEEDED = Reason(
    "CODE_NEEDED",
    "Pour payer {amount}, il faut le code secret du foyer. Demandez à la personne de le saisir.",
)
OVER_DAY_CEILING = Reason(
    "OVER_DAY_CEILING",
    "Avec ce paiement, le foyer dépasserait {ceiling} dans la journée. Il peut encore payer"
    " {left} aujourd'hui ; le reste se règle en euros, ou demain.",
)
BALANCE_TOO_LOW = Reason(
    "BALANCE_TOO_LOW",
    "Il n'y a pas assez sur le compte pour payer {amount} : il reste {balance}."
    " Encaissez au plus ce solde en MonA, et le reste en euros.",
)
DAY_BELOW_PAYMENT = Reason(
    "DAY_BELOW_PAYMENT",
    "Le plafond par jour ({day}) est plus bas que le plafond par paiement ({payment})."
    " Relevez l'un ou abaissez l'autre.",
)
NETWORK_BELOW_TILL = Reason(
    "NETWORK_BELOW_TILL",
    "Les essais de code permis au réseau ({network}) sont moins nombreux que ceux d'une caisse"
    " ({till}). Relevez les premiers ou abaissez les seconds.",
)


class Means(StrEnum):
    """How the household is recognised."""

    CARD = "card"
    NUMBER = "number"
    ONLINE = "online"
    SLIP = "slip"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRule(Parameters):
    """Ceilings, when a code is asked, how many wrong codes are borne, what goes on off line."""

    code_from_cents: Annotated[int, Bound(0, 10_000_00, "Code demandé à partir de", Unit.CENTS)]
    ceiling_per_payment_cents: Annotated[
        int, Bound(1_00, 10_000_00, "Plafond par paiement", Unit.CENTS)
    ]
    ceiling_per_day_cents: Annotated[int, Bound(1_00, 10_000_00, "Plafond par jour", Unit.CENTS)]
    tries_per_wallet: Annotated[int, Bound(1, 10, "Codes faux par foyer")] = 3
    tries_per_wallet_day: Annotated[int, Bound(1, 30, "Codes faux par foyer et par jour")] = 6
    tries_per_till: Annotated[int, Bound(1, 100, "Codes faux par caisse et par heure")] = 10
    tries_network: Annotated[int, Bound(1, 1_000, "Codes faux du réseau et par heure")] = 50
    pause_minutes: Annotated[int, Bound(1, 1_440, "Pause", Unit.MINUTES)] = 15
    correction_minutes: Annotated[int, Bound(0, 1_440, "Correction", Unit.MINUTES)] = 15
    offline_per_wallet_cents: Annotated[
        int, Bound(0, 1_000_00, "Plafond hors ligne par foyer", Unit.CENTS)
    ] = 0
    offline_per_till_cents: Annotated[
        int, Bound(0, 10_000_00, "Plafond hors ligne par caisse", Unit.CENTS)
    ] = 0
    offline_hours: Annotated[int, Bound(0, 72, "Durée hors ligne", Unit.HOURS)] = 0

    def check_together(self) -> Refused | None:
        """A day allows at least one full payment, the network at least what one till may try."""
        payment, day = self.ceiling_per_payment_cents, self.ceiling_per_day_cents
        if day < payment:
            facts = {"day": short_mona(day), "payment": short_mona(payment)}
            return Refused(DAY_BELOW_PAYMENT, facts)
        if self.tries_network < self.tries_per_till:
            facts = {"network": str(self.tries_network), "till": str(self.tries_per_till)}
            return Refused(NETWORK_BELOW_TILL, facts)
        return None

    def sentence(self) -> str:
        """The rule as a citizen reads it."""
        offline = "Hors ligne, on ne paie pas en MonA."
        if self.offline_hours:
            offline = (
                f"Hors ligne, on paie pendant {self.offline_hours} h, jusqu'à"
                f" {short_mona(self.offline_per_wallet_cents)} par foyer et"
                f" {short_mona(self.offline_per_till_cents)} par caisse."
            )
        return (
            f"On paie au plus {short_mona(self.ceiling_per_payment_cents)} en une fois et"
            f" {short_mona(self.ceiling_per_day_cents)} par jour. {self._code()}"
            f" Codes faux : {self.tries_per_wallet} au plus, puis {self.pause_minutes} min de repos."
            f" Le commerce peut corriger une vente pendant {self.correction_minutes} min. {offline}"
        )

    def _code(self) -> str:
        if self.code_from_cents == 0:
            return "Le code secret est toujours demandé."
        return (
            f"Avec la carte, le code est demandé à partir de {short_mona(self.code_from_cents)} ;"
            " avec le numéro ou en ligne, toujours."
        )


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the wallet pays and what is left to pay in euros; their sum is the price."""

    mona_cents: int
    euros_cents: int


def code_needed(rule: PaymentRule, *, mona_cents: int, means: Means = Means.CARD) -> bool:
    """With the card from the rule's amount on; with the number or on line always; never on a slip.

    A slip was signed by the household and is typed later by the office.
    """
    if means is Means.SLIP:
        return False
    return means is not Means.CARD or mona_cents >= rule.code_from_cents


def decide_payment(
    rule: PaymentRule,
    *,
    amounts_by_rate: tuple[tuple[int, int], ...],
    balance_cents: int,
    spent_today_cents: int,
    code_given: bool,
    means: Means = Means.CARD,
) -> Accepted | Refused:
    """Accept a payment within the ceilings and the balance, with its code where one is needed.

    `amounts_by_rate` holds pairs (rate in bp, price in cents), one amount per rate; what MonA pay
    is rounded half up once per rate. Refused, the first that applies: an amount that is not
    positive, an unknown rate, nothing covered, the ceiling per payment, the code missing, the
    ceiling per day, the balance. What concerns the household is said only after its code.
    """
    refused = _check_amounts(amounts_by_rate)
    if refused is not None:
        return refused
    mona_cents = covered_by_rate(amounts_by_rate)
    amount, ceiling = format_mona(mona_cents), short_mona(rule.ceiling_per_payment_cents)
    if mona_cents == 0:
        return Refused(NOTHING_COVERED)
    if mona_cents > rule.ceiling_per_payment_cents:
        return Refused(OVER_PAYMENT_CEILING, {"amount": amount, "ceiling": ceiling})
    if code_needed(rule, mona_cents=mona_cents, means=means) and not code_given:
        return Refused(CODE_NEEDED, {"amount": amount})
    left_cents = max(0, rule.ceiling_per_day_cents - spent_today_cents)
    if mona_cents > left_cents:
        ceiling = short_mona(rule.ceiling_per_day_cents)
        return Refused(OVER_DAY_CEILING, {"ceiling": ceiling, "left": short_mona(left_cents)})
    if mona_cents > balance_cents:
        return Refused(BALANCE_TOO_LOW, {"amount": amount, "balance": format_mona(balance_cents)})
    price_cents = sum(price for _, price in amounts_by_rate)
    return Accepted(mona_cents=mona_cents, euros_cents=price_cents - mona_cents)


def _check_amounts(amounts_by_rate: tuple[tuple[int, int], ...]) -> Refused | None:
    rates = [rate for rate, _ in amounts_by_rate]
    if not rates or any(price_cents <= 0 for _, price_cents in amounts_by_rate):
        return Refused(AMOUNT_NOT_POSITIVE)
    if len(set(rates)) < len(rates) or any(not 0 <= rate <= BASIS_POINTS for rate in rates):
        return Refused(RATE_UNKNOWN)
    return None
