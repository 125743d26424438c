"""A small caisse to look at: two households, two shops, money, a month opened, somebody of each role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ecot.access.actions import appoint, open_account
from ecot.access.models import Appointment, User
from ecot.access.roles import Role
from ecot.operations.contributions.models import Means
from ecot.operations.grants.actions import GrantTerms, Signed, sign_grant
from ecot.operations.members.models import Belonging
from ecot.operations.reimbursements.actions import Prepared, prepare_remittance
from ecot.operations.reimbursements.queries import lines_of_remittance
from ecot.operations.shops.directory import shop_record
from ecot.operations.till.actions import pay_at_till
from ecot.operations.till.receipts import Receipt
from ecot.operations.till.slips import Sheet, issue_slip_sheet
from ecot.operations.treasury.actions import open_account as open_account_at_bank
from ecot.operations.treasury.actions import receive_unidentified
from ecot.operations.treasury.models import AccountKind, BankAccount, UnidentifiedReceipt
from ecot.operations.treasury.opening import ControlTotals, prepare_opening
from ecot.operations.treasury.opening_report import Report
from ecot.values import clock, references
from ecot.values.month import Month
from tests.builders.allocations import a_caisse, opened
from tests.builders.contributions import a_pledge, a_receipt
from tests.builders.members import ACard, a_card, a_household
from tests.builders.shops import ShopIds, a_shop, an_iban
from tests.builders.strategy import a_lead, a_scenario
from tests.builders.treasury import a_bank_account, a_desk, money_act, treasurer

MARCH = Month(2026, 3)
NOON = clock.at(date(2026, 3, 14), 12)


@dataclass(frozen=True, slots=True)
class Faces:
    """What stands in the small caisse, by identifier."""

    card: ACard
    number: str
    other_card: ACard
    shop: ShopIds
    other_shop: ShopIds
    sale: Receipt
    users: dict[Role, User]
    named: dict[str, object]

    def client(self, role: Role) -> Client:
        """A browser of somebody who holds this role; nobody signs in for `anonymous`."""
        client = Client()
        if role is not Role.ANONYMOUS:
            client.force_login(self.users[role])
        return client


def a_person(email: str, role: Role, acts_for: str = "") -> User:
    """Somebody who may enter with one role."""
    user = open_account(treasurer(), email=email, name=role.value.title())
    assert isinstance(user, User), user
    given = appoint(treasurer(), user_id=user.pk, role=role, acts_for=acts_for)
    assert isinstance(given, Appointment), given
    return user


def faces() -> Faces:
    """The small caisse, in the middle of March 2026."""
    a_caisse(reserve_cents=50_000_00)
    card, other_card = a_card(a_household(2, 1)), a_card(a_household(name="Nguyen"))
    a_pledge(card.household_id, 30_00)
    shop = a_shop("producteur", name="Ferme des Aubes")
    other_shop = a_shop("boulangerie", name="Fournil des Arceaux")
    opened(MARCH)
    sale = pay_at_till(
        money_act(date(2026, 3, 2)),
        point_of_sale_id=shop.point_of_sale_id,
        amounts=12_50,
        card_token=card.token,
    )
    assert isinstance(sale, Receipt), sale
    users = _people(card.household_id, shop.point_of_sale_id)
    return Faces(
        card=card,
        number=_number(card.household_id),
        other_card=other_card,
        shop=shop,
        other_shop=other_shop,
        sale=sale,
        users=users,
        named=_named(card, shop, sale, users),
    )


def _people(household_id: UUID, point_id: UUID) -> dict[Role, User]:
    acts_for = {
        Role.HOUSEHOLD: references.household(household_id),
        Role.HELPER: references.household(household_id),
        Role.POINT_OF_SALE: references.point_of_sale(point_id),
    }
    return {
        role: a_person(f"{role.value}@exemple.fr", role, acts_for.get(role, ""))
        for role in Role
        if role is not Role.ANONYMOUS
    }


def _number(household_id: UUID) -> str:
    from ecot.operations.members.models import Household

    return Household.objects.get(id=household_id).number


def _named(card: ACard, shop: ShopIds, sale: Receipt, users: dict[Role, User]) -> dict[str, object]:
    """A value for each part that an address of the site may bear."""
    grant = sign_grant(
        money_act(),
        terms=GrantTerms(
            funder="Ville",
            amount_cents=1_000_00,
            signed_on=date(2025, 1, 1),
            may_back_food_credit=True,
            starts_on=date(2025, 1, 1),
        ),
    )
    assert isinstance(grant, Signed), grant
    bank, desk = a_bank_account(), a_desk()
    receipt = a_receipt(card.household_id, 30_00, date(2026, 3, 3), Means.CASH)
    unknown = receive_unidentified(
        money_act(), account=bank, amount_cents=5_00, received_on=date(2025, 1, 1)
    )
    assert unknown, unknown
    record = shop_record(shop.shop_id)
    assert record is not None
    paying = open_account_at_bank(
        treasurer(), slug="virements", label="Virements", kind=AccountKind.BANK, iban=an_iban()
    )
    assert isinstance(paying, BankAccount), paying
    remittance = prepare_remittance(money_act(date(2026, 3, 10)), account=paying.slug)
    assert isinstance(remittance, Prepared), remittance
    sheet = issue_slip_sheet(money_act(date(2026, 3, 1)))
    assert isinstance(sheet, Sheet), sheet
    return {
        "household_id": card.household_id,
        "card_id": card.card_id,
        "person_id": Belonging.objects.filter(household=card.household_id).values_list(
            "person_id", flat=True
        )[0],
        "shop_id": shop.shop_id,
        "point_id": shop.point_of_sale_id,
        "entry_id": sale.entry_id,
        "grant_id": grant.grant_id,
        "receipt_id": receipt.receipt_id,
        "unidentified_id": UnidentifiedReceipt.objects.values_list("pk", flat=True)[0],
        "remittance_id": remittance.remittance_id,
        "line_id": lines_of_remittance(remittance.remittance_id)[0].line_id,
        "bank_details_id": record.bank_accounts[0].bank_details_id,
        "opening_id": _opening(),
        "sheet_id": sheet.sheet_id,
        "lead_id": a_lead(next_step="Appeler", next_on=date(2026, 3, 10)),
        "mechanism_id": "caf_msa_cpam",
        "scenario_id": a_scenario(),
        "user_id": users[Role.OFFICE].pk,
        "appointment_id": Appointment.objects.values_list("pk", flat=True)[0],
        "month": "2026-03",
        "kind": "allocation",
        "slug": bank,
        "desk": desk,
    }


def _opening() -> int:
    content = f"compte;numéro;montant\nbanque;{a_bank_account('ancienne')};12,00\n".encode()
    report = prepare_opening(
        money_act(date(2026, 3, 1)),
        opening_on=date(2026, 2, 28),
        filename="soldes.csv",
        content=content,
        controls=ControlTotals(bank_cents=12_00, wallets_cents=0, shops_cents=0),
    )
    assert isinstance(report, Report), report
    return report.opening_id


def addresses(named: dict[str, object]) -> dict[str, str]:
    """Every named address of the site, filled in with these values."""
    found: dict[str, str] = {}
    for name, parts in _routes(get_resolver().url_patterns):
        values = {part: named[part] for part in parts}
        if name == "office:count_cash":
            values["slug"] = named["desk"]
        found[name] = reverse(name, kwargs=values)
    return found


def _routes(
    patterns: list[URLPattern | URLResolver], prefix: str = "", parts: tuple[str, ...] = ()
) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for pattern in patterns:
        more = (*parts, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found += _routes(pattern.url_patterns, inner, more)
        else:
            assert pattern.name, f"an address without a name: {pattern}"
            found.append((f"{prefix}{pattern.name}", more))
    return found
