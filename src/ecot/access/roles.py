"""The roles: what a person may be in the caisse. Pure list, read by the permission table of the faces.

A role is given by an `Appointment`; a person may hold several. Whom a role acts for (a household, a
point of sale) is an opaque reference: this floor knows neither households nor shops.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a signed-in person may be; `ANONYMOUS` is everybody else."""

    ANONYMOUS = "anonymous"
    HOUSEHOLD = "household"
    HELPER = "helper"
    POINT_OF_SALE = "point_of_sale"
    OFFICE = "office"
    TREASURER = "treasurer"
    COMMITTEE = "committee"
    SECRETARY = "secretary"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


WORDS: Final[dict[Role, str]] = {
    Role.ANONYMOUS: "visiteur",
    Role.HOUSEHOLD: "foyer",
    Role.HELPER: "aidant",
    Role.POINT_OF_SALE: "point de vente",
    Role.OFFICE: "bureau",
    Role.TREASURER: "trésorier",
    Role.COMMITTEE: "comité citoyen",
    Role.SECRETARY: "secrétaire du comité",
    Role.AUDITOR: "vérificateur",
    Role.ADMINISTRATOR: "administrateur",
}
"""The French word of each role."""

ACTS_FOR_SOMEONE: Final = frozenset({Role.HOUSEHOLD, Role.HELPER, Role.POINT_OF_SALE})
"""Roles that are nothing without the one they act for."""

TEAM: Final = frozenset(
    {Role.OFFICE, Role.TREASURER, Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR}
)
"""Roles whose session closes soon, because it sees many people's files."""

APPOINTABLE: Final = frozenset(Role) - {Role.ANONYMOUS}
"""Roles that an appointment may give."""
