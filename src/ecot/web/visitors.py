"""Who looks at a page: the roles of the request, for whom it acts, and under which name it acts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from ecot.access.models import User
from ecot.access.queries import Standing, standings
from ecot.access.roles import TEAM, Role
from ecot.values import references
from ecot.values.references import Actor, identity_of

_KEPT_AS = "_ecot_visitor"


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person of a request: nobody (`user` is None) or somebody with standings."""

    user: User | None
    standings: tuple[Standing, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held; just `anonymous` for nobody."""
        held = frozenset(standing.role for standing in self.standings)
        return held | {Role.ANONYMOUS}

    @property
    def is_team(self) -> bool:
        """Whether this person works for the association."""
        return bool(self.roles & TEAM)

    @property
    def is_office(self) -> bool:
        """Whether this person does what the office does; an auditor only reads."""
        return bool(self.roles & {Role.OFFICE, Role.TREASURER})

    @property
    def is_treasurer(self) -> bool:
        """Whether this person signs and says the second yes."""
        return Role.TREASURER in self.roles

    @property
    def actor(self) -> Actor:
        """The name under which this person acts as themself."""
        assert self.user is not None, "the gate lets nobody act"
        return Actor(f"user-{self.user.pk}")

    @property
    def households(self) -> tuple[UUID, ...]:
        """The households for which this person may act."""
        return self._served(frozenset({Role.HOUSEHOLD, Role.HELPER}))

    @property
    def points_of_sale(self) -> tuple[UUID, ...]:
        """The points of sale for which this person may act."""
        return self._served(frozenset({Role.POINT_OF_SALE}))

    def _served(self, roles: frozenset[Role]) -> tuple[UUID, ...]:
        found = [identity_of(one.acts_for) for one in self.standings if one.role in roles]
        return tuple(dict.fromkeys(found))

    def acts_for(self, roles: frozenset[Role], reference: str) -> bool:
        """Whether one of these roles is held for this very one."""
        return any(one.role in roles and one.acts_for == reference for one in self.standings)

    def actor_for_household(self, household_id: UUID) -> Actor:
        """A household acts as itself; a helper under their own name."""
        reference = references.household(household_id)
        if self.acts_for(frozenset({Role.HOUSEHOLD}), reference):
            return Actor(str(reference))
        return self.actor


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor of a request, read once."""
    kept = getattr(request, _KEPT_AS, None)
    if isinstance(kept, Visitor):
        return kept
    user = request.user
    known = isinstance(user, User) and user.is_active
    visitor = (
        Visitor(user, standings(user.pk)) if known and isinstance(user, User) else Visitor(None, ())
    )
    setattr(request, _KEPT_AS, visitor)
    return visitor
