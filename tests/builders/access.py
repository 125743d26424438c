"""People of the team, appointed through the deeds of `access`."""

from __future__ import annotations

from ecot.access.actions import appoint, open_account
from ecot.access.models import User
from ecot.access.roles import Role
from tests.builders.treasury import treasurer


def a_person_with(role: Role | str, email: str) -> User:
    """Somebody who holds a role of the team."""
    user = open_account(treasurer(), email=email, name="Camille")
    assert isinstance(user, User), user
    given = appoint(treasurer(), user_id=user.pk, role=Role(role))
    assert given, given
    return user
