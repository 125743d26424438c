"""A grant is signed, comes in parts, is used, set aside, given back; errors are undone."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from ecot.ledger.balances import balance
from ecot.ledger.chart import AccountName, Code, bank, of_grant
from ecot.operations.grants.actions import (
    GrantTerms,
    charge_grant,
    give_back,
    receive_instalment,
    set_aside,
    sign_grant,
    take_back,
)
from ecot.operations.grants.models import Grant
from ecot.operations.grants.queries import envelope, envelopes
from ecot.operations.grants.undoing import undo_grant_entry
from ecot.records.audit import lines
from tests.builders.answers import done, refusal
from tests.builders.grants import a_grant
from tests.builders.treasury import BANK, a_bank_account, money_act

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 2)
NEXT_YEAR = date(2026, 2, 1)


def standing(grant_id):
    view = envelope(grant_id)
    assert view is not None
    return view


def receive(grant_id, cents, on=DAY):
    return receive_instalment(
        money_act(on),
        grant_id=grant_id,
        account=a_bank_account(),
        amount_cents=cents,
        received_on=on,
    )


def charge(grant_id, cents, key="", on=DAY):
    act = money_act(on, key=key, cents=cents) if key else money_act(on)
    return charge_grant(
        act, grant_id=grant_id, amount_cents=cents, charged_on=on, purpose="Allocations de mars"
    )


def test_a_signature_is_income_and_receivable_and_no_money():
    grant = a_grant(240_000_00)
    assert balance(of_grant(Code.GRANT_INCOME, grant)) == 240_000_00
    assert balance(of_grant(Code.GRANT_RECEIVABLE, grant)) == 240_000_00
    assert standing(grant).awaited_cents == 240_000_00
    assert standing(grant).left_cents == 0


def test_instalments_come_up_to_what_was_signed():
    grant = a_grant(1_000_00, 600_00)
    assert receive(grant, 400_00)
    assert balance(of_grant(Code.GRANT_RECEIVABLE, grant)) == 0
    assert balance(bank(BANK)) == 1_000_00
    refused = receive(grant, 1)
    assert refusal(refused) == "GRANT_EXCEEDED"


def test_charges_never_exceed_what_came():
    grant = a_grant(1_000_00, 600_00)
    assert charge(grant, 350_00)
    assert standing(grant).left_cents == 250_00
    assert refusal(charge(grant, 250_01)) == "ENVELOPE_EXCEEDED"
    assert charge(grant, 250_00)
    assert standing(grant).left_cents == 0
    assert [line.kind for line in lines(f"grant-{grant.hex}")] == ["grants.charged"] * 2


def test_a_charge_sent_twice_is_one_charge():
    grant = a_grant(1_000_00, 600_00)
    first = charge(grant, 100_00, key="charge")
    charge(grant, 50_00)
    assert charge(grant, 100_00, key="charge") == replace(first, replayed=True)
    assert refusal(charge(grant, 120_00, key="charge")) == "CHARGE_KEY_REUSED"
    assert standing(grant).charged_cents == 150_00


def test_what_is_left_at_year_end_is_set_aside_then_taken_back():
    grant = a_grant(1_000_00, 600_00)
    charge(grant, 350_00)
    wanted: dict[str, Any] = {"grant_id": grant, "closing_on": DAY}
    assert refusal(set_aside(money_act(DAY), amount_cents=250_01, **wanted)) == "ENVELOPE_EXCEEDED"
    assert set_aside(money_act(DAY), amount_cents=250_00, **wanted)
    assert refusal(set_aside(money_act(DAY), amount_cents=1, **wanted)) == "ENVELOPE_EXCEEDED"
    assert balance(of_grant(Code.DEDICATED, grant)) == 250_00
    assert balance(AccountName(Code.DEDICATED_IN)) == 250_00
    later: dict[str, Any] = {"grant_id": grant, "taken_on": NEXT_YEAR}
    too_much = take_back(money_act(NEXT_YEAR), amount_cents=250_01, **later)
    assert refusal(too_much) == "SET_ASIDE_EXCEEDED"
    assert take_back(money_act(NEXT_YEAR), amount_cents=200_00, **later)
    assert balance(of_grant(Code.DEDICATED, grant)) == 50_00
    assert balance(AccountName(Code.DEDICATED_OUT)) == 200_00


def test_unspent_money_goes_back_to_the_funder():
    grant = a_grant(1_000_00, 600_00)
    charge(grant, 350_00)
    wanted: dict[str, Any] = {"grant_id": grant, "account": BANK, "given_on": DAY}
    assert refusal(give_back(money_act(DAY), amount_cents=250_01, **wanted)) == "ENVELOPE_EXCEEDED"
    assert give_back(money_act(DAY), amount_cents=250_00, **wanted)
    assert balance(bank(BANK)) == 350_00
    assert balance(of_grant(Code.GRANT_INCOME, grant)) == 750_00


def test_one_request_sent_twice_answers_the_first():
    a_bank_account()
    terms = GrantTerms(
        funder="Fondation", amount_cents=10_00, signed_on=DAY, may_back_food_credit=True,
        starts_on=DAY,
    )  # fmt: skip
    act = money_act(DAY, key="sign", cents=1000)
    first, again = done(sign_grant(act, terms=terms)), done(sign_grant(act, terms=terms))
    assert again.replayed
    assert (again.grant_id, again.amount_cents) == (first.grant_id, 10_00)
    assert len(envelopes()) == 1


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"amount_cents": 0}, "AMOUNT_NOT_POSITIVE"),
        ({"amount_cents": -5}, "AMOUNT_NOT_POSITIVE"),
        ({"amount_cents": 10**11}, "AMOUNT_TOO_LARGE"),
        ({"signed_on": date(2025, 3, 3)}, "DAY_IN_FUTURE"),
        ({"funder": "  "}, "LABEL_MISSING"),
        ({"ends_on": date(2025, 3, 1)}, "GRANT_DAYS_REVERSED"),
    ],
)
def test_bad_terms_are_refused_by_name(changed, expected):
    terms: dict[str, Any] = {
        "funder": "Fondation", "amount_cents": 10_00, "signed_on": DAY,
        "may_back_food_credit": True, "starts_on": DAY,
    }  # fmt: skip
    assert refusal(sign_grant(money_act(DAY), terms=GrantTerms(**(terms | changed)))) == expected
    assert envelopes() == []


def test_an_unknown_grant_is_refused():
    assert refusal(charge(uuid4(), 1)) == "GRANT_UNKNOWN"


def test_a_wrong_instalment_is_undone_once_with_its_reason():
    grant = a_grant(1_000_00)
    wrong = receive(grant, 120_00)
    undone = done(
        undo_grant_entry(money_act(DAY), entry_id=wrong.entry_id, reason="120 tapé pour 12")
    )
    assert undone.evidence["reason"] == "120 tapé pour 12"
    assert standing(grant).received_cents == 0
    assert balance(bank(BANK)) == 0
    again = undo_grant_entry(money_act(DAY), entry_id=wrong.entry_id, reason="encore une fois")
    assert refusal(again) == "GRANT_ENTRY_UNKNOWN"
    assert receive(grant, 1_000_00)


def test_what_was_used_since_cannot_be_undone_first():
    grant = a_grant(1_000_00)
    came = receive(grant, 600_00)
    charge(grant, 1)
    refused = undo_grant_entry(money_act(DAY), entry_id=came.entry_id, reason="mauvais compte")
    assert refusal(refused) == "ENVELOPE_EXCEEDED"


def test_a_wrong_signature_is_undone_while_nothing_moved():
    grant = a_grant(1_000_00)
    entry_id = Grant.objects.get(id=grant).entry_id
    came = receive(grant, 1_00)
    kept = undo_grant_entry(money_act(DAY), entry_id=entry_id, reason="signée deux fois")
    assert refusal(kept) == "GRANT_IN_USE"
    undo_grant_entry(money_act(DAY), entry_id=came.entry_id, reason="mauvais compte")
    assert undo_grant_entry(money_act(DAY), entry_id=entry_id, reason="signée deux fois")
    assert envelope(grant) is None
    assert balance(of_grant(Code.GRANT_RECEIVABLE, grant)) == 0
