"""Faults planted straight into the database, triggers dropped: each is found and named."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from ecot.ledger import chart, guards, recipes
from ecot.ledger.agreement import agreement, present
from ecot.ledger.checks import growing, journal, naming, standing
from ecot.ledger.closing import close_month
from ecot.ledger.gists import gists
from ecot.ledger.kinds import EntryKind
from ecot.ledger.one_look import apart, one_look
from ecot.ledger.posting import open_accounts, post, reverse
from ecot.ledger.spending import first_beyond, most_spent_in_a_day
from ecot.rules.kinds import RuleKind
from ecot.rules.presets import PRESETS
from ecot.values.finding import Finding
from ecot.values.month import Month
from tests.builders.rulebook import founded_rules
from tests.builders.tampering import drop_unique_key, without_guards
from tests.databases.clones import Clone, race
from tests.ledger.conftest import CAGETTE, DURAND, FOURNIL, MARTIN, act, credit, pay

CHECKS: dict[str, Callable[[], Finding]] = {
    check.__name__: check
    for check in (
        journal.keys_once,
        journal.reversed_once,
        journal.refunds_within_sales,
        journal.entries_complete,
        journal.lines_anchored,
        journal.numbers_follow,
        journal.lines_as_recipes_write,
        journal.reversals_mirror,
        standing.guarded_balances,
        standing.trial_balance,
        standing.floors_in_place,
        standing.floors_never_crossed,
        growing.closings_recomputed,
        growing.closings_sealed_by_digest,
        growing.closed_months_untouched,
        growing.guards_in_place,
        naming.only_opaque_names,
        naming.keys_opaque,
        naming.evidence_opaque,
    )
}
FAULTS = {
    "a changed amount": (
        "UPDATE ledger_transfer SET amount_cents = 1 WHERE entry_id = #3",
        {"entries_complete": "écriture #3", "guarded_balances": "household-", "closings_recomputed": ""},
    ),
    "a changed amount, told everywhere": (
        ("UPDATE ledger_transfer SET amount_cents = 1 WHERE entry_id = #3;"
        "UPDATE ledger_entry SET total_cents = 1 WHERE id = #3"),
        {"guarded_balances": "household-", "closings_recomputed": "2026"},
    ),
    "a deleted line": (
        "DELETE FROM ledger_transfer WHERE entry_id = #3",
        {"entries_complete": "écriture #3", "guarded_balances": "", "closings_recomputed": ""},
    ),
    "a deleted sale": (
        "DELETE FROM ledger_transfer WHERE entry_id = #3; DELETE FROM ledger_entry WHERE id = #3",
        {"guarded_balances": "", "closings_recomputed": "", "numbers_follow": "6"},
    ),
    "a line without its entry": (
        ("INSERT INTO ledger_transfer (entry_id, effective_on, debit_id, credit_id, amount_cents)"
        " SELECT 999, effective_on, debit_id, credit_id, 5 FROM ledger_transfer WHERE entry_id = #4"),
        {"lines_anchored": "ligne", "guarded_balances": ""},
    ),
    "a balance out of step": (
        "UPDATE ledger_account SET balance_cents = balance_cents + 1 WHERE code = '4671'",
        {"guarded_balances": "somme", "trial_balance": "ensemble 2 centimes"},
    ),
    "a floor lowered": (
        "UPDATE ledger_account SET floor_cents = -500 WHERE code = '4671'",
        {"floors_in_place": "plancher -500"},
    ),
    "a closing out of step": (
        ("UPDATE ledger_closingbalance SET balance_cents = balance_cents + 1"
        " WHERE id = (SELECT min(id) FROM ledger_closingbalance)"),
        {"closings_recomputed": "1 centimes", "closings_sealed_by_digest": "empreinte"},
    ),
    "a closing of an account that keeps no balance": (
        ("UPDATE ledger_closingbalance SET balance_cents = balance_cents + 1"
        " WHERE account_id = (SELECT id FROM ledger_account WHERE code = '6571')"),
        {"closings_recomputed": "1 centimes", "trial_balance": "ensemble 1 centimes"},
    ),
    "a closing out of step, with its digest": (
        "UPDATE ledger_closing SET digest = 'x'",
        {"closings_sealed_by_digest": "empreinte"},
    ),
    "a row in a closed month": (
        ("INSERT INTO ledger_entry (key, kind, actor, occurred_on, effective_on, posted_at, rules,"
        " evidence, digest, line_count, total_cents) SELECT 'late', kind, actor, '2026-02-10',"
        " '2026-02-10', '2026-03-05 10:00:00', rules, evidence, digest, 1, 700 FROM ledger_entry"
        " WHERE id = #3; INSERT INTO ledger_transfer (entry_id, effective_on, debit_id, credit_id,"
        " amount_cents) SELECT (SELECT max(id) FROM ledger_entry), '2026-02-10', debit_id, credit_id,"
        " 700 FROM ledger_transfer WHERE entry_id = #3"),
        {"closed_months_untouched": "écriture #7", "closings_recomputed": "", "guarded_balances": ""},
    ),
    "a sale paid from the pot": (
        ("UPDATE ledger_transfer SET debit_id = (SELECT id FROM ledger_account WHERE code = '6571')"
        " WHERE entry_id = #4"),
        {"lines_as_recipes_write": "6571 → 4672", "guarded_balances": ""},
    ),
    "an unknown kind": (
        "UPDATE ledger_entry SET kind = 'present' WHERE id = #4",
        {"lines_as_recipes_write": "present"},
    ),
    "a reversal that undoes something else": (
        "UPDATE ledger_entry SET reverses_id = #3 WHERE id = #6",
        {"reversals_mirror": "l’annulation #6"},
    ),
    "a refund beyond its sale": (
        "UPDATE ledger_entry SET total_cents = 1 WHERE id = #3",
        {"refunds_within_sales": "vente #3", "entries_complete": ""},
    ),
    "a name as owner": (
        "UPDATE ledger_account SET owner = 'Durand' WHERE code = '6571'",
        {"only_opaque_names": "Durand"},
    ),
    "an address as actor": (
        "UPDATE ledger_entry SET actor = 'jeanne@example.org' WHERE id = #1",
        {"only_opaque_names": "jeanne@example.org"},
    ),
    "an address as key": (
        "UPDATE ledger_entry SET key = 'jeanne@example.org' WHERE id = #1",
        {"keys_opaque": "écriture #1"},
    ),
    "a name in the evidence": (
        """UPDATE ledger_entry SET evidence = '{"who":"Jeanne Durand"}' WHERE id = #1""",
        {"evidence_opaque": "écriture #1"},
    ),
    "an account number in a reason": (
        """UPDATE ledger_entry SET evidence = '{"reason":"voir FR76 3000 4000"}' WHERE id = #1""",
        {"evidence_opaque": "un motif"},
    ),
}  # fmt: skip


