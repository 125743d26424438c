"""The demo's first days: the founding act, the people who sign in, the bank, the funders.

The amounts by funder are invented, but for the 240,000 € of the City and the Metropolis in year one
(published). What the funders give for staff may not back food credit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ecot.access.actions import appoint, open_account
from ecot.access.roles import WORDS, Role
from ecot.demo.population import BY_HOUSEHOLD_FROM, FIRST_MONTH, DemoHousehold
from ecot.demo.world import BANK, DESK, World, act, sure
from ecot.governance.founding import FoundingVersion, found
from ecot.operations.grants.actions import GrantTerms, receive_instalment, sign_grant
from ecot.operations.treasury import actions as treasury
from ecot.operations.treasury.models import AccountKind
from ecot.rules.allocation import AllocationRule
from ecot.rules.kinds import RuleKind
from ecot.rules.presets import MONTPELLIER_2023, MONTPELLIER_2025
from ecot.values import references
from ecot.values.month import Month

FOUNDED_ON: Final = date(2023, 1, 10)
BANK_IBAN: Final = "FR7630006000011234567890189"

SIGN_INS: Final[Mapping[Role, str]] = {
    Role.HOUSEHOLD: "foyer@example.org",
    Role.HELPER: "aidante@example.org",
    Role.POINT_OF_SALE: "stand@example.org",
    Role.OFFICE: "bureau@example.org",
    Role.TREASURER: "tresorerie@example.org",
    Role.COMMITTEE: "comite@example.org",
    Role.SECRETARY: "secretariat@example.org",
    Role.AUDITOR: "verification@example.org",
    Role.ADMINISTRATOR: "administration@example.org",
}


@dataclass(frozen=True, slots=True)
class DemoGrant:
    """A grant of the demo and the days on which its instalments come, in euros."""

    slug: str
    funder: str
    signed_on: date
    ends_on: date
    instalments: tuple[tuple[date, int], ...]
    backs_food_credit: bool = True


GRANTS: Final = (
    DemoGrant(
        "ville-2023",
        "Ville et Métropole de Montpellier",
        date(2023, 1, 16),
        date(2024, 1, 31),
        (
            (date(2023, 1, 25), 70_000),
            (date(2023, 7, 10), 100_000),
            (date(2023, 12, 12), 70_000),
        ),
    ),
    DemoGrant(
        "fondations-2023",
        "Fondations (montant de démonstration)",
        date(2023, 1, 18),
        date(2024, 12, 31),
        ((date(2023, 5, 15), 40_000), (date(2024, 3, 14), 40_000)),
    ),
    DemoGrant(
        "ville-2024",
        "Ville et Métropole de Montpellier (montant de démonstration)",
        date(2024, 2, 12),
        date(2025, 1, 31),
        ((date(2024, 6, 20), 90_000), (date(2024, 11, 18), 70_000)),
    ),
    DemoGrant(
        "ville-2025",
        "Ville et Métropole de Montpellier (montant de démonstration)",
        date(2025, 2, 10),
        date(2026, 1, 31),
        ((date(2025, 3, 17), 90_000), (date(2025, 8, 20), 62_000)),
    ),
    DemoGrant(
        "etat-2025",
        "État, France 2030 (montant de démonstration)",
        date(2025, 5, 5),
        date(2026, 12, 31),
        ((date(2025, 11, 20), 80_000), (date(2026, 2, 16), 50_000)),
    ),
    DemoGrant(
        "equipe",
        "Fondations, pour l’équipe (montant de démonstration)",
        date(2023, 1, 20),
        date(2026, 12, 31),
        (
            (date(2023, 1, 30), 95_000),
            (date(2024, 1, 30), 95_000),
            (date(2025, 1, 30), 95_000),
            (date(2026, 1, 30), 30_000),
        ),
        backs_food_credit=False,
    ),
)


def found_the_caisse() -> None:
    """The founding act: 100 MonA a participant from 2023, by household from July 2025."""
    series = [
        FoundingVersion(kind, FIRST_MONTH.previous(), line.parameters)
        for kind, line in MONTPELLIER_2023.rules.items()
    ]
    by_household = MONTPELLIER_2025.parameters(RuleKind.ALLOCATION)
    assert isinstance(by_household, AllocationRule)
    series.append(FoundingVersion(RuleKind.ALLOCATION, BY_HOUSEHOLD_FROM, replace(by_household)))
    sure(found(act("founding", FOUNDED_ON), series))


def open_the_bank() -> None:
    """A bank account and a cash desk."""
    opening = act("bank", FOUNDED_ON)
    sure(
        treasury.open_account(
            opening, slug=BANK, label="Compte courant", kind=AccountKind.BANK, iban=BANK_IBAN
        )
    )
    sure(treasury.open_account(opening, slug=DESK, label="Caisse du local", kind=AccountKind.DESK))


def receive_from_funders(world: World, month: Month) -> None:
    """Sign the grants of this month and receive the instalments that come in it."""
    for grant in GRANTS:
        if Month.of(grant.signed_on) == month:
            terms = GrantTerms(
                funder=grant.funder,
                amount_cents=sum(euros for _, euros in grant.instalments) * 100,
                signed_on=grant.signed_on,
                may_back_food_credit=grant.backs_food_credit,
                starts_on=grant.signed_on,
                ends_on=grant.ends_on,
                purpose="crédit alimentaire" if grant.backs_food_credit else "salaires et frais",
            )
            signed = sure(sign_grant(act(f"sign-{grant.slug}", grant.signed_on), terms=terms))
            world.grant_ids[grant.slug] = signed.grant_id
        for number, (day, euros) in enumerate(grant.instalments):
            if Month.of(day) == month:
                sure(
                    receive_instalment(
                        act(f"instalment-{grant.slug}-{number}", day, 16),
                        grant_id=world.grant_ids[grant.slug],
                        account=BANK,
                        amount_cents=euros * 100,
                        received_on=day,
                    )
                )


def _is_shown(one: DemoHousehold) -> bool:
    """Whether a newcomer is shown this household: there to the end, an ordinary share, some MonA left."""
    return one.leaves is None and one.thrift < 0.95 and 20_00 <= one.later_pledge_cents <= 90_00


def open_accounts_of_people(world: World) -> None:
    """One person for each role, who signs in by a code sent to an address of example.org."""
    shown = next(one for one in world.present(FIRST_MONTH) if _is_shown(one))
    household = references.household(world.household_ids[shown.index])
    acts_for: dict[Role, str] = {
        Role.HOUSEHOLD: household,
        Role.HELPER: household,
        Role.POINT_OF_SALE: references.point_of_sale(world.point_of_sale_ids[0]),
    }
    for role, email in SIGN_INS.items():
        opening = act(f"account-{role}", FOUNDED_ON)
        user = sure(open_account(opening, email=email, name=f"Démonstration, {WORDS[role]}"))
        sure(appoint(opening, user_id=user.pk, role=role, acts_for=acts_for.get(role, "")))
