"""Who may see which page: one line per address, read by the gate, walked by the tests.

A committee can read this table. A page without a line is shown to nobody. `own` names the one to
whom the page belongs: whoever does not act for that very one is told that nothing is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ecot.access.roles import Role
from ecot.values import references

Named = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Permit:
    """The roles that may open a page, and whose page it is."""

    roles: frozenset[Role]
    own: Callable[[Named], str] | None = None


def _household(named: Named) -> str:
    identity = named["household_id"]
    assert isinstance(identity, UUID), "the address of a purse bears the household's identifier"
    return references.household(identity)


def _point_of_sale(named: Named) -> str:
    identity = named["point_id"]
    assert isinstance(identity, UUID), "the address of a till bears the point of sale's identifier"
    return references.point_of_sale(identity)


_SIGNED_IN: Final = frozenset(Role) - {Role.ANONYMOUS}
_OFFICE: Final = frozenset({Role.OFFICE, Role.TREASURER})
_READERS: Final = frozenset({Role.OFFICE, Role.TREASURER, Role.AUDITOR})

EVERYONE: Final = Permit(frozenset({Role.ANONYMOUS}))
SIGNED_IN: Final = Permit(_SIGNED_IN)
OWN_PURSE: Final = Permit(frozenset({Role.HOUSEHOLD, Role.HELPER}), own=_household)
ANY_PURSE: Final = Permit(frozenset({Role.HOUSEHOLD, Role.HELPER}))
OWN_TILL: Final = Permit(frozenset({Role.POINT_OF_SALE}), own=_point_of_sale)
ANY_TILL: Final = Permit(frozenset({Role.POINT_OF_SALE}))
OFFICE: Final = Permit(_OFFICE)
READING: Final = Permit(_READERS)
TREASURER: Final = Permit(frozenset({Role.TREASURER}))
ACCOUNTS: Final = Permit(frozenset({Role.ADMINISTRATOR}))

PERMISSIONS: Final[dict[str, Permit]] = {
    "account_login": EVERYONE,
    "account_request_login_code": EVERYONE,
    "account_confirm_login_code": EVERYONE,
    "account_logout": EVERYONE,
    "public:home": EVERYONE,
    "public:rule": EVERYONE,
    "public:rule_history": EVERYONE,
    "public:figures": EVERYONE,
    "public:shops": EVERYONE,
    "public:accessibility": EVERYONE,
    "public:doors": SIGNED_IN,
    "member:purses": ANY_PURSE,
    "member:purse": OWN_PURSE,
    "member:movements": OWN_PURSE,
    "member:where": OWN_PURSE,
    "member:part": OWN_PURSE,
    "member:pledge": OWN_PURSE,
    "member:cards": OWN_PURSE,
    "member:card_lost": OWN_PURSE,
}
"""Every address of the site."""
