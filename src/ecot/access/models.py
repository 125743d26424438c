"""Tables of accounts and appointments. No deed, no household and no shop enters here.

There is no password: a person proves the address by a code that was mailed to it.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from ecot.access.roles import APPOINTABLE, WORDS


class User(AbstractBaseUser):
    """A person who signs in; known by an e-mail address and a name, and nothing else."""

    password = None  # type: ignore[assignment]  # how Django drops a field
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    sessions_from = models.DateTimeField(null=True)

    objects = BaseUserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """One account per address, whatever its capitals."""

        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def set_password(self, raw_password: str | None) -> None:
        """No password is ever kept."""

    def set_unusable_password(self) -> None:
        """No password is ever kept."""

    def has_usable_password(self) -> bool:
        """Never: one signs in by a mailed code."""
        return False

    def check_password(self, raw_password: str | None) -> bool:  # noqa: ARG002 (Django asks it so)
        """Never right: one signs in by a mailed code."""
        return False

    def get_session_auth_hash(self) -> str:
        """What a session is tied to: moving `sessions_from` closes every open session."""
        stamp = f"{self.pk}:{self.email}:{self.sessions_from}"
        return salted_hmac("ecot.access.session", stamp, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> list[str]:
        """No earlier secret is accepted."""
        return []


class Appointment(models.Model):
    """A role that a person holds, for whom, from when until when."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20)
    acts_for = models.CharField(max_length=60, blank=True)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        """A known role, and the same role for the same one only once at a time."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(APPOINTABLE)), name="known_role"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "acts_for"],
                condition=models.Q(until_at=None),
                name="one_open_appointment",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["acts_for"], name="appointment_by_subject")]

    def __str__(self) -> str:
        words = {str(role): word for role, word in WORDS.items()}
        return f"{self.user} · {words.get(self.role, self.role)}"


class Device(models.Model):
    """A cash register that acts for a point of sale by its token, of which only the digest is kept."""

    acts_for = models.CharField(max_length=60)
    label = models.CharField(max_length=80)
    token_digest = models.CharField(max_length=64, unique=True)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        """Listed by point of sale."""

        indexes: ClassVar = [models.Index(fields=["acts_for"], name="device_by_point_of_sale")]
