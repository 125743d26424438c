"""The description says what the interface does: the same addresses, fields and statuses.

Every other test of this folder holds each answer to it (`Asking.send`).
"""

import re

import pytest
from django.http import JsonResponse
from django.urls import get_resolver
from jsonschema import Draft202012Validator

from ecot.api.answers import STATUSES
from tests.api.conftest import PAY
from tests.api.describing import as_described, breaks, description, found_at, said_of
from tests.builders.faces import _routes

ADDRESS = "/api/v1/openapi.json"


def references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from [value] if key == "$ref" else references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_it_is_served_to_everybody_and_whole(client, db):
    document = client.get(ADDRESS).json()
    assert document == description()
    assert document["openapi"] == "3.1.0"
    assert all(found_at(reference) for reference in references(document))
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert client.post(ADDRESS).status_code == 405


def test_it_names_every_address_and_no_other():
    ours = {name for name, _ in _routes(get_resolver().url_patterns) if name.startswith("api:")}
    assert len(description()["paths"]) == len(ours)
    for address in description()["paths"]:
        filled = re.sub(r"\{\w+\}", "1", address)
        assert get_resolver().resolve(filled).namespace == "api"


def test_it_names_every_field_of_an_answer(asking):
    schemas = description()["components"]["schemas"]
    sale = asking.pay(12_50).json()
    given = asking.ask(f"{PAY}/{sale['payment']}/refund", amount_cents=1_00).json()
    refusal = asking.pay(99_00).json()
    for name, answer in (("Payment", sale), ("Refund", given), ("Refusal", refusal)):
        assert set(answer) == set(schemas[name]["properties"]) == set(schemas[name]["required"])


def test_it_names_every_status():
    ours = {str(status) for status in STATUSES.values()} | {"200", "201", "422"}
    for address in (PAY, f"{PAY}/7/refund"):
        assert set(said_of(address)) == ours - {"404"}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (201, {}),
        (201, {"refused": {"code": "X", "sentence": "Y."}}),
        (422, {"refused": {"code": "X"}}),
        (422, {"refused": {"code": "X", "sentence": "Y.", "balance_cents": 1}}),
        (302, {}),
        (503, {"refused": {"code": "X", "sentence": "Y."}}),  # without its Retry-After
    ],
)
def test_an_answer_that_departs_from_it_is_seen(status, body):
    with pytest.raises(AssertionError):
        as_described(PAY, JsonResponse(body, status=status))


@pytest.mark.parametrize(
    "body",
    [
        {"amount_cents": 1, "card": "a"},
        {"amounts": [{"rate_bp": 0, "cents": 1}], "number": "4127-8", "code": "123456"},
    ],
)
def test_it_takes_what_a_register_may_ask(body):
    assert breaks("PaymentAsked", body) == []
    assert breaks("PaymentAsked", body | {"montant": 1}) != []
