"""Every deed that takes an amount refuses zero, a negative one and one that no database holds; nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest

from ecot.ledger.chart import Code
from ecot.ledger.entries import entries
from ecot.operations.allocations.leaving import Move, move_wallet
from ecot.operations.allocations.recovering import forgive_recovery, take_back
from ecot.operations.contributions.matching import match_receipt
from ecot.operations.contributions.pledging import pledge
from ecot.operations.contributions.receiving import record_receipt
from ecot.operations.contributions.returning import give_back, return_debit
from ecot.operations.grants import actions as grants
from ecot.operations.till.refunding import correct_sale, refund_sale
from ecot.operations.treasury.actions import (
    pay_running_cost,
    receive_income,
    receive_unidentified,
    type_balance,
)
from ecot.operations.treasury.cash import bank_cash, count_cash
from ecot.operations.treasury.models import UnidentifiedReceipt
from ecot.values.refusal import Refused
from tests.builders.answers import done
from tests.builders.contributions import a_receipt
from tests.builders.grants import a_grant
from tests.builders.members import a_household, office
from tests.builders.till import DAY, Market, a_market, by_card, paid, till
from tests.builders.treasury import (
    BANK,
    DESK,
    a_desk,
    money_act,
    money_in_the_bank,
    treasurer,
)

HUGE = (10**12, 2**63 - 1, 2**63, 10**30)
BELOW = (-1, -(2**63), -(10**30))


@dataclass(frozen=True, slots=True)
class Caisse:
    """One of everything that an amount may be asked about."""

    market: Market
    other_id: UUID
    sale_id: int
    receipt_id: UUID
    unidentified_id: int
    grant_id: UUID

    @property
    def household_id(self) -> UUID:
        """Whose purse it is."""
        return self.market.household_id


@pytest.fixture
def caisse(db: None) -> Caisse:
    market = a_market(40_00)
    money_in_the_bank(500_00)
    a_desk()
    sale = paid(by_card(market, 12_00))
    came = a_receipt(market.household_id, 50_00, DAY)
    done(receive_unidentified(money_act(DAY), account=BANK, amount_cents=30_00, received_on=DAY))
    unidentified = UnidentifiedReceipt.objects.get().pk
    grant = a_grant(1_000_00, 400_00)
    return Caisse(market, a_household(), sale.entry_id, came.receipt_id, unidentified, grant)


Deed = Callable[[Caisse, int], object]
ON_A_GRANT: dict[str, tuple[Callable[..., object], str, bool]] = {
    "an instalment": (grants.receive_instalment, "received_on", True),
    "a charge": (grants.charge_grant, "charged_on", False),
    "set aside": (grants.set_aside, "closing_on", False),
    "taken back": (grants.take_back, "taken_on", False),
    "given back to a funder": (grants.give_back, "given_on", True),
}


def _on_a_grant(name: str) -> Deed:
    deed, day, banked = ON_A_GRANT[name]
    others: dict[str, object] = {day: DAY} | ({"account": BANK} if banked else {})
    if name == "a charge":
        others["purpose"] = "Paniers"
    return lambda caisse, cents: deed(
        money_act(DAY), grant_id=caisse.grant_id, amount_cents=cents, **others
    )


def _signed(_: Caisse, cents: int) -> object:
    terms = grants.GrantTerms(
        funder="Ville", amount_cents=cents, signed_on=DAY, may_back_food_credit=True, starts_on=DAY
    )
    return grants.sign_grant(money_act(DAY), terms=terms)


FROM_ONE_CENT: dict[str, Deed] = {
    "a payment": lambda caisse, cents: by_card(caisse.market, cents),
    "a payment by rates": lambda caisse, cents: by_card(caisse.market, ((10_000, cents),)),
    "a refund": lambda caisse, cents: refund_sale(
        till(caisse.market), sale_id=caisse.sale_id, amount_cents=cents
    ),
    "a correction": lambda caisse, cents: correct_sale(
        till(caisse.market),
        sale_id=caisse.sale_id,
        point_of_sale_id=caisse.market.shop.point_of_sale_id,
        amounts=cents,
    ),
    "a receipt": lambda caisse, cents: record_receipt(
        money_act(DAY),
        household_id=caisse.household_id,
        account=BANK,
        amount_cents=cents,
        received_on=DAY,
    ),
    "a match": lambda caisse, cents: match_receipt(
        money_act(DAY),
        unidentified_id=caisse.unidentified_id,
        household_id=caisse.household_id,
        amount_cents=cents,
    ),
    "given back to a leaver": lambda caisse, cents: give_back(
        money_act(DAY),
        household_id=caisse.household_id,
        account=BANK,
        amount_cents=cents,
        given_on=DAY,
    ),
    "unidentified": lambda _, cents: receive_unidentified(
        money_act(DAY), account=BANK, amount_cents=cents, received_on=DAY
    ),
    "an income": lambda _, cents: receive_income(
        money_act(DAY),
        account=BANK,
        code=Code.GIFT,
        amount_cents=cents,
        received_on=DAY,
        label="Don",
    ),
    "a cost": lambda _, cents: pay_running_cost(
        money_act(DAY),
        account=BANK,
        code=Code.COST_SERVICES,
        amount_cents=cents,
        paid_on=DAY,
        label="Encre",
    ),
    "cash banked": lambda _, cents: bank_cash(
        money_act(DAY), desk=DESK, account=BANK, amount_cents=cents, banked_on=DAY
    ),
    "MonA moved": lambda caisse, cents: move_wallet(
        money_act(DAY),
        from_id=caisse.household_id,
        to_id=caisse.other_id,
        amount_cents=cents,
        why=Move.SEPARATION,
    ),
    "recovered": lambda caisse, cents: take_back(
        money_act(DAY), household_id=caisse.household_id, amount_cents=cents
    ),
    "forgiven": lambda caisse, cents: forgive_recovery(
        money_act(DAY), household_id=caisse.household_id, amount_cents=cents
    ),
    "a grant": _signed,
    **{name: _on_a_grant(name) for name in ON_A_GRANT},
}
FROM_ZERO: dict[str, Deed] = {
    "a pledge": lambda caisse, cents: pledge(
        office(date(2026, 3, 2)), household_id=caisse.household_id, amount_cents=cents
    ),
    "a bank's fee": lambda caisse, cents: return_debit(
        money_act(DAY), receipt_id=caisse.receipt_id, returned_on=DAY, fee_cents=cents
    ),
    "cash counted": lambda _, cents: count_cash(money_act(DAY), desk=DESK, counted_cents=cents),
}


def _is_refused(deed: Deed, caisse: Caisse, cents: int) -> None:
    before = [one.entry_id for one in entries(limit=None)]
    answer = deed(caisse, cents)
    assert isinstance(answer, Refused), answer
    assert answer.sentence
    assert [one.entry_id for one in entries(limit=None)] == before


@pytest.mark.parametrize("name", FROM_ONE_CENT)
def test_an_absurd_amount_moves_nothing(name: str, caisse: Caisse) -> None:
    for cents in (0, *BELOW, *HUGE):
        _is_refused(FROM_ONE_CENT[name], caisse, cents)


@pytest.mark.parametrize("name", FROM_ZERO)
def test_an_absurd_amount_is_not_written_down(name: str, caisse: Caisse) -> None:
    for cents in (*BELOW, *HUGE):
        _is_refused(FROM_ZERO[name], caisse, cents)


def test_a_bank_balance_may_be_overdrawn_but_not_absurd(caisse: Caisse) -> None:
    for cents in (10**13, 2**63, -(2**63), -(10**30)):
        answer = type_balance(treasurer(DAY), account=BANK, balance_cents=cents, balance_on=DAY)
        assert isinstance(answer, Refused), cents
