"""A shop is accredited, suspended, ended; its convention is signed and renewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ecot.operations.shops import audit, refusals
from ecot.operations.shops.actions.applying import locked_shop
from ecot.operations.shops.models import Agreement, Shop, ShopStateRow
from ecot.operations.shops.states import NEXT_SHOP_STATES, SHOP_STATE_NAMES, ShopState
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.rulebook.reading import in_force
from ecot.rules.accreditation import AccreditationRule
from ecot.rules.kinds import RuleKind
from ecot.values.act import Act
from ecot.values.month import Month, day_in_words
from ecot.values.references import shop as owner_of
from ecot.values.refusal import refuse


@dataclass(frozen=True, slots=True)
class ShopMoved:
    """A shop's new state and the day from which it holds."""

    shop_id: UUID
    state: ShopState
    since_on: date


@deed
def accredit(
    act: Act,
    *,
    shop_id: UUID,
    starts_on: date,
    ends_on: date | None = None,
    reason: str = "convention signée",
) -> ShopMoved:
    """A shop is accredited for the days of its convention, both included.

    Without an end, the convention lasts as long as the accreditation rule in force says. Refused: an unknown shop, dates the wrong way round, a step that the table of states does not
    know, a day before the last change.
    """
    shop = locked_shop(shop_id)
    _write_agreement(act, shop, starts_on=starts_on, end=ends_on)
    return _write_state(act, shop, to=ShopState.ACCREDITED, since_on=starts_on, reason=reason)


@deed
def renew_agreement(
    act: Act, *, shop_id: UUID, starts_on: date, ends_on: date | None = None
) -> ShopMoved:
    """A shop signs a further convention; its state does not change. Refused: dates reversed."""
    shop = locked_shop(shop_id)
    _write_agreement(act, shop, starts_on=starts_on, end=ends_on)
    last = _last_state(shop)
    return ShopMoved(shop.id, ShopState(last.state), last.since_on)


@deed
def change_shop_state(
    act: Act, *, shop_id: UUID, to: ShopState, reason: str, since_on: date | None = None
) -> ShopMoved:
    """A shop is suspended, taken back or ended from a day (the act's if not given), for a reason.

    Suspended today, it is refused at the till from this minute. Refused: an unknown shop, a step
    that the table of states does not know, a day before the last change, no reason.
    """
    shop = locked_shop(shop_id)
    if not reason.strip():
        raise refuse(refusals.REASON_MISSING)
    return _write_state(act, shop, to=to, since_on=since_on or act.on, reason=reason.strip())


def _write_agreement(act: Act, shop: Shop, *, starts_on: date, end: date | None) -> None:
    ends_on = end or _end_by_rule(starts_on)
    if ends_on < starts_on:
        words = {"starts_on": day_in_words(starts_on), "ends_on": day_in_words(ends_on)}
        raise refuse(refusals.AGREEMENT_DATES, **words)
    Agreement.objects.create(
        shop=shop, starts_on=starts_on, ends_on=ends_on, signed_on=act.on, recorded_at=act.at
    )
    subject = owner_of(shop.id)
    record(act, audit.AGREEMENT_SIGNED, subject=subject, starts_on=starts_on, ends_on=ends_on)


def _end_by_rule(starts_on: date) -> date:
    """The eve of the day that comes so many months later (the month's last day where it has none)."""
    rule = in_force(RuleKind.ACCREDITATION, starts_on).parameters
    assert isinstance(rule, AccreditationRule), rule
    month = Month.of(starts_on).plus(rule.validity_months)
    return month.first_day + timedelta(days=min(starts_on.day, month.days) - 2)


def _write_state(act: Act, shop: Shop, *, to: ShopState, since_on: date, reason: str) -> ShopMoved:
    last = _last_state(shop)
    present = ShopState(last.state)
    if to not in NEXT_SHOP_STATES[present]:
        raise refuse(
            refusals.SHOP_STATE_NOT_NEXT,
            shop=shop.name,
            present=SHOP_STATE_NAMES[present],
            asked=SHOP_STATE_NAMES[to],
            possible=", ".join(
                sorted(SHOP_STATE_NAMES[state] for state in NEXT_SHOP_STATES[present])
            ),
        )
    if since_on < last.since_on:
        last_on = day_in_words(last.since_on)
        raise refuse(refusals.SHOP_STATE_TOO_EARLY, shop=shop.name, last_on=last_on)
    ShopStateRow.objects.create(
        shop=shop,
        state=to,
        since_on=since_on,
        reason=reason[:200],
        recorded_at=act.at,
        recorded_by=act.actor,
    )
    before, after = SHOP_STATE_NAMES[present], SHOP_STATE_NAMES[to]
    facts = {"before": before, "after": after, "since_on": since_on, "reason": reason}
    record(act, audit.STATE_CHANGED, subject=owner_of(shop.id), **facts)
    return ShopMoved(shop.id, to, since_on)


def _last_state(shop: Shop) -> ShopStateRow:
    return ShopStateRow.objects.filter(shop=shop).order_by("-since_on", "-id")[0]
