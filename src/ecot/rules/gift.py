"""Which part of what a household pays may be receipted as a gift: docs/algorithms/tax-relief.md.

Faces ask before promising a receipt, the simulator asks for the base of a year. What a receipt gives
back is the law's (rules/relief.py), never ours. No ruling on a common food fund was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import numpy as np

from ecot.rules.parameters import Bound, Parameters, Unit
from ecot.values.money import format_rate, share, short_euros
from ecot.values.money_arrays import Cents, Whole, assert_whole, share_many, smallest
from ecot.values.month import day_in_words
from ecot.values.refusal import Reason, Refused

RULING_HALF_SAID = Reason(
    "RULING_HALF_SAID",
    "Une réponse de l'administration a une référence et une date. Donnez les deux, ou aucune.",
)
RULING_DATE_UNREADABLE = Reason(
    "RULING_DATE_UNREADABLE",
    "La date de la réponse « {typed} » ne se lit pas. Écrivez-la comme 2026-03-01.",
)
NO_RECEIPT_HERE = Reason(
    "NO_RECEIPT_HERE",
    "Dans cette caisse, on ne délivre pas de reçu fiscal : la règle votée ne le prévoit pas.",
)
RECEIPTS_WITHOUT_RULING = Reason(
    "RECEIPTS_WITHOUT_RULING",
    "Aucun reçu fiscal n'est délivré : l'administration n'a pas répondu par écrit que la caisse y a"
    " droit, et un reçu délivré à tort expose l'association à une amende. Demandez un rescrit, puis"
    " inscrivez sa référence et sa date dans la règle.",
)


class ReceiptPolicy(StrEnum):
    """Which part of a payment is held to be a gift."""

    NONE = "none"
    """Nothing."""
    STRICT = "strict"
    """The whole payment, if what is received for it is negligible; else nothing."""
    SPLIT = "split"
    """What is paid beyond what is received."""
    SEPARATE = "separate"
    """Only a gift of its own, asked and consented apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftRule(Parameters):
    """The policy of receipts, the proof that the caisse may issue them, and from which gift on.

    `ruling_reference` and `ruled_on` (2026-03-01) are those of a favourable written answer of the
    administration; its silence is no answer. Without them no receipt is issued.
    """

    policy: ReceiptPolicy
    minimum_cents: Annotated[int, Bound(0, 1_000_00, "Don le plus petit", Unit.CENTS)] = 0
    ruling_reference: str | None = None
    ruled_on: str | None = None

    def check_together(self) -> Refused | None:
        """A ruling has a reference and a day that can be read."""
        if bool(self.ruling_reference) != bool(self.ruled_on):
            return Refused(RULING_HALF_SAID)
        if self.ruled_on and _day(self.ruled_on) is None:
            return Refused(RULING_DATE_UNREADABLE, {"typed": self.ruled_on[:30]})
        return None

    @property
    def is_ruled(self) -> bool:
        """Whether the law's answer is known: a favourable ruling is recorded; else it is unknown."""
        return bool(self.ruling_reference) and self.check_together() is None

    def sentence(self) -> str:
        """The rule as a citizen reads it."""
        said = [_POLICY_WORDS[self.policy]]
        if self.policy is ReceiptPolicy.NONE:
            return said[0]
        if self.minimum_cents:
            said.append(
                f"Il faut un don d'au moins {short_euros(self.minimum_cents)} dans l'année."
            )
        day = _day(self.ruled_on) if self.is_ruled and self.ruled_on else None
        if day is None:
            said.append(
                "Tant que l'administration n'a pas répondu par écrit, aucun reçu n'est délivré."
            )
        else:
            reference = self.ruling_reference
            said.append(f"L'administration a répondu le {day_in_words(day)} ({reference}).")
        return " ".join(said)


_POLICY_WORDS = {
    ReceiptPolicy.NONE: "Cotisations et dons ne donnent pas de reçu fiscal.",
    ReceiptPolicy.STRICT: "Le reçu fiscal porte sur tout ce qui est versé dans l'année, si ce que le"
    " foyer reçoit en échange est négligeable ; sinon sur rien.",
    ReceiptPolicy.SPLIT: "Le reçu fiscal porte sur ce qu'un foyer a versé dans l'année de plus que ce"
    " qu'il a reçu.",
    ReceiptPolicy.SEPARATE: "Le reçu fiscal porte seulement sur un don à part, proposé à part ;"
    " jamais sur la cotisation.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """What the administration neglects: a part of the payment and an amount a year, both at once."""

    share_bp: int
    year_cents: int

    def sentence(self) -> str:
        """The tolerance in plain words."""
        part, most = format_rate(self.share_bp), short_euros(self.year_cents)
        return f"Négligeable : au plus {part} du versement et au plus {most} par an."


def may_issue_receipts(rule: GiftRule) -> Refused | None:
    """Nothing where receipts may be issued; else why not. A simulation may suppose, a face may not."""
    if rule.policy is ReceiptPolicy.NONE:
        return Refused(NO_RECEIPT_HERE)
    return None if rule.is_ruled else Refused(RECEIPTS_WITHOUT_RULING)


def deductible_base(
    rule: GiftRule,
    tolerance: Tolerance,
    *,
    paid_cents: int,
    received_cents: int,
    gift_cents: int = 0,
) -> int:
    """The gift of a household in a calendar year, by the policy: what a receipt would bear, in cents.

    `paid_cents`: contributions paid; `received_cents`: allocations; `gift_cents`: gifts made apart,
    which count under every policy but `none`. Below the rule's minimum: nothing.
    """
    assert min(paid_cents, received_cents, gift_cents) >= 0, "amounts of a year are not negative"
    if rule.policy is ReceiptPolicy.NONE:
        return 0
    base = gift_cents
    if rule.policy is ReceiptPolicy.STRICT:
        neglected = min(share(paid_cents, tolerance.share_bp), tolerance.year_cents)
        base += paid_cents if received_cents <= neglected else 0
    elif rule.policy is ReceiptPolicy.SPLIT:
        base += max(0, paid_cents - received_cents)
    return base if base >= rule.minimum_cents else 0


def deductible_base_many(
    rule: GiftRule,
    tolerance: Tolerance,
    *,
    paid_cents: Whole,
    received_cents: Whole,
    gift_cents: Whole | None = None,
) -> Cents:
    """The twin of `deductible_base`: int32 or int64 arrays of one shape, int64 cents."""
    assert_whole(paid_cents, received_cents)
    paid, received = paid_cents.astype(np.int64), received_cents.astype(np.int64)
    gift = np.zeros_like(paid) if gift_cents is None else gift_cents.astype(np.int64)
    assert gift.shape == paid.shape, "one gift per household"
    assert min(smallest(paid), smallest(received), smallest(gift)) >= 0, "not negative"
    if rule.policy is ReceiptPolicy.NONE:
        return np.zeros_like(paid)
    base = gift
    if rule.policy is ReceiptPolicy.STRICT:
        neglected = np.minimum(share_many(paid, tolerance.share_bp), tolerance.year_cents)
        base = gift + np.where(received <= neglected, paid, 0)
    elif rule.policy is ReceiptPolicy.SPLIT:
        base = gift + np.maximum(paid - received, 0)
    return np.where(base >= rule.minimum_cents, base, 0)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