def _book() -> Callable[[str], str]:
    """Two wallets, two sales, a refund and a reversal in February, closed; nothing in March yet.

    Gives what writes the number of the n-th entry in the stead of `#n` (numbers differ by database).
    """
    first = credit(DURAND, 140_00, "a1", date(2026, 2, 1))
    credit(MARTIN, 100_00, "a2", date(2026, 2, 1))
    sale = pay(DURAND, FOURNIL, 10_00, "p1", date(2026, 2, 2))
    pay(MARTIN, CAGETTE, 20_00, "p2", date(2026, 2, 2))
    post(
        act("r1", date(2026, 2, 3)),
        EntryKind.REFUND,
        recipes.refund(DURAND, FOURNIL, 4_00),
        refunds=sale.entry_id,
    )
    wrong = sale.entry_id + 1
    reverse(act("x1", date(2026, 2, 4)), wrong, reason="saisie deux fois")
    with transaction.atomic():
        close_month(act("c", date(2026, 3, 1)), Month(2026, 2))
    before = first.entry_id - 1
    return lambda text: re.sub("#([0-9])", lambda found: str(before + int(found[1])), text)


def _found() -> dict[str, str]:
    with one_look():
        return {name: found.offender for name, check in CHECKS.items() if not (found := check()).ok}


def test_a_sound_book_has_no_offender(cloned_database: Clone) -> None:
    _book()
    assert _found() == {}
    assert journal.keys_once() == Finding(6)
    assert standing.guarded_balances().checked == 2
    assert growing.guards_in_place().checked >= 15


def test_an_empty_book_has_no_offender(db: None) -> None:
    assert _found() == {}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_named(fault: str, cloned_database: Clone) -> None:
    statements, wanted = FAULTS[fault]
    numbered = _book()
    without_guards(numbered(statements))
    if connection.vendor == "postgresql":
        wanted = {name: words for name, words in wanted.items() if name != "numbers_follow"}
    found = _found()
    for name, words in wanted.items():
        assert numbered(words) in found[name], found


def test_a_missing_trigger_is_named(cloned_database: Clone) -> None:
    name = next(each for each in guards.expected(connection.vendor).triggers if "entry" in each)
    with connection.cursor() as cursor:
        on = " ON ledger_entry"
        cursor.execute(f"DROP TRIGGER {name}{on if connection.vendor == 'postgresql' else ''}")
    assert name in growing.guards_in_place().offender


