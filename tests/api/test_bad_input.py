"""What no register should send: refused by its name, never a 500, and nothing moves."""

import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecot.api import asking as asking_module
from ecot.api.pace import AT_ONCE, PER_SECOND, Pace
from ecot.api.reading import MOST_BYTES
from ecot.ledger.balances import wallet_balance
from tests.api.conftest import PAY
from tests.api.describing import breaks

BODIES = [
    {},
    {"amount_cents": 0},
    {"amount_cents": -5},
    {"amount_cents": 12.5},
    {"amount_cents": "1250"},
    {"amount_cents": True},
    {"amount_cents": 10**15},
    {"amount_cents": 1, "amounts": []},
    {"amounts": []},
    {"amounts": [{"rate_bp": 10_000}]},
    {"amounts": [{"rate_bp": 10_000, "cents": 1}, {"rate_bp": 10_000, "cents": 2}]},
    {"amount_cents": 1, "montant": 2},
    {"amount_cents": 1, "card": 7},
    {"amount_cents": 1, "card": "a", "number": "b"},
    {"amount_cents": 1, "code": "9" * 300},
    {"amount_cents": 1, "card": "nul\x00"},
    {"amount_cents": 1, "number": "\ud800"},
]


@pytest.mark.parametrize("body", BODIES)
def test_what_is_not_readable_is_refused_by_its_name(asking, body):
    answer = asking.ask(**body)
    assert (answer.status_code, answer.json()["refused"]["code"]) == (400, "BODY_NOT_UNDERSTOOD")


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "12", "[" * 16_000, b"\xff\xfe{}", '{"amount_cents": NaN}']
)
def test_what_is_no_object_is_refused(asking, text):
    answer = asking.send(PAY, text, headers=asking.headers())
    assert (answer.status_code, answer.json()["refused"]["code"]) == (400, "BODY_NOT_UNDERSTOOD")


@pytest.mark.parametrize("key", [" ", "short", "x" * 65, "with space", "é" * 10, "semi;colon"])
def test_a_payment_has_a_key(asking, key):
    answer = asking.pay(1_00, key=key)
    assert (answer.status_code, answer.json()["refused"]["code"]) == (400, "KEY_MISSING")


def test_a_long_body_is_not_read(asking):
    fits = json.dumps({"amount_cents": 1_00, "card": asking.market.card.token})
    text = fits + " " * (MOST_BYTES - len(fits))
    assert asking.send(PAY, text, headers=asking.headers()).status_code == 201
    answer = asking.send(PAY, text + " ", headers=asking.headers())
    assert (answer.status_code, answer.json()["refused"]["code"]) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize("announced", ["", "abc", "-1", "1e9", "²"])
def test_a_length_that_is_no_number_is_no_fault_of_ours(asking, announced):
    client = Client(headers=asking.headers(), raise_request_exception=False)
    answer = client.generic("POST", PAY, b"{}", "application/json", CONTENT_LENGTH=announced)
    assert (answer.status_code, answer.json()["refused"]["code"]) == (400, "BODY_NOT_UNDERSTOOD")


def test_a_register_that_asks_without_end_is_slowed_and_nobody_else(asking, monkeypatch):
    instant = 0.0
    monkeypatch.setattr(asking_module, "PACE", Pace(now=lambda: instant))
    asked = [asking.send(PAY, "{", headers=asking.headers()) for _ in range(AT_ONCE + 1)]
    assert {answer.status_code for answer in asked[:-1]} == {400}
    assert (asked[-1].status_code, asked[-1].json()["refused"]["code"]) == (429, "TOO_FAST")
    assert asking.pay(1_00, token=another_token(asking)).status_code == 201
    instant += 1 / PER_SECOND
    assert asking.pay(1_00).status_code == 201
    assert asking.pay(1_00).status_code == 429
    assert wallet_balance(asking.market.household_id) == 38_00


def another_token(asking):
    from tests.builders.tills import a_token

    return a_token(asking.market.shop.point_of_sale_id)


def test_a_bucket_never_holds_more_than_its_measure():
    instant = 0.0
    pace = Pace(now=lambda: instant)
    assert pace.allows(1)
    instant = 3_600.0
    assert sum(pace.allows(1) for _ in range(2 * AT_ONCE)) == AT_ONCE


@pytest.mark.parametrize("path", ["", "payment", "payments/", "payments/x/refund", "payments/1"])
def test_an_address_that_is_none_is_told_as_json(client, db, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["refused"]["code"]) == (404, "NOTHING_HERE")
    assert client.get("/nulle-part/").headers["Content-Type"].startswith("text/html")


def test_a_host_that_is_not_ours_is_told_as_json(client, db):
    answer = client.post(PAY, {}, headers={"host": "ailleurs.example"})
    assert (answer.status_code, answer.json()["refused"]["code"]) == (400, "REQUEST_NOT_UNDERSTOOD")


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", [PAY, f"{PAY}/1/refund"])
def test_another_method_is_named(client, db, method, address):
    answer = getattr(client, method)(address)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
CENTS = st.integers(-1, 50_00) | st.integers() | ANYTHING
BY_RATE = st.fixed_dictionaries(
    {"rate_bp": st.sampled_from([0, 10_000]) | ANYTHING, "cents": CENTS}
)
TEXTS = st.text(max_size=12) | ANYTHING
ALMOST_PAYMENTS = st.fixed_dictionaries(
    {},
    optional={
        "amount_cents": CENTS,
        "amounts": st.lists(BY_RATE, max_size=3) | ANYTHING,
        "card": TEXTS,
        "number": TEXTS | st.sampled_from(["4127-8", "0000-0"]),
        "code": TEXTS | st.just("123456"),
        "montant": CENTS,
    },
)
QUIETLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIETLY
@given(body=ALMOST_PAYMENTS | ANYTHING, refunds=st.booleans())
def test_whatever_is_asked_is_answered_as_described(asking, body, refunds):
    text = json.dumps(body)
    address = f"{PAY}/1/refund" if refunds else PAY
    answer = asking.send(address, text, headers=asking.headers())
    understood = answer.status_code != 400
    assert answer.status_code in {201, 400, 422}
    if understood:
        assert breaks("RefundAsked" if refunds else "PaymentAsked", json.loads(text)) == []


HEADER = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=70)


@QUIETLY
@given(text=st.binary(max_size=40), key=HEADER, authorization=HEADER, number=st.integers(0))
def test_whatever_bytes_come_are_answered_as_described(asking, text, key, authorization, number):
    headers = {"authorization": authorization, "idempotency-key": key}
    assert asking.send(PAY, text, headers=headers).status_code == 401
    headers["authorization"] = f"Bearer {asking.token}"
    assert asking.send(f"{PAY}/{number}/refund", text, headers=headers).status_code == 400
