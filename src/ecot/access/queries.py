"""Reads of this room: what a person is, and for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from ecot.access.models import Appointment, User
from ecot.access.roles import Role
from ecot.records.asking import Question


@dataclass(frozen=True, slots=True)
class Standing:
    """A role that is held now, and for whom (`household-<hex>`, `point-<hex>` or nothing)."""

    appointment_id: int
    role: Role
    acts_for: str


def standings(user_id: int) -> tuple[Standing, ...]:
    """Every role that a person holds now, in the order in which they were given."""
    rows = Appointment.objects.filter(user_id=user_id, until_at=None).order_by("id")
    return tuple(Standing(row.pk, Role(row.role), row.acts_for) for row in rows)


def people_of(acts_for: str) -> list[tuple[User, Role]]:
    """The people who act for a household or a point of sale."""
    rows = Appointment.objects.filter(acts_for=acts_for, until_at=None).select_related("user")
    return [(row.user, Role(row.role)) for row in rows.order_by("id")]


def account_of(email: str) -> User | None:
    """The account with this address, whatever its capitals; None where there is none."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def names(user_ids: Collection[int]) -> dict[int, str]:
    """The names behind account numbers, in one query."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=user_ids)}


def holders(role: Role) -> list[User]:
    """The people who hold a role now."""
    return list(
        User.objects.filter(
            appointments__role=str(role), appointments__until_at=None, is_active=True
        ).distinct()
    )


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account with every role that it holds now."""

    user: User
    standings: tuple[Standing, ...]


def accounts(*, search: str = "", limit: int = 200) -> list[AccountView]:
    """The accounts by name, those whose name or address holds the words; two queries."""
    rows = User.objects.order_by("name", "email")
    if search.strip():
        words = search.strip()
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    chosen = list(rows[:limit])
    held: dict[int, list[Standing]] = defaultdict(list)
    open_now = Appointment.objects.filter(user__in=chosen, until_at=None).order_by("id")
    for row in open_now:
        held[row.user_id].append(Standing(row.pk, Role(row.role), row.acts_for))
    return [AccountView(user, tuple(held[user.pk])) for user in chosen]


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device that may pay now, and for whom (its opaque reference)."""

    device_id: int
    acts_for: str


# On the way of every request of a till: composed each time, it costs as much as the whole payment.
_DEVICE: Final = (
    "SELECT id, acts_for FROM access_device WHERE token_digest = %s AND until_at IS NULL"
)


def device_question(token_digest: str) -> Question[KnownDevice]:
    """The device that bears a token, by its digest, unless it was taken back."""
    return Question(
        _DEVICE, 2, lambda row: KnownDevice(int(str(row[0])), str(row[1])), (token_digest,)
    )
