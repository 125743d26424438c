"""The shapes that the checks hold the book to are those that the recipes write."""

from __future__ import annotations

from uuid import UUID

import pytest

from ecot.ledger import chart, opaque, recipes
from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.recipes import Lines
from ecot.ledger.shapes import SHAPES
from ecot.values import references

HOME, OTHER, SHOP, GRANT = (UUID(int=number) for number in range(1, 5))
BANK, DESK = chart.bank("b"), chart.desk("d")
WRITTEN: dict[EntryKind, tuple[Lines, ...]] = {
    EntryKind.OPENING_BALANCE: tuple(
        recipes.opening_balance(name, cents)
        for name in (BANK, chart.wallet(HOME), chart.owed_to_shop(SHOP))
        for cents in (5, -5)
    ),
    EntryKind.CONTRIBUTION_RECEIVED: tuple(
        recipes.contribution_received(money, HOME, 5) for money in (BANK, DESK)
    ),
    EntryKind.RECEIPT_UNIDENTIFIED: (recipes.receipt_unidentified(BANK, 5),),
    EntryKind.RECEIPT_MATCHED: (recipes.receipt_matched(HOME, 5),),
    EntryKind.CONTRIBUTION_RETURNED: (recipes.contribution_returned(BANK, HOME, 5, fee_cents=1),),
    EntryKind.CASH_BANKED: (recipes.cash_banked(DESK, BANK, 5),),
    EntryKind.CASH_DIFFERENCE: tuple(recipes.cash_difference(DESK, cents) for cents in (5, -5)),
    EntryKind.RUNNING_COST: tuple(
        recipes.running_cost(code, BANK, 5)
        for code in (Code.COST_SERVICES, Code.COST_STAFF, Code.BANK_FEE)
    ),
    EntryKind.ALLOCATION: (recipes.allocation(HOME, 5),),
    EntryKind.UNSPENT_RETURNED: (recipes.unspent_returned(HOME, 5),),
    EntryKind.TILL_PAYMENT: (recipes.till_payment(HOME, SHOP, 5),),
    EntryKind.REFUND: (recipes.refund(HOME, SHOP, 5),),
    EntryKind.WALLET_MOVED: (recipes.wallet_moved(HOME, OTHER, 5),),
    EntryKind.ALLOCATION_RECOVERED: (recipes.allocation_recovered(HOME, 5, 5),),
    EntryKind.RECOVERY_TAKEN: (recipes.recovery_taken(HOME, 5),),
    EntryKind.RECOVERY_FORGIVEN: (recipes.recovery_forgiven(HOME, 5),),
    EntryKind.REMITTANCE_ORDERED: (recipes.remittance_ordered(SHOP, 5, 1),),
    EntryKind.REMITTANCE_EXECUTED: (recipes.remittance_executed(BANK, 5),),
    EntryKind.REMITTANCE_RETURNED: tuple(
        recipes.remittance_returned(bank, SHOP, 5, fee_cents=1) for bank in (BANK, None)
    ),
    EntryKind.VOUCHERS_ISSUED: (recipes.vouchers_issued(HOME, 5),),
    EntryKind.VOUCHERS_USED: (recipes.vouchers_used(SHOP, 5),),
    EntryKind.VOUCHERS_LOST: tuple(recipes.vouchers_lost(who, 5) for who in (HOME, None)),
    EntryKind.SHORTFALL_ACCEPTED: (recipes.shortfall_accepted(SHOP, 5),),
    EntryKind.GRANT_SIGNED: (recipes.grant_signed(GRANT, 5),),
    EntryKind.GRANT_RECEIVED: (recipes.grant_received(GRANT, BANK, 5),),
    EntryKind.GRANT_SET_ASIDE: (recipes.grant_set_aside(GRANT, 5),),
    EntryKind.GRANT_TAKEN_BACK: (recipes.grant_taken_back(GRANT, 5),),
    EntryKind.GRANT_GIVEN_BACK: (recipes.grant_given_back(GRANT, BANK, 5),),
    EntryKind.OTHER_INCOME: tuple(
        recipes.other_income(code, BANK, 5) for code in (Code.GIFT, Code.PATRONAGE)
    ),
}


def test_every_kind_but_a_reversal_has_its_shape_and_its_recipe():
    assert set(SHAPES) == set(WRITTEN) == set(EntryKind) - {EntryKind.REVERSAL}


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_a_recipe_writes_has_the_shape_of_its_kind(kind):
    lines = [line for entry in WRITTEN[kind] for line in entry]
    assert lines
    assert all(SHAPES[kind](line.debit.code.value, line.credit.code.value) for line in lines)


@pytest.mark.parametrize("kind", sorted(set(WRITTEN) - {EntryKind.OPENING_BALANCE}))
def test_the_pot_never_pays_itself_out(kind):
    assert not SHAPES[kind](Code.CARRIED_FORWARD.value, Code.WALLET.value)


@pytest.mark.parametrize(
    ("what", "name", "expected"),
    [
        ("owner", references.household(HOME), True),
        ("owner", references.bank("credit-cooperatif"), True),
        ("owner", "", True),
        ("owner", "Durand", False),
        ("owner", "household-durand", False),
        ("actor", "system", True),
        ("actor", "user-12", True),
        ("actor", references.point_of_sale(SHOP), True),
        ("actor", "user-jeanne", False),
        ("actor", "jeanne@example.org", False),
    ],
)
def test_a_reference_is_opaque_by_its_shape(what, name, expected):
    assert opaque.is_opaque(what, name) is expected
