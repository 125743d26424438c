"""What is proved of the three rooms holds after a busy week, and a planted fault is seen."""

from datetime import date
from typing import Any

import pytest

from ecot.ledger import recipes
from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post
from ecot.operations.contributions import checks as contributions
from ecot.operations.contributions.matching import match_receipt
from ecot.operations.contributions.models import Means, Pledge, Receipt
from ecot.operations.contributions.returning import (
    give_back,
    return_debit,
    undo_receipt,
    undo_return,
)
from ecot.operations.grants import checks as grants
from ecot.operations.grants.models import Grant
from ecot.operations.grants.undoing import undo_grant_entry
from ecot.operations.treasury import checks as treasury
from ecot.operations.treasury.actions import pay_running_cost, receive_unidentified
from ecot.operations.treasury.cash import count_cash
from ecot.operations.treasury.queries import unidentified
from ecot.operations.treasury.reversing import reverse_entry
from tests.builders.answers import done
from tests.builders.contributions import a_pledge, a_receipt
from tests.builders.grants import a_grant
from tests.builders.members import a_household
from tests.builders.rulebook import founded_rules
from tests.builders.treasury import BANK, DESK, money_act

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 2)
WHY = "tapé deux fois"


@pytest.fixture
def household(db):
    """A household after a week in which everything happened once."""
    founded_rules()
    found = a_household()
    a_pledge(found, 50_00)
    a_receipt(found, 50_00, DAY)
    cash = a_receipt(found, 8_00, DAY, Means.CASH)
    done(undo_receipt(money_act(DAY), receipt_id=cash.receipt_id, reason=WHY))
    debit = a_receipt(found, 20_00, DAY, Means.DEBIT)
    wanted: dict[str, Any] = {"receipt_id": debit.receipt_id, "returned_on": DAY, "fee_cents": 3_00}
    back = done(return_debit(money_act(DAY), **wanted))
    done(undo_return(money_act(DAY), entry_id=back.entry_id, reason=WHY))
    done(return_debit(money_act(DAY), **wanted))
    done(
        give_back(money_act(DAY), household_id=found, account=BANK, amount_cents=5_00, given_on=DAY)
    )
    for cents in (40_00, 30_00):
        done(
            receive_unidentified(money_act(DAY), account=BANK, amount_cents=cents, received_on=DAY)
        )
    first, second = unidentified()
    done(
        match_receipt(
            money_act(DAY),
            unidentified_id=first.unidentified_id,
            household_id=found,
            amount_cents=15_00,
        )
    )
    done(reverse_entry(money_act(DAY), entry_id=second.entry_id, reason=WHY))
    cost = done(
        pay_running_cost(
            money_act(DAY), account=BANK, code=Code.COST_STAFF, amount_cents=1_00, paid_on=DAY,
            label="Prime",
        )
    )  # fmt: skip
    done(reverse_entry(money_act(DAY), entry_id=cost.entry_id, reason=WHY))
    done(count_cash(money_act(DAY), desk=DESK, counted_cents=1_00))
    a_grant(100_00, 60_00)
    return found


CHECKS = [
    contributions.receipts_in_book,
    contributions.returns_in_book,
    contributions.pledges_as_voted,
    treasury.movements_in_book,
    treasury.unidentified_in_book,
    treasury.openings_in_book,
    treasury.openings_finished,
    grants.grants_in_book,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_after_a_busy_week_everything_holds(household, check):
    found = check()
    assert found.ok, found.offender


def test_what_the_week_left_is_backed(household):
    assert grants.backed_today(DAY).ok


def test_a_receipt_whose_amount_was_touched_is_seen(household):
    Receipt.objects.filter(means=Means.TRANSFER).update(amount_cents=1)
    assert not contributions.receipts_in_book().ok


def test_a_contribution_of_the_book_without_receipt_is_seen(household):
    lines = recipes.receipt_matched(household, 1_00)
    post(money_act(DAY), EntryKind.RECEIPT_MATCHED, lines)
    assert not contributions.receipts_in_book().ok
    assert not treasury.unidentified_in_book().ok


def test_a_pledge_that_the_rule_refuses_is_seen(household):
    Pledge.objects.update(amount_cents=50)
    assert not contributions.pledges_as_voted().ok


def test_an_undone_grant_still_has_its_entries(household):
    grant = a_grant(10_00)
    entry_id = Grant.objects.get(id=grant).entry_id
    done(undo_grant_entry(money_act(DAY), entry_id=entry_id, reason=WHY))
    assert grants.grants_in_book().ok
