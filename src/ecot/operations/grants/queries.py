"""What other rooms and the faces may ask about grants, and the position of the reserve. Reads only.

Amounts in cents. The position is docs/algorithms/reserve-position.md; the rule that judges it is
`rules/reserve.py`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum

from ecot.ledger.balances import balances
from ecot.ledger.chart import Code
from ecot.operations.grants.models import Grant, GrantCharge, GrantMovement, MovementKind

_FOREVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class EnvelopeView:
    """A grant with what came of it, what was used, and what is left of what came."""

    grant_id: UUID
    funder: str
    purpose: str
    signed_on: date
    starts_on: date
    ends_on: date | None
    may_back_food_credit: bool
    amount_cents: int
    received_cents: int
    given_back_cents: int
    charged_cents: int
    set_aside_cents: int

    @property
    def left_cents(self) -> int:
        """What came, was not given back and was not used yet."""
        return self.received_cents - self.given_back_cents - self.charged_cents

    @property
    def awaited_cents(self) -> int:
        """What the funder has signed and not yet paid."""
        return self.amount_cents - self.received_cents


def envelopes(until_on: date | None = None) -> list[EnvelopeView]:
    """Every grant signed by a day (or ever), in three queries."""
    until = until_on or _FOREVER
    moved: dict[tuple[UUID, str], int] = defaultdict(int)
    rows = GrantMovement.objects.filter(moved_on__lte=until).order_by()
    sums = rows.values("grant_id", "kind", undo=Q(undoes__isnull=False)).annotate(
        cents=Sum("amount_cents")
    )
    for grant_id, kind, undo, cents in sums.values_list("grant_id", "kind", "undo", "cents"):
        moved[grant_id, kind] += -cents if undo else cents
    charges = GrantCharge.objects.filter(charged_on__lte=until).values("grant_id").order_by()
    charged = dict(charges.annotate(cents=Sum("amount_cents")).values_list("grant_id", "cents"))
    grants = Grant.objects.filter(signed_on__lte=until, is_cancelled=False).order_by(
        "signed_on", "funder", "id"
    )
    return [_view(grant, moved, charged.get(grant.id, 0)) for grant in grants]


def envelope(grant_id: UUID) -> EnvelopeView | None:
    """One grant as it stands now."""
    return next((view for view in envelopes() if view.grant_id == grant_id), None)


@dataclass(frozen=True, slots=True)
class ReservePosition:
    """The two sides of the promise « each MonA is backed », line by line."""

    bank_cents: int
    cash_cents: int
    unidentified_cents: int
    not_backing_cents: int
    ordered_cents: int
    vouchers_cents: int
    wallets_cents: int
    owed_to_shops_cents: int

    @property
    def reserve_cents(self) -> int:
        """What backs the MonA."""
        return (
            self.bank_cents
            + self.cash_cents
            - self.unidentified_cents
            - self.not_backing_cents
            - self.ordered_cents
        )

    @property
    def outstanding_cents(self) -> int:
        """What the caisse owes in MonA: wallets, shops, paper."""
        return self.wallets_cents + self.owed_to_shops_cents + self.vouchers_cents

    @property
    def spare_cents(self) -> int:
        """What is left over (below zero: what is missing)."""
        return self.reserve_cents - self.outstanding_cents


def reserve_position(until_on: date | None = None) -> ReservePosition:
    """The position now, or as it was in effect at the end of a day."""

    def total(code: Code) -> int:
        return sum(balances(code, until_on).values())

    return ReservePosition(
        bank_cents=total(Code.BANK),
        cash_cents=total(Code.CASH),
        unidentified_cents=total(Code.UNIDENTIFIED),
        not_backing_cents=sum(
            max(0, view.left_cents) for view in envelopes(until_on) if not view.may_back_food_credit
        ),
        ordered_cents=total(Code.ORDERED),
        vouchers_cents=total(Code.VOUCHERS),
        wallets_cents=total(Code.WALLET),
        owed_to_shops_cents=sum(
            max(0, cents) for cents in balances(Code.OWED_TO_SHOP, until_on).values()
        ),
    )


def _view(grant: Grant, moved: dict[tuple[UUID, str], int], charged_cents: int) -> EnvelopeView:
    def sum_of(kind: MovementKind) -> int:
        return moved.get((grant.id, kind), 0)

    return EnvelopeView(
        grant_id=grant.id,
        funder=grant.funder,
        purpose=grant.purpose,
        signed_on=grant.signed_on,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        may_back_food_credit=grant.may_back_food_credit,
        amount_cents=grant.amount_cents,
        received_cents=sum_of(MovementKind.RECEIVED),
        given_back_cents=sum_of(MovementKind.GIVEN_BACK),
        charged_cents=charged_cents,
        set_aside_cents=sum_of(MovementKind.SET_ASIDE) - sum_of(MovementKind.TAKEN_BACK),
    )
