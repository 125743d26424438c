"""An act bears its key and the digest of what was asked, never of what the server adds."""

from datetime import UTC, date, datetime

import pytest

from ecot.values.act import KEY_LENGTH, Act, asked, canonical, digest_of
from ecot.values.references import SYSTEM, Actor

TILL = Actor("till-1")
LATE_EVENING = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)


def test_the_day_of_an_act_is_the_day_in_france():
    assert Act(SYSTEM, LATE_EVENING).on == date(2026, 4, 1)


def test_the_same_request_has_the_same_digest_whatever_the_order_and_the_instant():
    first = asked(TILL, LATE_EVENING, "k", shop="s", amount_cents=1200)
    again = asked(TILL, LATE_EVENING.replace(hour=23), "k", amount_cents=1200, shop="s")
    assert first.digest == again.digest
    assert first.digest != asked(TILL, LATE_EVENING, "k", shop="s", amount_cents=120).digest


def test_an_act_of_our_own_takes_a_key_made_from_our_rows():
    run = Act(SYSTEM, LATE_EVENING).keyed("allocation:2026-04:h:1", amount_cents=120_00)
    assert run.key == "allocation:2026-04:h:1"
    assert run.digest == digest_of({"amount_cents": 120_00})
    assert (run.actor, run.at) == (SYSTEM, LATE_EVENING)


def test_an_act_is_asked_by_somebody_at_an_instant_under_a_key():
    body = {"amount_cents": 1200}
    assert asked(TILL, LATE_EVENING, "k", **body) == Act(TILL, LATE_EVENING, "k", digest_of(body))


@pytest.mark.parametrize("key", ["k", "k" * KEY_LENGTH])
def test_a_key_may_be_as_short_and_as_long(key):
    assert asked(TILL, LATE_EVENING, key).key == key
    assert Act(TILL, LATE_EVENING).keyed(key).key == key


@pytest.mark.parametrize("key", ["", "k" * (KEY_LENGTH + 1)])
def test_a_key_has_a_length(key):
    with pytest.raises(AssertionError):
        asked(TILL, LATE_EVENING, key)
    with pytest.raises(AssertionError):
        Act(TILL, LATE_EVENING).keyed(key)


def test_the_canonical_text_is_one():
    body = {"b": date(2026, 3, 1), "a": "é"}
    assert canonical(body) == '{"a":"é","b":"2026-03-01"}'
