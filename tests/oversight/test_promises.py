"""A month played through the deeds keeps its promises; each planted fault breaks the promise it should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ecot.oversight.promises import Kept, examine, promises
from ecot.rules.kinds import RuleKind
from ecot.rules.presets import PRESETS
from ecot.rules.reserve import ReserveRule
from ecot.values.finding import Finding
from ecot.values.month import Month
from tests.builders.allocations import a_caisse
from tests.builders.members import a_household
from tests.builders.months import a_month_lived
from tests.builders.tampering import without_guards
from tests.builders.till import by_card, paid, till
from tests.builders.treasury import money_in_the_bank
from tests.databases.clones import Clone

NAMES = [
    "backed",
    "once",
    "floors",
    "append_only",
    "voted_is_done",
    "sealed",
    "private",
    "restartable",
]
TODAY = date(2026, 4, 2)
MARCH = Month(2026, 3)
RESERVE = 5_000_00
BROKEN = {
    "a changed amount": (
        ("UPDATE ledger_transfer SET amount_cents = 1 WHERE entry_id ="
        " (SELECT min(id) FROM ledger_entry WHERE kind = 'till_payment')"),
        {"floors", "append_only"},
    ),
    "an allocation other than the rule's, told everywhere": (
        ("UPDATE ledger_transfer SET amount_cents = amount_cents + 100 WHERE entry_id = ALLOCATION;"
        "UPDATE ledger_account SET balance_cents = balance_cents + 100 WHERE id ="
        " (SELECT credit_id FROM ledger_transfer WHERE entry_id = ALLOCATION);"
        "UPDATE ledger_entry SET total_cents = total_cents + 100 WHERE id = ALLOCATION"),
        {"voted_is_done", "append_only", "restartable"},
    ),
    "evidence that counts one adult more": (
        ("""UPDATE ledger_entry SET evidence = replace(evidence, '"adults":1', '"adults":2')"""
        " WHERE kind = 'allocation'"),
        {"voted_is_done"},
    ),
    "a rule softened after the vote": (
        ("""UPDATE rulebook_ruleversion SET parameters = replace(parameters, '12000', '13000')"""
        " WHERE kind = 'allocation'"),
        {"append_only", "voted_is_done"},
    ),
    "a version that was not in force": (
        """UPDATE ledger_entry SET rules = '{"allocation":999}' WHERE id = ALLOCATION""",
        {"voted_is_done"},
    ),
    "a sale paid by number without its code": (
        ("""UPDATE ledger_entry SET evidence = replace(evidence, '"means":"card"', '"means":"number"')"""
        " WHERE kind = 'till_payment'"),
        {"voted_is_done"},
    ),
    "a sale at a rate that nobody voted": (
        ("UPDATE ledger_entry SET evidence = replace(evidence, '[10000,', '[5000,')"
        " WHERE kind = 'till_payment'"),
        {"voted_is_done"},
    ),
    "all sales moved to one day": (
        "UPDATE ledger_entry SET occurred_on = '2026-03-04' WHERE kind = 'till_payment'",
        {"floors"},
    ),
    "a transfer to a shop without its fee": (
        ("UPDATE reimbursements_remittance_line SET fee_cents = fee_cents - 1,"
        " paid_cents = paid_cents + 1"),
        {"voted_is_done", "once"},
    ),
    "a transfer other than what was owed": (
        ("""UPDATE ledger_entry SET evidence = replace(evidence, '"owed_cents":', '"owed_cents":1')"""
        " WHERE kind = 'remittance_ordered'"),
        {"voted_is_done"},
    ),
    "a pledge below the minimum": (
        "UPDATE contributions_pledge SET amount_cents = 50",
        {"voted_is_done"},
    ),
    "a receipt without its entry": (
        "UPDATE contributions_receipt SET entry_id = 99999 WHERE key = (SELECT min(key) FROM contributions_receipt)",
        {"once"},
    ),
    "a running cost that nobody noted": (
        "DELETE FROM treasury_plainmovement",
        {"once"},
    ),
    "a run that says more than it posted": (
        "UPDATE allocations_run SET households = households + 1",
        {"restartable"},
    ),
    "a run that the reserve did not carry": (
        "UPDATE allocations_run SET reserve_cents = 0",
        {"backed"},
    ),
    "a job begun and left": (
        ("INSERT INTO records_duerow (kind, period, claimed_at)"
        " VALUES ('x', '2026-03', '2026-03-01 00:00:00')"),
        {"restartable"},
    ),
    "a name in the book": (
        "UPDATE ledger_entry SET actor = 'Jeanne' WHERE kind = 'allocation'",
        {"private"},
    ),
    "spoilt evidence": (
        "UPDATE ledger_entry SET evidence = 'x' WHERE kind = 'allocation'",
        {"voted_is_done", "private", "restartable"},
    ),
}  # fmt: skip


def _promised() -> dict[str, Kept]:
    return {kept.name: kept for kept in examine(TODAY)}


def test_all_eight_are_told_in_their_order(db: None) -> None:
    assert [promise.name for promise in promises(TODAY)] == NAMES
    found = _promised()
    assert list(found) == NAMES
    assert [name for name, kept in found.items() if not kept.ok] == []


def test_a_month_keeps_every_promise(march: Clone) -> None:
    found = _promised()
    broken = {name: kept.first_offender for name, kept in found.items() if not kept.ok}
    assert broken == {}
    assert {name for name, kept in found.items() if kept.checked == 0} == set()


def test_a_longer_book_asks_no_more_statements(cloned_database: Clone) -> None:
    """Sets, not loops: what grows is what the database adds up."""

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert all(kept.ok for kept in _promised().values())
        return len(captured)

    _, market = a_month_lived()
    before = statements()
    for hour in range(8, 20):
        paid(by_card(market, 1_00, till(market, day=date(2026, 4, 1), hour=hour)))
    assert statements() == before


@pytest.mark.parametrize("fault", BROKEN)
def test_a_planted_fault_breaks_its_promises(fault: str, march: Clone) -> None:
    statements, wanted = BROKEN[fault]
    first = "(SELECT min(id) FROM ledger_entry WHERE kind = 'allocation')"
    without_guards(statements.replace("ALLOCATION", first))
    found = {name: kept.first_offender for name, kept in _promised().items() if not kept.ok}
    assert wanted <= found.keys(), found
    assert found.keys() <= wanted | {"append_only", "floors", "once", "sealed"}, found


def test_a_reserve_short_by_one_cent_is_seen(march: Clone) -> None:
    rest = "(SELECT min(id) FROM ledger_transfer WHERE debit_id ="
    rest += " (SELECT id FROM ledger_account WHERE code = '512'))"
    spare = _spare()
    without_guards(
        f"UPDATE ledger_transfer SET amount_cents = amount_cents - {spare} WHERE id = {rest}"
    )
    # March is closed: its balance too must follow for the position to change.
    without_guards(
        f"UPDATE ledger_closingbalance SET balance_cents = balance_cents + {spare} WHERE account_id ="
        " (SELECT id FROM ledger_account WHERE code = '512')"
    )
    assert _promised()["backed"].ok
    without_guards(
        "UPDATE ledger_closingbalance SET balance_cents = balance_cents + 1 WHERE account_id ="
        " (SELECT id FROM ledger_account WHERE code = '512')"
    )
    offender = _promised()["backed"].first_offender
    assert offender is not None
    assert "0,01" in offender


def _spare() -> int:
    from ecot.operations.grants.queries import reserve_position

    return reserve_position().spare_cents


def test_the_voted_cover_is_checked_too(db: None) -> None:
    rule = ReserveRule(cover_bp=20_000, safety_months=0, shortage=_hold().shortage, cut_bp=10_000)
    a_caisse(150_00, reserve=rule)
    _wallet(100_00)
    offender = _promised()["backed"].first_offender
    assert offender is not None
    assert "couverture votée" in offender


def test_without_any_rule_each_mona_wants_its_euro(db: None) -> None:
    money_in_the_bank(99_99)
    _wallet(100_00)
    offender = _promised()["backed"].first_offender
    assert offender is not None
    assert "0,01" in offender


def _hold() -> ReserveRule:
    rule = PRESETS["montpellier-2023"].parameters(RuleKind.RESERVE)
    assert isinstance(rule, ReserveRule)
    return rule


def _wallet(cents: int) -> UUID:
    from tests.builders.till import put_in_wallet

    household_id = a_household()
    put_in_wallet(household_id, cents)
    return household_id


def test_a_check_that_cannot_be_done_is_an_offender_not_a_silence(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ecot.oversight import promises as module

    def breaks() -> Finding:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")
        return Finding(1)

    checks: tuple[Callable[[], Finding], ...] = (breaks, lambda: Finding(3))
    promise = replace(promises(TODAY)[1], checks=checks)
    monkeypatch.setattr(module, "promises", lambda on: (promise,))
    (kept,) = examine(TODAY)
    assert not kept.ok
    assert kept.checked == 3
    assert kept.first_offender is not None
    assert kept.first_offender.startswith("une vérification n’a pas pu se faire")