def test_a_wallet_that_went_below_and_came_back_is_named(cloned_database: Clone) -> None:
    numbered = _book()
    without_guards("UPDATE ledger_account SET floor_cents = -100000 WHERE code = '4671'")
    pay(MARTIN, CAGETTE, 500_00, "too-much", date(2026, 3, 2))
    credit(MARTIN, 900_00, "a3", date(2026, 3, 3))
    without_guards("UPDATE ledger_account SET floor_cents = 0 WHERE code = '4671'")
    words = numbered(f"après l’écriture #7, {chart.wallet(MARTIN).owner} était à -40000 centimes")
    assert _found() == {"floors_never_crossed": words}


def test_a_key_used_twice_is_named_though_its_index_is_gone(cloned_database: Clone) -> None:
    numbered = _book()
    drop_unique_key()
    without_guards(numbered("UPDATE ledger_entry SET key = 'p1' WHERE id = #4"))
    expected = numbered("la clé p1 est écrite 2 fois (première écriture : #3)")
    assert _found()["keys_once"] == expected


def test_an_entry_names_versions_that_exist_and_are_of_their_kind(db: None) -> None:
    versions = founded_rules().version_ids
    by_kind = dict(zip(PRESETS["montpellier-2023"].rules, versions, strict=True))
    open_accounts([chart.wallet(DURAND)])

    def granted(key: str, **rules: int) -> str:
        lines = recipes.allocation(DURAND, 1_00)
        post(act(key), EntryKind.ALLOCATION, lines, rules=rules)
        return naming.versions_named().offender

    assert granted("a1", allocation=by_kind[RuleKind.ALLOCATION]) == ""
    assert "n’est pas une allocation" in granted("a2", allocation=by_kind[RuleKind.WALLET])
    assert "n’est pas une allocation" in granted("a3", allocation=999)


def test_an_allocation_that_names_no_rule_is_named(db: None) -> None:
    open_accounts([chart.wallet(DURAND)])
    post(act("a1"), EntryKind.ALLOCATION, recipes.allocation(DURAND, 1_00))
    assert naming.versions_named().offender.endswith("ne nomme pas sa règle allocation")


def test_gists_gather_what_was_decided_alike(db: None) -> None:
    open_accounts([chart.wallet(DURAND)])
    for number, adults in enumerate((1, 1, 2)):
        post(
            act(f"allocation:2026-03:{number}"),
            EntryKind.ALLOCATION,
            recipes.allocation(DURAND, 100_00 * adults),
            rules={"allocation": 1},
            evidence={"adults": adults, "pledged_cents": number, "list": [[1, 2]], "yes": True},
        )
    found = gists(EntryKind.ALLOCATION, ("adults", "list", "yes", "absent"), key_letters=18)
    assert [(gist.count, gist.total_cents, gist.facts["adults"]) for gist in found] == [
        (2, 100_00, 1),
        (1, 200_00, 2),
    ]
    assert found[0].key_prefix == "allocation:2026-03"
    assert found[0].facts["list"] == [[1, 2]]
    assert bool(found[0].facts["yes"])
    assert "absent" not in found[0].facts


def test_the_most_spent_in_a_day_counts_refunds_as_each_sale_found_them(db: None) -> None:
    credit(DURAND, 140_00, "a1")
    first = pay(DURAND, FOURNIL, 30_00, "p1")
    post(
        act("r1"), EntryKind.REFUND, recipes.refund(DURAND, FOURNIL, 10_00), refunds=first.entry_id
    )
    last = pay(DURAND, CAGETTE, 35_00, "p2")
    pay(DURAND, CAGETTE, 50_00, "p3", date(2026, 3, 3))
    (most,) = most_spent_in_a_day()
    assert (most.payments, most.most_cents) == (3, 55_00)
    assert first_beyond(most.rules, 50_00) == last.entry_id


def test_rows_of_a_room_and_the_book_must_agree(db: None) -> None:
    posted = credit(DURAND, 140_00, "a1")
    kinds = (EntryKind.ALLOCATION,)
    assert agreement(kinds, [(posted.entry_id, 140_00)], what="x").ok
    for kept, words in (
        ([], "rien pour l’écriture"),
        ([(posted.entry_id, 1)], "1 centimes notés"),
        ([(posted.entry_id, 140_00), (99, 1)], "n’est plus dans le livre"),
        ([(posted.entry_id, 140_00)] * 2, "deux lignes"),
    ):
        assert words in agreement(kinds, kept, what="x").offender
    credited = agreement(kinds, [(posted.entry_id, 140_00)], what="x", credited=chart.Code.WALLET)
    assert credited.ok
    assert present([posted.entry_id], what="x").ok
    assert "99" in present([99], what="x").offender


def test_one_look_sees_one_book_while_tills_go_on(cloned_database: Clone) -> None:
    credit(DURAND, 140_00, "a1")
    with one_look():
        before = journal.keys_once().checked
        race([lambda: pay(DURAND, FOURNIL, 5_00, "p1")])
        with apart():
            assert journal.keys_once().checked == before == 1
    assert journal.keys_once().checked == 2
