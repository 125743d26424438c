"""The description says what the interface does: the same addresses, fields and statuses."""

import re

from django.urls import get_resolver

from ecot.api.answers import STATUSES
from tests.builders.faces import _routes

ADDRESS = "/api/v1/openapi.json"


def described(client):
    return client.get(ADDRESS).json()


def references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from [value] if key == "$ref" else references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_it_is_served_to_everybody_and_whole(client, db):
    document = described(client)
    assert document["openapi"] == "3.1.0"
    for reference in references(document):
        found = document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        assert found


def test_it_names_every_address_and_no_other(client, db):
    ours = {name for name, _ in _routes(get_resolver().url_patterns) if name.startswith("api:")}
    assert len(described(client)["paths"]) == len(ours)
    for address in described(client)["paths"]:
        filled = re.sub(r"\{\w+\}", "1", address)
        assert get_resolver().resolve(filled).namespace == "api"


def test_it_names_every_field_of_an_answer(client, asking):
    schemas = described(client)["components"]["schemas"]
    sale = asking.pay(12_50).json()
    given = asking.ask(f"/api/v1/payments/{sale['payment']}/refund", amount_cents=1_00).json()
    refusal = asking.pay(99_00).json()
    for name, answer in (("Payment", sale), ("Refund", given), ("Refusal", refusal)):
        assert set(answer) == set(schemas[name]["properties"]) == set(schemas[name]["required"])


def test_it_names_every_status(client, db):
    said = described(client)["paths"]["/api/v1/payments"]["post"]["responses"]
    assert set(said) == {"200", "201", "400", "401", "409", "422", "503"}
    assert {str(status) for status in STATUSES.values()} - set(said) == {"405", "500"}
