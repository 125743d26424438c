"""From files alone: a true history is accepted; rewritten, rolled back and forked ones are refused by name."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from ecot.cli.main import app
from ecot.records.sealing import merkle
from ecot.records.sealing.notes import Head, Signer, sign
from ecot.records.sealing.salting import leaf_of, salted
from ecot.records.sealing.verifying import Consistency, Inclusion, Receipt

KEY = Signer("caisse.example/livre", bytes(range(32)))
OTHER = Signer("caisse.example/livre", bytes(32))
RECEIPTS = [Receipt("entry", bytes([number] * 32), f"[{number},25]") for number in range(13)]
TRUE = [receipt.leaf for receipt in RECEIPTS]
REWRITTEN = [*TRUE[:3], leaf_of("entry", salted(bytes(32), "[3,99]")), *TRUE[4:]]


def head(leaves, signer=KEY):
    return sign(Head(signer.name, len(leaves), merkle.root_of(leaves)).text, signer)


def consistency(leaves, earlier):
    return Consistency(earlier, len(leaves), tuple(merkle.consistency_proof(leaves, earlier))).text


def inclusion(leaves, index):
    return Inclusion(index, tuple(merkle.inclusion_proof(leaves, index)), head(leaves)).text


@pytest.fixture
def verify(tmp_path):
    """Run `ecot verify` on these texts, one file per option; the code of its refusal, or "ok"."""

    def run(**texts):
        texts = {"key": KEY.verifier.text} | texts
        arguments = ["verify", "--json"]
        for name, text in texts.items():
            (tmp_path / name).write_bytes(text.encode())
            arguments += [f"--{name}", str(tmp_path / name)]
        result = CliRunner().invoke(app, arguments)
        answer = json.loads(result.stdout)
        assert result.exit_code == (0 if "ok" in answer else 1)
        return "ok" if "ok" in answer else answer["refused"]["code"]

    return run


def test_a_head_signed_by_the_key_is_accepted_and_another_s_is_not(verify):
    assert verify(checkpoint=head(TRUE)) == "ok"
    assert verify(checkpoint=head(TRUE, OTHER)) == "NOT_SIGNED"
    assert verify(checkpoint=head(TRUE).replace("\n13\n", "\n12\n")) == "NOT_SIGNED"
    assert verify(checkpoint="nothing") == "UNREADABLE"
    assert verify(checkpoint=head(TRUE), key="nothing") == "UNREADABLE"


@pytest.mark.parametrize("earlier", range(1, 14))
def test_a_history_that_grew_extends_every_earlier_head(verify, earlier):
    proof = {"proof": consistency(TRUE, earlier)} if earlier < 13 else {}
    assert verify(checkpoint=head(TRUE), earlier=head(TRUE[:earlier]), **proof) == "ok"


@pytest.mark.parametrize("earlier", range(4, 13))
def test_rewritten_and_signed_again_with_the_true_key_is_refused(verify, earlier):
    mine, theirs = head(TRUE[:earlier]), head(REWRITTEN)
    for leaves in (TRUE, REWRITTEN):
        proof = consistency(leaves, earlier)
        assert verify(checkpoint=theirs, earlier=mine, proof=proof) == "REWRITTEN"
    assert verify(checkpoint=theirs, earlier=mine) == "NO_CONSISTENCY"


def test_a_head_from_before_the_rewriting_cannot_tell_it(verify):
    """The positive control: what the earlier head does not cover is not refused."""
    proof = consistency(REWRITTEN, 3)
    assert verify(checkpoint=head(REWRITTEN), earlier=head(TRUE[:3]), proof=proof) == "ok"


def test_rolled_back_to_an_old_backup_is_refused(verify):
    assert verify(checkpoint=head(TRUE[:9]), earlier=head(TRUE)) == "ROLLED_BACK"


def test_two_heads_for_two_people_are_refused(verify):
    assert verify(checkpoint=head(REWRITTEN), earlier=head(TRUE)) == "TWO_HEADS"
    assert verify(checkpoint=head(TRUE), earlier=head(TRUE)) == "ok"


def test_another_book_s_head_is_refused(verify):
    note = sign(Head("elsewhere", 3, merkle.root_of(TRUE[:3])).text, KEY)
    assert verify(checkpoint=head(TRUE), earlier=note) == "OTHER_LOG"


@pytest.mark.parametrize("index", range(13))
def test_a_receipt_is_under_the_head_and_nowhere_else(verify, index):
    mine = {"receipt": RECEIPTS[index].text, "proof": inclusion(TRUE, index)}
    assert verify(checkpoint=head(TRUE), **mine) == "ok"
    changed = mine | {"receipt": mine["receipt"].replace("25", "26")}
    assert verify(checkpoint=head(TRUE), **changed) == "NOT_INCLUDED"
    elsewhere = mine | {"proof": inclusion(TRUE, (index + 1) % 13)}
    assert verify(checkpoint=head(TRUE), **elsewhere) == "NOT_INCLUDED"
    dropped = REWRITTEN if index == 3 else [*TRUE[:index], *TRUE[index + 1 :]]
    assert verify(checkpoint=head(dropped), **mine) == "NOT_INCLUDED"


@pytest.mark.parametrize(
    "proof", ["", "x", "c2sp.org/tlog-proof@v1\n", "ecot/consistency-proof@v1\n"]
)
def test_what_is_no_proof_is_unreadable(verify, proof):
    assert verify(checkpoint=head(TRUE), proof=proof) == "UNREADABLE"
    assert verify(checkpoint=head(TRUE), receipt="{}", proof=inclusion(TRUE, 0)) == "UNREADABLE"


def test_without_a_key_the_signature_is_said_not_to_be_verified(tmp_path):
    (tmp_path / "head").write_text(head(TRUE, OTHER), encoding="utf-8")
    result = CliRunner().invoke(app, ["verify", "--checkpoint", str(tmp_path / "head")])
    assert result.exit_code == 0
    assert "non vérifiée" in result.output
