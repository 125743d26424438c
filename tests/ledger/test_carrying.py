"""What a wallet held, and had last been granted, when something was taken from it."""

from __future__ import annotations

from datetime import date

from ecot.ledger import recipes
from ecot.ledger.carrying import Taken, taken_at_opening
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post, reverse
from tests.ledger.conftest import DURAND, MARTIN, act, credit

MARCH_1 = date(2026, 3, 1)


def taken() -> list[Taken]:
    return taken_at_opening(
        EntryKind.UNSPENT_RETURNED, "carry:", granted=EntryKind.ALLOCATION, granted_begins="given:"
    )


def take(key: str, cents: int) -> int:
    lines = recipes.unspent_returned(DURAND, cents)
    rules = {"wallet": 7}
    return post(act(key, MARCH_1), EntryKind.UNSPENT_RETURNED, lines, rules=rules).entry_id


def test_the_last_grant_that_stood_then_in_an_earlier_month(db: None) -> None:
    credit(DURAND, 100_00, "given:2026-01:d")
    february = credit(DURAND, 120_00, "given:2026-02:d")
    credit(MARTIN, 90_00, "given:2026-02:m")
    first = take("carry:2026-03:d", 30_00)
    credit(DURAND, 50_00, "given:2026-03:d")
    reverse(act("u", MARCH_1), february.entry_id)
    second = take("carry:2026-03:d:2", 1_00)
    take("leaver:2026-03:d", 2_00)
    rules = {"wallet": 7}
    assert taken() == [
        Taken(first, "2026-03", rules, 220_00, "2026-02", 120_00, 30_00),
        Taken(second, "2026-03", rules, 120_00, "2026-01", 100_00, 1_00),
    ]


def test_a_wallet_that_was_never_granted_anything(db: None) -> None:
    credit(DURAND, 10_00, "other:2026-02:d")
    entry_id = take("carry:2026-03:d", 4_00)
    assert taken() == [Taken(entry_id, "2026-03", {"wallet": 7}, 10_00, None, 0, 4_00)]
