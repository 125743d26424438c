"""What was taken over the cap is the wallet rule's, on what the book itself says the wallet held."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from ecot.ledger import recipes
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post
from ecot.operations.allocations import keys
from ecot.operations.allocations.checks import surpluses_as_voted
from ecot.operations.allocations.undoing import undo_run
from ecot.rules.wallet import WalletRule
from ecot.values.finding import Finding
from ecot.values.month import Month
from tests.builders.allocations import MARCH, a_caisse, office_money, opened, set_wallet
from tests.builders.members import a_household
from tests.builders.tampering import without_guards
from tests.databases.clones import Clone

FEBRUARY = Month(2026, 2)
TAKEN = "(SELECT min(id) FROM ledger_entry WHERE kind = 'unspent_returned')"
GRANTED = "(SELECT min(id) FROM ledger_entry WHERE kind = 'allocation')"
KEPT_ONCE = WalletRule(carry_over_months=1, transfers_allowed=False)


@pytest.fixture
def taken(cloned_database: Clone) -> UUID:
    """One person was granted 120,00 in February and holds 150,00 when March opens: 30,00 go back."""
    a_caisse(20_000_00, wallet=KEPT_ONCE)
    who = a_household()
    opened(FEBRUARY)
    set_wallet(who, 150_00)
    assert opened(MARCH).surplus_cents == 30_00
    return who


def test_a_surplus_taken_is_recomputed_from_the_book(taken: UUID) -> None:
    assert surpluses_as_voted() == Finding(1)


def test_after_an_undone_run_each_is_measured_on_what_stood_then(taken: UUID) -> None:
    """Taken back and opened anew: February's line still measures the cap, March's is not yet there."""
    undo_run(office_money(date(2026, 3, 2)), month=MARCH, reason="trop tôt", again=False)
    set_wallet(taken, 125_00, date(2026, 3, 2))
    assert opened(MARCH, date(2026, 3, 3)).surplus_cents == 5_00
    assert surpluses_as_voted() == Finding(2)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            f"UPDATE ledger_entry SET total_cents = 3100 WHERE id = {TAKEN}",
            "3100 centimes repris, la règle donne 3000",
        ),
        (
            f"UPDATE ledger_transfer SET amount_cents = amount_cents - 100 WHERE entry_id = {GRANTED}",
            "3000 centimes repris, la règle donne 2900",
        ),
        (
            f"UPDATE ledger_entry SET total_cents = 12001 WHERE id = {GRANTED}",
            "3000 centimes repris, la règle donne 2999",
        ),
        (
            f"UPDATE ledger_entry SET rules = '{{}}' WHERE id = {TAKEN}",
            "il n’applique pas la règle en vigueur en mars 2026",
        ),
        (
            f"UPDATE ledger_entry SET key = replace(key, '2026-03', '2026-13') WHERE id = {TAKEN}",
            "sa clé ne nomme pas de mois",
        ),
        (
            f"UPDATE ledger_entry SET key = replace(key, '2026-02', '2023-02') WHERE id = {GRANTED}",
            "3000 centimes repris, la règle donne 0",
        ),
    ],
    ids=["amount", "balance", "last grant", "rule", "month", "a grant too long ago"],
)
def test_another_surplus_is_named(taken: UUID, fault: str, words: str) -> None:
    without_guards(fault)
    assert words in surpluses_as_voted().offender


def test_nothing_is_taken_from_who_was_never_granted_anything(cloned_database: Clone) -> None:
    a_caisse(20_000_00, wallet=KEPT_ONCE)
    who = a_household()
    set_wallet(who, 150_00)
    act = office_money(date(2026, 3, 1)).keyed(keys.carried(MARCH, who, 1))
    rules = {"wallet": _wallet_version()}
    post(act, EntryKind.UNSPENT_RETURNED, recipes.unspent_returned(who, 10_00), rules=rules)
    assert "1000 centimes repris, la règle donne 0" in surpluses_as_voted().offender


def _wallet_version() -> int:
    from ecot.rulebook.reading import in_force
    from ecot.rules.kinds import RuleKind

    return in_force(RuleKind.WALLET, MARCH.first_day).version_id
