"""A leaver's wallet, a separation, a merger: the table of docs/algorithms/leavers-wallet.md."""

from datetime import date

import pytest
from django.db import transaction

from ecot.ledger import recipes
from ecot.ledger.balances import wallet_balance
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post
from ecot.operations.allocations.leaving import Departure, Move, move_wallet, settle_leaver
from ecot.operations.allocations.queries import to_recover
from ecot.operations.members.queries import holder_of_card, state_on
from ecot.operations.members.states import CardState, State
from ecot.rules.wallet import WalletRule
from tests.builders.allocations import a_caisse, office_money, set_wallet
from tests.builders.members import a_card, a_household
from tests.builders.shops import a_shop
from tests.builders.till import Market, by_card, till

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def caisse(request, db):
    """Gifts between households are not allowed, unless a test is marked so."""
    a_caisse(wallet=WalletRule(carry_over_months=None, transfers_allowed=hasattr(request, "param")))


def owes(who, cents):
    """Something is to recover from a household: an allocation taken back after it was spent."""
    with transaction.atomic():
        post(
            office_money(DAY),
            EntryKind.ALLOCATION_RECOVERED,
            recipes.allocation_recovered(who, 0, cents),
        )


@pytest.mark.parametrize(
    ("wallet", "owed", "taken", "returned", "still"),
    [
        (81_40, 0, 0, 81_40, 0),
        (30_00, 12_00, 12_00, 18_00, 0),
        (5_00, 12_00, 5_00, 0, 7_00),
        (0, 0, 0, 0, 0),
    ],
)
def test_back_to_the_pot(wallet, owed, taken, returned, still):
    who = a_household()
    set_wallet(who, wallet)
    if owed:
        owes(who, owed)
    act = office_money(DAY)
    done = settle_leaver(act, household_id=who, because=Departure.LEFT)
    assert (done.taken_back_cents, done.returned_cents, done.still_to_recover_cents) == (
        taken,
        returned,
        still,
    )
    assert wallet_balance(who) == 0
    assert state_on(who, DAY) is State.LEFT
    assert to_recover() == ({who: still} if still else {})
    again = settle_leaver(act, household_id=who, because=Departure.LEFT)
    assert again
    assert wallet_balance(who) == 0


def test_the_card_stops_the_same_minute_with_the_words_of_an_unknown_one():
    who = a_household()
    card = a_card(who)
    set_wallet(who, 81_40)
    market = Market(card, "", a_shop())
    assert by_card(market, 5_00, till(market, day=DAY, hour=9))
    settle_leaver(office_money(DAY), household_id=who, because=Departure.DECEASED)
    refused = by_card(market, 5_00, till(market, day=DAY, hour=10))
    assert refused.code == "NOT_RECOGNISED"
    assert holder_of_card(card.token).card_state is CardState.WITHDRAWN


def test_to_another_household_only_where_the_rule_allows():
    who, heir = a_household(), a_household()
    set_wallet(who, 81_40)
    refused = settle_leaver(
        office_money(DAY), household_id=who, because=Departure.DECEASED, to_id=heir
    )
    assert refused.code == "TRANSFER_NOT_ALLOWED"
    assert state_on(who, DAY) is State.ACTIVE
    assert wallet_balance(who) == 81_40


@pytest.mark.parametrize("caisse", ["gifts allowed"], indirect=True)
def test_where_the_rule_allows_the_wallet_goes_to_the_heir():
    who, heir = a_household(), a_household()
    set_wallet(who, 81_40)
    act = office_money(DAY)
    done = settle_leaver(act, household_id=who, because=Departure.DECEASED, to_id=heir)
    assert (done.moved_cents, wallet_balance(heir), wallet_balance(who)) == (81_40, 81_40, 0)
    again = settle_leaver(act, household_id=who, because=Departure.DECEASED, to_id=heir)
    assert (again.replayed, again.moved_cents) == (True, 81_40)


def test_separated_they_share_as_they_agree():
    m, n = a_household(2, 1), a_household(1)
    set_wallet(m, 150_00)
    act = office_money(DAY)
    moved = move_wallet(act, from_id=m, to_id=n, amount_cents=60_00, why=Move.SEPARATION)
    assert (wallet_balance(m), wallet_balance(n)) == (90_00, 60_00)
    again = move_wallet(act, from_id=m, to_id=n, amount_cents=60_00, why=Move.SEPARATION)
    assert (again.replayed, again.entry_id) == (True, moved.entry_id)
    assert wallet_balance(n) == 60_00


@pytest.mark.parametrize(
    ("cents", "why", "code"),
    [
        (150_01, Move.SEPARATION, "WALLET_TOO_LOW"),
        (0, Move.MERGER, "AMOUNT_NOT_POSITIVE"),
        (10_00, Move.GIVEN, "TRANSFER_NOT_ALLOWED"),
    ],
)
def test_refused(cents, why, code):
    m, n = a_household(), a_household()
    set_wallet(m, 150_00)
    refused = move_wallet(office_money(DAY), from_id=m, to_id=n, amount_cents=cents, why=why)
    assert refused.code == code


def test_to_oneself():
    m = a_household()
    refused = move_wallet(office_money(DAY), from_id=m, to_id=m, amount_cents=1_00, why=Move.MERGER)
    assert refused.code == "SAME_HOUSEHOLD"


def test_a_key_may_be_as_long_as_a_key_may_be():
    who = a_household()
    set_wallet(who, 30_00)
    owes(who, 12_00)
    done = settle_leaver(
        office_money(DAY, "k" * 120, leaves=who), household_id=who, because=Departure.LEFT
    )
    assert (done.taken_back_cents, done.returned_cents) == (12_00, 18_00)
