"""Grants signed and received through the deeds of the room `grants`."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ecot.operations.grants.actions import GrantTerms, Signed, receive_instalment, sign_grant
from tests.builders.treasury import MOVED_IN_ON, a_bank_account, money_act


def a_grant(
    amount_cents: int,
    received_cents: int = 0,
    *,
    may_back: bool = True,
    on: date = MOVED_IN_ON,
    funder: str = "Ville de Montpellier",
) -> UUID:
    """A grant signed on a day, of which a part came the same day."""
    terms = GrantTerms(
        funder=funder,
        amount_cents=amount_cents,
        signed_on=on,
        may_back_food_credit=may_back,
        starts_on=on,
    )
    signed = sign_grant(money_act(on), terms=terms)
    assert isinstance(signed, Signed), signed
    if received_cents:
        came = receive_instalment(
            money_act(on),
            grant_id=signed.grant_id,
            account=a_bank_account(),
            amount_cents=received_cents,
            received_on=on,
        )
        assert came, came
    return signed.grant_id
