"""The pen: what it writes, what it answers twice, what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ecot.ledger import chart, recipes
from ecot.ledger.balances import balance, balances, wallet_balance
from ecot.ledger.chart import AccountName, Code
from ecot.ledger.entries import entries, entry, refunded_so_far
from ecot.ledger.kinds import EntryKind
from ecot.ledger.locking import lock_wallet, lock_wallets
from ecot.ledger.posting import (
    NewEntry,
    open_accounts,
    post,
    post_many,
    replay,
    replay_question,
    replayed_keys,
    reverse,
)
from ecot.ledger.recipes import Line
from ecot.ledger.refusals import BELOW_FLOOR
from ecot.records.asking import ask
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.references import Actor
from ecot.values.refusal import AgainError, RefusalError, Refused, refuse
from tests.databases.clones import Clone, race
from tests.ledger.conftest import CAGETTE, DURAND, FOURNIL, MARTIN, act, credit, pay

(SALE,) = recipes.till_payment(DURAND, FOURNIL, 1_00)


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_a_payment_moves_the_wallet_and_what_the_shop_is_owed() -> None:
    done = pay(DURAND, FOURNIL, 12_50, "till-1")
    assert wallet_balance(DURAND) == 127_50
    assert balance(chart.owed_to_shop(FOURNIL)) == 12_50
    assert done.total_cents == 12_50
    assert done.effective_on == date(2026, 3, 2)


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_the_same_request_twice_answers_the_first_entry() -> None:
    first = pay(DURAND, FOURNIL, 12_50, "till-1")
    again = replay(act("till-1", cents=12_50))
    assert again is not None
    assert (again.entry_id, again.replayed) == (first.entry_id, True)


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_a_key_with_another_body_is_refused_by_name() -> None:
    pay(DURAND, FOURNIL, 12_50, "till-1")
    with pytest.raises(RefusalError) as caught:
        replay(act("till-1", cents=99_00))
    assert caught.value.refused.code == "KEY_REUSED"


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_a_key_may_be_asked_with_the_questions_of_other_rooms() -> None:
    first = pay(DURAND, FOURNIL, 12_50, "till-1")
    again = ask(replay_question(act("till-1", cents=12_50)))
    assert again is not None
    assert (again.entry_id, again.replayed) == (first.entry_id, True)
    assert ask(replay_question(act("till-2"))) is None


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_a_wallet_never_goes_below_zero() -> None:
    @deed
    def overspend(request: Act) -> object:
        lines = recipes.till_payment(DURAND, FOURNIL, 140_01)
        return post(request, EntryKind.TILL_PAYMENT, lines)

    answer = overspend(act("till-1"))
    assert isinstance(answer, Refused)
    assert answer.code == "BELOW_FLOOR"
    assert wallet_balance(DURAND) == 140_00
    assert replay(act("till-1")) is None, "a refusal leaves nothing: asking again may succeed"


@pytest.mark.django_db
def test_a_household_without_wallet_is_refused() -> None:
    with pytest.raises(RefusalError) as caught:
        pay(DURAND, FOURNIL, 1, "till-1")
    assert caught.value.refused.code == "UNKNOWN_WALLET"


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_a_wrong_entry_is_reversed_once_and_whole() -> None:
    typed = pay(DURAND, FOURNIL, 120_00, "till-1")
    undone = reverse(act("undo-1"), typed.entry_id, reason="120 tapé pour 12")
    assert wallet_balance(DURAND) == 140_00
    view = entry(typed.entry_id)
    assert view is not None
    assert view.reversed_by == undone.entry_id
    for again, code in (
        (typed.entry_id, "ALREADY_REVERSED"),
        (undone.entry_id, "REVERSAL_IS_FINAL"),
        (999_999, "UNKNOWN_ENTRY"),
    ):
        with pytest.raises(RefusalError) as caught:
            reverse(act("undo-2"), again)
        assert caught.value.refused.code == code


@pytest.mark.django_db
def test_nothing_to_write_writes_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert post_many([]) == []
    assert len(asked) == 0


def sale(key: str, line: Line = SALE, **facts: Any) -> NewEntry:
    return NewEntry(act(key), EntryKind.TILL_PAYMENT, (line,), **facts)


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_a_key_that_another_has_just_written_is_asked_again() -> None:
    post_many([sale("p-1")])
    with pytest.raises(AgainError), transaction.atomic():
        post_many([sale("p-1")])


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_what_another_has_just_undone_is_told() -> None:
    first = pay(DURAND, FOURNIL, 1_00, "p-1").entry_id
    post_many([sale("u-1", SALE.swapped(), reverses=first)])
    with pytest.raises(RefusalError, match="ALREADY_REVERSED"), transaction.atomic():
        post_many([sale("u-2", SALE.swapped(), reverses=first)])


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_a_mistake_of_our_own_is_no_refusal() -> None:
    """A line of nothing, an entry that undoes and gives back at once, a text that cannot be kept."""
    first = pay(DURAND, FOURNIL, 1_00, "p-1").entry_id
    nothing = replace(SALE, amount_cents=0)
    with pytest.raises(IntegrityError, match="entry_moves_money"), transaction.atomic():
        post_many([sale("n-1", nothing)])
    two_lines = replace(sale("n-2"), lines=(SALE, nothing))
    with pytest.raises(IntegrityError, match="amount_positive"), transaction.atomic():
        post_many([two_lines])
    with pytest.raises(IntegrityError, match="reverses_or_refunds"), transaction.atomic():
        post_many([sale("n-3", reverses=first, refunds=first)])
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            post_many([replace(sale("n-4"), act=replace(act("n-4"), actor=Actor("user-\x00")))])


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_refunds_add_up_and_a_reversed_refund_does_not_count() -> None:
    sale = pay(DURAND, FOURNIL, 30_00, "till-1")
    for number, cents in ((1, 10_00), (2, 5_00)):
        post(
            act(f"back-{number}"),
            EntryKind.REFUND,
            recipes.refund(DURAND, FOURNIL, cents),
            refunds=sale.entry_id,
        )
    assert refunded_so_far(sale.entry_id) == 15_00
    last = entries(kind=EntryKind.REFUND)[0]
    reverse(act("undo"), last.entry_id)
    assert refunded_so_far(sale.entry_id) == 15_00 - last.total_cents


@pytest.mark.django_db
def test_a_run_is_written_whole_in_few_statements() -> None:
    households = [UUID(int=number) for number in range(1, 401)]
    open_accounts([AccountName(Code.ALLOCATION_GRANTED), *map(chart.wallet, households)])
    run = [
        NewEntry(
            act(f"allocation-{number}"),
            EntryKind.ALLOCATION,
            recipes.allocation(household, 140_00),
            evidence={"adults": 1},
        )
        for number, household in enumerate(households)
    ]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        posted = post_many(run)
    assert len(queries) == 4
    assert len(posted) == 400
    assert balance(AccountName(Code.ALLOCATION_GRANTED)) == 400 * 140_00
    assert replayed_keys([f"allocation-{n}" for n in range(500)]) == {
        f"allocation-{n}" for n in range(400)
    }


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_a_payment_writes_in_three_statements() -> None:
    pay(DURAND, FOURNIL, 1_00, "first-opens-the-shop")
    with CaptureQueriesContext(connection) as queries:
        pay(DURAND, FOURNIL, 1_00, "till-2")
    assert len(queries) == 3  # entry, lines, commitment


def test_one_of_two_equal_requests_at_once_writes(cloned_database: Clone) -> None:
    del cloned_database
    credit(DURAND, 100_00, "a")

    @deed
    def request(asking: Act) -> int:
        if (done := replay(asking)) is not None:
            return done.entry_id
        return post(
            asking, EntryKind.TILL_PAYMENT, recipes.till_payment(DURAND, CAGETTE, 30_00)
        ).entry_id

    answers = race([lambda: request(act("same"))] * 6)
    assert len(set(map(str, answers))) == 1, answers
    assert wallet_balance(DURAND) == 70_00


def test_tills_racing_on_one_wallet_never_overspend(cloned_database: Clone) -> None:
    del cloned_database
    credit(MARTIN, 100_00, "a")

    def till(number: int) -> object:
        @deed
        def request(asking: Act) -> int:
            lines = recipes.till_payment(MARTIN, CAGETTE, 40_00)
            return post(asking, EntryKind.TILL_PAYMENT, lines).entry_id

        return request(act(f"till-{number}"))

    answers = race([partial(till, number) for number in range(8)])
    assert sum(isinstance(answer, int) for answer in answers) == 2, answers
    assert all(answer.code == "BELOW_FLOOR" for answer in answers if isinstance(answer, Refused))
    assert wallet_balance(MARTIN) == 20_00


def test_of_two_people_who_undo_one_entry_at_once_one_is_told(cloned_database: Clone) -> None:
    del cloned_database
    credit(DURAND, 100_00, "a")
    typed = pay(DURAND, CAGETTE, 40_00, "p")

    def undo(number: int) -> object:
        return deed(reverse)(act(f"undo-{number}"), typed.entry_id)

    answers = race([partial(undo, number) for number in range(6)])
    refused = [answer.code for answer in answers if isinstance(answer, Refused)]
    assert refused == ["ALREADY_REVERSED"] * 5, answers
    assert wallet_balance(DURAND) == 100_00


@pytest.mark.parametrize("households", [1, 999, 1_000])
@pytest.mark.django_db
def test_a_run_of_any_size_is_written(households: int) -> None:
    wallets = [UUID(int=number) for number in range(1, households + 1)]
    neighbour = UUID(int=households + 1)
    open_accounts(map(chart.wallet, [*wallets, neighbour]))
    run = [
        NewEntry(act(f"n-{one.int}"), EntryKind.ALLOCATION, recipes.allocation(one, 140_00))
        for one in wallets
    ]
    assert len(post_many(run)) == households
    assert sum(balances(Code.WALLET).values()) == 140_00 * households
    assert wallet_balance(neighbour) == 0


@pytest.mark.django_db
def test_keys_that_begin_alike_are_found_and_no_neighbour() -> None:
    for number, key in enumerate(
        ["run:03:a", "run:03:z", "run:03", "run:030:a", "run;03:a", "run:0"]
    ):
        credit(UUID(int=number + 1), 1_00, key)
    assert {one.key for one in entries(key_prefix="run:03:")} == {"run:03:a", "run:03:z"}


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_wallets_are_locked_together_in_one_statement() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert lock_wallets([MARTIN, DURAND, MARTIN]) == {DURAND: 140_00, MARTIN: 100_00}
    assert len(queries) == 1
    assert lock_wallets([]) == {}
    with pytest.raises(RefusalError) as caught:
        lock_wallets([DURAND, UUID(int=99)])
    assert caught.value.refused.code == "UNKNOWN_WALLET"


def test_deeds_that_lock_the_same_wallets_never_wait_for_each_other(cloned_database: Clone) -> None:
    del cloned_database
    wallets = [UUID(int=number) for number in range(1, 41)]
    for one in wallets:
        credit(one, 100_00, f"a-{one.int}")

    def run(number: int) -> object:
        mine = wallets if number % 2 else wallets[::-1]

        @deed
        def request(asking: Act) -> int:
            lock_wallets(mine)
            some = [
                NewEntry(
                    asking.keyed(f"{number}-{one.int}"),
                    EntryKind.TILL_PAYMENT,
                    recipes.till_payment(one, CAGETTE, 1_00),
                )
                for one in mine
            ]
            return len(post_many(some))

        return request(act(f"run-{number}"))

    assert race([partial(run, number) for number in range(6)]) == [40] * 6


def test_of_equal_requests_at_once_none_is_refused_what_another_did(cloned_database: Clone) -> None:
    del cloned_database
    credit(DURAND, 40_00, "a")

    @deed
    def request(asking: Act) -> int:
        if (done := replay(asking)) is not None:
            return done.entry_id
        if lock_wallet(DURAND) < 30_00:
            raise refuse(BELOW_FLOOR)
        lines = recipes.till_payment(DURAND, CAGETTE, 30_00)
        return post(asking, EntryKind.TILL_PAYMENT, lines).entry_id

    for _ in range(5):
        answers = race([lambda: request(act("same"))] * 6)
        assert len(set(map(str, answers))) == 1, answers
    assert wallet_balance(DURAND) == 10_00
