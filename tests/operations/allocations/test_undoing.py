"""A wrong run, half spent, put right: the hand-worked table of docs/algorithms/allocation-run.md."""

from datetime import date

import pytest
from django.db.models import F

from ecot.ledger.balances import wallet_balance
from ecot.ledger.closing import close_month
from ecot.ledger.entries import entries, entry
from ecot.operations.allocations.actions import Why, allocate_one
from ecot.operations.allocations.checks import runs_whole
from ecot.operations.allocations.models import Run
from ecot.operations.allocations.queries import standing_lines, to_recover, undoings
from ecot.operations.allocations.recovering import forgive_recovery, take_back
from ecot.operations.allocations.undoing import correct_one, undo_run
from ecot.operations.members.actions import change_state
from ecot.operations.members.models import Belonging
from ecot.operations.members.states import State
from ecot.values import clock
from ecot.values.finding import Finding
from ecot.values.month import Month
from tests.builders.allocations import MARCH, a_caisse, office_money, opened, spend
from tests.builders.members import a_household, office
from tests.builders.treasury import money_in_the_bank

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 1)
FIFTH = date(2026, 3, 5)


def two_too_many(who):
    """Two of the three children were typed by error: 240,00 instead of 160,00."""
    children = Belonging.objects.filter(household_id=who, person__given_name__startswith="Enfant")
    for belonging in children.order_by("id")[1:]:
        Belonging.objects.filter(pk=belonging.pk).update(
            counts_until=belonging.counts_from, reason="saisie deux fois"
        )


@pytest.fixture
def wrong_run():
    """E, F and G were imported with two children too many: 240,00 each, of which 0, 120 and 200 spent."""
    a_caisse(20_000_00)
    households = [a_household(1, 3) for _ in range(3)]
    right = a_household(1)
    opened(MARCH)
    for who, cents in zip(households, (0, 120_00, 200_00), strict=True):
        assert wallet_balance(who) == 240_00
        if cents:
            spend(who, cents, date(2026, 3, 3))
        two_too_many(who)
    return (*households, right)


def undo(again, key="undo", reason="enfants saisis deux fois", month=MARCH):
    act = office_money(FIFTH, key, again=again, reason=reason)
    return undo_run(act, month=month, reason=reason, again=again)


def test_the_hand_worked_table(wrong_run):
    e, f, g, right = wrong_run
    done = undo(again=True)
    assert (done.households, done.unchanged) == (3, 1)
    assert (done.granted_cents, done.recovered_cents, done.to_recover_cents) == (
        480_00,
        240_00 + 240_00 + 200_00,
        40_00,
    )
    assert [wallet_balance(who) for who in wrong_run] == [160_00, 40_00, 0, 120_00]
    assert to_recover() == {g: 40_00}
    lines = standing_lines(MARCH)
    assert {lines[who].number for who in (e, f, g)} == {2}
    assert lines[right].number == 1
    assert lines[e].evidence["why"] == "corrected"


def test_the_wrong_line_bears_the_entry_that_takes_it_back(wrong_run):
    e, *_ = wrong_run
    first = standing_lines(MARCH)[e].entry_id
    undo(again=True)
    reversing = entry(first).reversed_by
    assert reversing is not None
    assert entry(reversing).kind == "allocation_recovered"
    assert standing_lines(MARCH)[e].evidence["corrects"] == first


def test_not_again_then_opened_anew(wrong_run):
    done = undo(again=False)
    assert (done.recovered_cents, done.to_recover_cents) == (
        240_00 + 120_00 + 40_00 + 120_00,
        120_00 + 200_00,
    )
    assert standing_lines(MARCH) == {}
    again = opened(MARCH, FIFTH)
    assert (again.attempt, again.total_cents) == (2, 3 * 160_00 + 120_00)
    assert {line.number for line in standing_lines(MARCH).values()} == {2}


def test_a_second_click_does_nothing_more(wrong_run):
    first = undo(again=True)
    before = len(entries(limit=None))
    again = undo(again=True)
    assert again.replayed
    assert again.recovered_cents == first.recovered_cents
    assert len(entries(limit=None)) == before
    assert undo(again=False).code == "KEY_REUSED"


def test_undone_again_it_finds_that_all_is_right(wrong_run):
    undo(again=True)
    second = undo(again=True, key="another")
    assert (second.households, second.unchanged) == (0, 4)


