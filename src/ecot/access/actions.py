"""Deeds on accounts: open one, give or end a role, close every session. No money moves here."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ecot.access import audit, refusals
from ecot.access.models import Appointment, User
from ecot.access.roles import ACTS_FOR_SOMEONE, APPOINTABLE, Role
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.refusal import refuse


@deed
def open_account(act: Act, *, email: str, name: str) -> User:
    """A person gets an account; an address that already has one gets the same account back.

    Refused: an address that cannot be read.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as unreadable:
        raise refuse(refusals.ADDRESS_NOT_READABLE, email=email) from unreadable
    user, made = User.objects.get_or_create(email=address, defaults={"name": name.strip()})
    if made:
        record(act, audit.ACCOUNT_OPENED, subject=subject_of(user), name=user.name or "sans nom")
    return user


@deed
def appoint(act: Act, *, user_id: int, role: Role, acts_for: str = "") -> Appointment:
    """A person holds a role from now on; giving it twice changes nothing.

    `acts_for` is the opaque reference of a household or a point of sale. Refused: an unknown
    account, the anonymous role, a role that needs someone and has nobody.
    """
    if role not in APPOINTABLE:
        raise refuse(refusals.ROLE_UNKNOWN, role=role)
    if (role in ACTS_FOR_SOMEONE) != bool(acts_for):
        raise refuse(refusals.ROLE_NEEDS_SOMEONE)
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise refuse(refusals.ACCOUNT_UNKNOWN)
    appointment, made = Appointment.objects.get_or_create(
        user=user, role=str(role), acts_for=acts_for, until_at=None, defaults={"since_at": act.at}
    )
    if made:
        record(act, audit.ROLE_GIVEN, subject=subject_of(user), role=str(role), acts_for=acts_for)
    return appointment


@deed
def end_appointment(act: Act, *, appointment_id: int) -> Appointment:
    """A person no longer holds a role. Refused: it has ended already."""
    appointment = Appointment.objects.filter(pk=appointment_id, until_at=None).first()
    if appointment is None:
        raise refuse(refusals.APPOINTMENT_ENDED)
    appointment.until_at = act.at
    appointment.save(update_fields=["until_at"])
    record(act, audit.ROLE_ENDED, subject=f"user-{appointment.user_id}", role=appointment.role)
    return appointment


@deed
def close_sessions(act: Act, *, user_id: int) -> User:
    """Every open session of an account closes at once. Refused: an unknown account."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise refuse(refusals.ACCOUNT_UNKNOWN)
    user.sessions_from = act.at
    user.save(update_fields=["sessions_from"])
    record(act, audit.SESSIONS_CLOSED, subject=subject_of(user))
    return user


def subject_of(user: User) -> str:
    """The name under which an account stands in audit lines and as an actor."""
    return f"user-{user.pk}"
