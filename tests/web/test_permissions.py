"""Every address, with every role: open to those whom the table names, and to nobody else."""

from uuid import uuid4

import pytest
from django.urls import get_resolver

from ecot.access.roles import Role
from ecot.values import references
from ecot.web.permissions import PERMISSIONS
from tests.builders.faces import _routes, a_person, addresses

SIGN_IN = "/entrer/?next="


def test_the_table_and_the_site_name_the_same_addresses():
    assert {name for name, _ in _routes(get_resolver().url_patterns)} == set(PERMISSIONS)


def test_each_role_sees_what_the_table_says_and_nothing_else(faces):
    surprises = []
    for role in Role:
        client = faces.client(role)
        for name, address in addresses(faces.named).items():
            permit = PERMISSIONS[name]
            if name.startswith("account_") or permit.by_device:
                continue
            response = client.get(address)
            allowed = bool(permit.roles & {role, Role.ANONYMOUS})
            if role is Role.ANONYMOUS and not allowed:
                right = response.status_code == 302 and response.url.startswith(SIGN_IN)
            elif allowed:
                right = response.status_code in {200, 302} and SIGN_IN not in str(
                    response.headers.get("Location", "")
                )
            else:
                right = response.status_code == 403
            if not right:
                surprises.append((role.value, name, response.status_code))
    assert surprises == []


OTHERS = ("other", "deleted", "near")


@pytest.mark.parametrize("whose", OTHERS)
def test_a_purse_is_hidden_from_everybody_else(faces, whose):
    mine = faces.card.household_id
    foreign = {
        "other": faces.other_card.household_id,
        "deleted": uuid4(),
        "near": type(mine)(int=mine.int + 1),
    }[whose]
    named = faces.named | {"household_id": foreign}
    for role in (Role.HOUSEHOLD, Role.HELPER):
        client = faces.client(role)
        for name, address in addresses(named).items():
            if name.startswith("member:") and str(foreign) in address:
                assert client.get(address).status_code == 404, name
                assert client.post(address).status_code == 404, name


@pytest.mark.parametrize("whose", OTHERS)
def test_a_till_is_hidden_from_everybody_else(faces, whose):
    mine = faces.shop.point_of_sale_id
    foreign = {
        "other": faces.other_shop.point_of_sale_id,
        "deleted": uuid4(),
        "near": type(mine)(int=mine.int + 1),
    }[whose]
    client = faces.client(Role.POINT_OF_SALE)
    for name, address in addresses(faces.named | {"point_id": foreign}).items():
        if name.startswith("till:") and str(foreign) in address:
            assert client.get(address).status_code == 404, name


def test_a_card_of_another_household_is_not_reported_lost(faces):
    named = faces.named | {"card_id": faces.other_card.card_id}
    client = faces.client(Role.HOUSEHOLD)
    assert client.get(addresses(named)["member:card_lost"]).status_code == 404


def test_a_sale_of_another_till_has_no_receipt_here(faces):
    other = a_person(
        "autre@exemple.fr",
        Role.POINT_OF_SALE,
        references.point_of_sale(faces.other_shop.point_of_sale_id),
    )
    client = faces.client(Role.ANONYMOUS)
    client.force_login(other)
    named = faces.named | {"point_id": faces.other_shop.point_of_sale_id}
    for name in ("till:receipt", "till:correct", "till:refund"):
        assert client.get(addresses(named)[name]).status_code == 404, name


def test_an_ended_role_opens_nothing_any_more(faces):
    from ecot.access.actions import end_appointment
    from ecot.access.queries import standings
    from tests.builders.treasury import treasurer

    client = faces.client(Role.OFFICE)
    assert client.get("/bureau/").status_code == 200
    held = standings(faces.users[Role.OFFICE].pk)[0]
    assert end_appointment(treasurer(), appointment_id=held.appointment_id)
    assert client.get("/bureau/").status_code == 403