def test_a_run_undone_and_made_again_at_one_instant_is_whole(wrong_run):
    """A clock that stands still tells no two runs apart: the book does, by the attempt."""
    undo_run(office_money(FIRST), month=MARCH, reason="trop tôt", again=False)
    late = a_household(1)
    opened(MARCH)
    assert Run.objects.filter(at=clock.at(FIRST)).count() == 2
    assert runs_whole() == Finding(2)
    standing = standing_lines(MARCH)
    assert {line.evidence["attempt"] for line in standing.values()} == {2}
    assert standing[late].number == 1
    Run.objects.filter(attempt=2).update(households=4)
    assert "4 foyers et 72000 centimes annoncés, 5 et" in runs_whole().offender


def test_a_line_posted_apart_at_the_instant_of_the_run_is_not_counted_in_it():
    a_caisse()
    a_household()
    opened(MARCH)
    who = a_household()
    act = office_money(FIRST)
    one = allocate_one(act, month=MARCH, household_id=who, why=Why.ARRIVED)
    assert one.amount_cents == 120_00
    assert runs_whole() == Finding(1)


def test_lines_of_a_run_that_has_no_row_are_told():
    a_caisse()
    a_household()
    opened(MARCH)
    Run.objects.all().delete()
    assert "passage 1 qui n’a pas eu lieu" in runs_whole().offender


def test_why_stays_out_of_the_book_and_is_shown(wrong_run):
    undo(again=True)
    assert undoings(MARCH)[0].reason == "enfants saisis deux fois"
    assert not entries(key_prefix="saisis")
    assert all("saisis" not in str(one.evidence) for one in entries(limit=None))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": " "}, "REASON_MISSING"),
        ({"month": Month(2026, 2)}, "NOTHING_TO_UNDO"),
    ],
)
def test_refused(wrong_run, change, code):
    assert undo(again=True, **change).code == code


def test_a_closed_month_is_left_alone(wrong_run):
    act = office_money(date(2026, 4, 1))
    close_month(act, MARCH)
    refused = undo_run(act, month=MARCH, reason="trop tard", again=True)
    assert refused.code == "MONTH_CLOSED"


def test_one_household_alone():
    a_caisse(20_000_00)
    who, other = a_household(1, 3), a_household(1, 3)
    opened(MARCH)
    two_too_many(who)
    two_too_many(other)
    done = correct_one(office_money(FIFTH), month=MARCH, household_id=who, reason="saisie")
    assert (done.households, wallet_balance(who), wallet_balance(other)) == (1, 160_00, 240_00)


def test_to_recover_is_taken_back_by_a_person_or_let_go(wrong_run):
    _, _, g, _ = wrong_run
    undo(again=True)
    opened(Month(2026, 4), date(2026, 4, 1))
    assert wallet_balance(g) == 160_00
    act = office_money(date(2026, 4, 2))
    assert take_back(act, household_id=g, amount_cents=41_00).code == "NOTHING_TO_RECOVER"
    assert take_back(act, household_id=g, amount_cents=0).code == "AMOUNT_NOT_POSITIVE"
    taken = take_back(act, household_id=g, amount_cents=10_00)
    assert (taken.still_cents, wallet_balance(g)) == (30_00, 150_00)
    assert take_back(act, household_id=g, amount_cents=10_00).replayed
    forgiven = forgive_recovery(office_money(date(2026, 4, 3)), household_id=g, amount_cents=30_00)
    assert forgiven.still_cents == 0
    assert to_recover() == {}
    assert wallet_balance(g) == 150_00


def test_an_empty_wallet_gives_nothing_back(wrong_run):
    _, _, g, _ = wrong_run
    undo(again=True)
    refused = take_back(office_money(FIFTH), household_id=g, amount_cents=10_00)
    assert refused.code == "WALLET_TOO_LOW"


def test_who_has_left_since_gives_back_what_is_left(wrong_run):
    e, *_ = wrong_run
    change_state(office(FIFTH), household_id=e, to=State.LEFT, reason="départ")
    done = undo(again=True)
    assert wallet_balance(e) == 0
    assert done.granted_cents == 320_00


def test_what_was_spent_carries_nobody_elses_right():
    """A spent 100,00 too many, B is given 80,00 too few: only what A still has goes towards B."""
    a_caisse(0)
    too_many, too_few = a_household(1, 3), a_household(1, 2)
    children = Belonging.objects.filter(
        household_id=too_few, person__given_name__startswith="Enfant"
    )
    children.update(counts_until=F("counts_from"), reason="oubliés")
    money_in_the_bank(360_00)
    opened(MARCH)
    spend(too_many, 240_00, date(2026, 3, 3))
    two_too_many(too_many)
    children.update(counts_until=None)
    refused = undo(again=True)
    assert refused.code == "RESERVE_SHORT"
    assert wallet_balance(too_few) == 120_00
