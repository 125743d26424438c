"""Who pays: a card's token, or a member number with its code. The same words and work for every failure.

Called by `pay_at_till` before its transaction. No amount enters here.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ecot.operations.members.codes import code_matches
from ecot.operations.members.queries import CardHolder, holder_of_number
from ecot.operations.members.states import CardState, State
from ecot.operations.till import refusals, tries
from ecot.operations.till.models import Outcome
from ecot.rules.payment import Means, PaymentRule
from ecot.values.act import Act
from ecot.values.numbers import parse_member_number
from ecot.values.refusal import Refused

MAY_PAY = frozenset({State.ACTIVE, State.PAUSED})


@dataclass(frozen=True, slots=True)
class Payer:
    """A household that was recognised, how, and whether its code was given and right."""

    household_id: UUID
    means: Means
    code_given: bool


def recognise(
    act: Act,
    rule: PaymentRule,
    *,
    point_of_sale_id: UUID,
    card: CardHolder | None,
    card_token: str,
    number: str,
    code: str,
) -> Payer | Refused:
    """The household behind a card or a number, its code checked where one was typed.

    `card` is whose card bears that token, as just read.
    Refused: nobody named, a number without code, a mistyped number, nobody recognised, a pause.
    """
    if card_token:
        means, holder = Means.CARD, card
    elif number.strip():
        read = parse_member_number(number)
        if isinstance(read, Refused):
            return read
        if not code:
            return Refused(refusals.CODE_WITH_NUMBER)
        means, holder = Means.NUMBER, holder_of_number(read, act.on)
    else:
        return Refused(refusals.NOBODY_NAMED)
    known = holder if holder is not None and _may_pay(holder, means) else None
    if code:
        refused = _try_code(
            act, rule, known, point_of_sale_id=point_of_sale_id, code=code, means=means
        )
        if refused is not None:
            return refused
    if known is None:
        return Refused(refusals.NOT_RECOGNISED)
    return Payer(known.household_id, means, code_given=bool(code))


def _may_pay(holder: CardHolder, means: Means) -> bool:
    card_is_good = means is not Means.CARD or holder.card_state is CardState.ACTIVE
    return card_is_good and holder.state in MAY_PAY


def _try_code(
    act: Act,
    rule: PaymentRule,
    known: CardHolder | None,
    *,
    point_of_sale_id: UUID,
    code: str,
    means: Means,
) -> Refused | None:
    """Reserve, count, compare, settle: the same four steps whether the household exists or not."""
    household_id = None if known is None else known.household_id
    try_id = tries.reserve(act, household_id=household_id, point_of_sale_id=point_of_sale_id)
    counts = tries.count(rule, act.at, household_id=household_id, point_of_sale_id=point_of_sale_id)
    paused = counts.pause(rule)
    compared = None if paused is not None else known
    right = code_matches(
        code,
        six_hash="" if compared is None else compared.six_hash,
        four_hash="" if compared is None else compared.four_hash,
        with_card=means is Means.CARD,
    )
    if paused is not None:
        tries.settle(try_id, Outcome.NOT_COMPARED)
        if paused is refusals.NETWORK_PAUSED:
            tries.tell_of_alarm(act)
        return Refused(paused)
    tries.settle(try_id, Outcome.RIGHT if right else Outcome.WRONG)
    return None if right else Refused(refusals.NOT_RECOGNISED)
