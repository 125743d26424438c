"""A true history is verified from its files; one rewritten and signed again with the true key is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ecot.ledger.sealing import adopt
from ecot.records.sealing.log import seal
from ecot.values import clock
from tests.builders.tampering import without_guards
from tests.cli.conftest import Asking
from tests.ledger.conftest import DURAND, FOURNIL, credit, pay

AT = clock.at(date(2026, 3, 9))
FORGET = "DELETE FROM records_leaf;DELETE FROM records_checkpoint;DELETE FROM records_commitment"


@pytest.fixture
def kept(answered: Asking, tmp_path: Path) -> Path:
    """What somebody outside kept: the head after three rows; the book has grown by one since."""
    credit(DURAND, 100_00, "a-durand")
    pay(DURAND, FOURNIL, 10_00, "p-1")
    pay(DURAND, FOURNIL, 20_00, "p-2")
    seal(AT)
    assert answered("export", "seal", str(tmp_path / "kept"))["exit"] == 0
    pay(DURAND, FOURNIL, 1_00, "p-3")
    seal(AT)
    return tmp_path / "kept"


def verified(answered: Asking, kept: Path) -> object:
    """Ask for today's files as an auditor does, and verify them against what was kept."""
    today = kept.parent / "today"
    mine = str(kept / "checkpoint.txt")
    answer = answered("export", "seal", str(today), "--earlier", mine)
    if "refused" in answer:
        return answer["refused"]["code"]
    words = ["verify", "--earlier", mine, "--key", str(kept / "key.txt")]
    words += ["--checkpoint", str(today / "checkpoint.txt")]
    words += ["--proof", str(today / "consistency.txt")]
    answer = answered(*words)
    return answer["refused"]["code"] if "refused" in answer else answer["extends"]


def test_a_true_history_extends_what_was_kept(answered: Asking, kept: Path) -> None:
    assert verified(answered, kept) == 3


def test_a_book_rewritten_whole_keeps_its_promise_but_not_the_head_kept(
    answered: Asking, kept: Path
) -> None:
    without_guards(
        f"{FORGET};UPDATE ledger_transfer SET amount_cents = 11 WHERE entry_id = 2;"
        "UPDATE ledger_entry SET total_cents = 11 WHERE id = 2"
    )
    adopt()
    seal(AT)
    promises = {each["name"]: each["ok"] for each in answered("check")["promises"]}
    assert promises["sealed"]
    assert verified(answered, kept) == "REWRITTEN"


def test_a_book_rolled_back_is_refused(answered: Asking, kept: Path) -> None:
    without_guards(
        f"{FORGET};DELETE FROM ledger_transfer WHERE entry_id > 2;DELETE FROM ledger_entry WHERE id > 2"
    )
    adopt()
    seal(AT)
    assert verified(answered, kept) == "ROLLED_BACK"


def test_two_heads_for_two_people_are_refused(answered: Asking, kept: Path) -> None:
    without_guards(
        f"{FORGET};DELETE FROM ledger_transfer WHERE entry_id = 4;DELETE FROM ledger_entry WHERE id = 4;"
        "UPDATE ledger_entry SET actor = 'user-9' WHERE id = 3"
    )
    adopt()
    seal(AT)
    assert verified(answered, kept) == "TWO_HEADS"


def test_the_receipt_of_an_entry_is_verified_elsewhere(answered: Asking, kept: Path) -> None:
    mine = kept.parent / "mine"
    assert answered("export", "proof", "2", str(mine))["files"] == [
        "checkpoint.txt",
        "key.txt",
        "proof.txt",
        "receipt.json",
    ]
    words = ["verify", "--key", str(mine / "key.txt")]
    words += ["--checkpoint", str(mine / "checkpoint.txt"), "--proof", str(mine / "proof.txt")]
    answer = answered(*words, "--receipt", str(mine / "receipt.json"))
    assert (answer["ok"], answer["signed"], answer["included"]) == (True, True, True)


def test_what_is_not_sealed_yet_has_no_proof(answered: Asking, tmp_path: Path) -> None:
    answer = answered("export", "seal", str(tmp_path / "kept"))
    assert (answer["refused"]["code"], answer["exit"]) == ("NOTHING_SEALED", 1)
    assert answered("export", "proof", "9", str(tmp_path))["refused"]["code"] == "NOT_SEALED_YET"
    credit(DURAND, 100_00, "a-durand")
    seal(AT)
    pay(DURAND, FOURNIL, 1_00, "p-1")
    assert answered("export", "proof", "2", str(tmp_path))["refused"]["code"] == "NOT_SEALED_YET"
    (tmp_path / "head").write_text("x", encoding="utf-8")
    words = ("export", "seal", str(tmp_path), "--earlier", str(tmp_path / "head"))
    assert answered(*words)["refused"]["code"] == "UNREADABLE"
