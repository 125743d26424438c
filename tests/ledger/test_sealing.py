"""The book under its seal: what is handed in, numbered and signed, and what the checks find when it is spoilt."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ecot.ledger import recipes
from ecot.ledger.closing import close_month
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import NewEntry, post_many
from ecot.ledger.sealing import (
    ENTRY,
    adopt,
    closings_as_sealed,
    entries_as_sealed,
    sealed_entry,
)
from ecot.records.models import Checkpoint, Commitment, Leaf, SaltKey
from ecot.records.sealing import checks, log, merkle
from ecot.records.sealing.forgetting import Forgotten, forget_owner
from ecot.records.sealing.handing_out import proof_files
from ecot.records.sealing.log import leaf_hashes, seal
from ecot.records.sealing.notes import head_of, read_verifier, verified
from ecot.records.sealing.pen import keys
from ecot.records.sealing.salting import digest_of
from ecot.records.sealing.verifying import included, read_proof, read_receipt
from ecot.values import clock, references
from ecot.values.month import Month
from ecot.values.references import Owner
from ecot.values.refusal import Refused
from tests.builders.tampering import without_guards
from tests.databases.clones import Clone
from tests.ledger.conftest import DURAND, FOURNIL, MARTIN, act, credit, pay

AT = clock.at(date(2026, 4, 1), 9)
CHECKS = (
    checks.heads_stand,
    checks.none_slipped_under,
    checks.erasures_sealed,
    entries_as_sealed,
    closings_as_sealed,
)
OLD = "(SELECT min(id) FROM ledger_entry WHERE kind = 'till_payment')"
BROKEN = {
    "a changed amount": (
        f"UPDATE ledger_transfer SET amount_cents = 1 WHERE entry_id = {OLD}",
        "n’est plus celui qui fut scellé",
    ),
    "a transfer slipped in under an old seal, with all its totals": (
        ("INSERT INTO ledger_transfer (entry_id, effective_on, debit_id, credit_id, amount_cents)"
        f" SELECT entry_id, effective_on, debit_id, credit_id, 1 FROM ledger_transfer"
        f" WHERE entry_id = {OLD};"
        f"UPDATE ledger_entry SET line_count = 2, total_cents = total_cents + 1 WHERE id = {OLD}"),
        "n’est plus celui qui fut scellé",
    ),
    "an entry slipped in without its commitment": (
        ("INSERT INTO ledger_entry (key, kind, actor, occurred_on, effective_on, posted_at, rules,"
        " evidence, digest, line_count, total_cents) SELECT 'slipped', kind, actor, occurred_on,"
        " '2026-04-01', posted_at, rules, evidence, digest, line_count, total_cents"
        f" FROM ledger_entry WHERE id = {OLD}"),
        "glissée dans le livre",
    ),
    "an entry taken out": (
        f"DELETE FROM ledger_transfer WHERE entry_id = {OLD};DELETE FROM ledger_entry WHERE id = {OLD}",
        "disparu du livre",
    ),
    "a line given to another household": (
        ("UPDATE ledger_transfer SET debit_id = (SELECT id FROM ledger_account WHERE owner ="
        f" '{references.household(MARTIN)}') WHERE entry_id = {OLD}"),
        "plus à ceux pour qui elle fut scellée",
    ),
    "another reason of an entry": (
        f"UPDATE ledger_entry SET evidence = '{{}}', actor = 'user-9' WHERE id = {OLD}",
        "n’est plus celui qui fut scellé",
    ),
    "a commitment made again": (
        ("UPDATE records_commitment SET digest = replace(digest, substr(digest, 1, 4), 'ffff')"
        " WHERE id = (SELECT min(id) + 1 FROM records_commitment)"),
        "les lignes scellées ne donnent plus cette empreinte",
    ),
    "a commitment taken out with its row's place": (
        "DELETE FROM records_leaf WHERE position = 1",
        "place 1 de l’arbre",
    ),
    "a commitment slipped under an older seal": (
        ("INSERT INTO records_commitment (id, kind, row_id, owners, digest)"
        " VALUES (-5, 'rule', 77, '', 'x')"),
        "glissé sous un sceau plus ancien",
    ),
    "a head signed by nobody": (
        "UPDATE records_checkpoint SET note = replace(note, 'livre', 'autre')",
        "signature",
    ),
    "a head of more than there is": (
        "DELETE FROM records_leaf WHERE position >= 3",
        "l’arbre n’en a que 3",
    ),
    "another closing": (
        "UPDATE ledger_closing SET digest = 'x'",
        "son contenu n’est plus celui qui fut scellé",
    ),
    "a key destroyed without a deed": (
        f"DELETE FROM records_saltkey WHERE owner = '{references.household(DURAND)}'",
        "sans acte d’effacement",
    ),
}  # fmt: skip


def found() -> str:
    """The first offender of each check, together."""
    return " ; ".join(finding.offender for check in CHECKS if (finding := check()).offender)


def a_book() -> None:
    """Two households paid and a month closed, all sealed."""
    with transaction.atomic():
        credit(DURAND, 100_00, "a-durand")
        credit(MARTIN, 100_00, "a-martin")
        pay(DURAND, FOURNIL, 10_00, "p-1", date(2026, 3, 4))
        pay(MARTIN, FOURNIL, 20_00, "p-2", date(2026, 3, 5))
        close_month(act("close", date(2026, 4, 1)), Month(2026, 3))
    assert seal(AT).added == 5


def test_every_row_is_handed_in_once_and_none_is_lost(cloned_database: Clone) -> None:
    a_book()
    kinds = sorted(Commitment.objects.values_list("kind", flat=True))
    assert kinds == ["closing", "entry", "entry", "entry", "entry"]
    assert [check().checked for check in CHECKS] == [5, 5, 0, 4, 1]
    assert found() == ""


def test_the_head_is_the_root_of_all_signed_and_nothing_new_signs_nothing(
    cloned_database: Clone,
) -> None:
    a_book()
    head = Checkpoint.objects.get()
    assert head_of(head.note).root == merkle.root_of(leaf_hashes())
    assert verified(head.note, read_verifier(head.verifier))
    assert seal(AT).added == 0
    pay(DURAND, FOURNIL, 1_00, "p-3", date(2026, 4, 1))
    grown = seal(AT)
    assert (grown.added, Checkpoint.objects.count()) == (1, 2)
    assert grown.head is not None
    assert head_of(grown.head.note).root == merkle.root_of(leaf_hashes())


def test_a_run_stopped_before_its_signature_goes_on(
    cloned_database: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_book()
    pay(DURAND, FOURNIL, 1_00, "p-3", date(2026, 4, 1))

    def stopped() -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(log, "signer", stopped)
        with pytest.raises(SystemExit):
            seal(AT)
    assert (Leaf.objects.count(), Checkpoint.objects.count()) == (6, 1)
    pay(DURAND, FOURNIL, 1_00, "p-4", date(2026, 4, 1))
    assert seal(AT).added == 1
    newest = Checkpoint.objects.latest("size")
    assert head_of(newest.note).root == merkle.root_of(leaf_hashes())
    assert found() == ""


def test_many_leaves_are_numbered_in_batches(
    cloned_database: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "LEAVES_AT_ONCE", 2)
    a_book()
    assert found() == ""


def test_a_refused_entry_hands_nothing_in(cloned_database: Clone) -> None:
    a_book()
    before = Commitment.objects.count()
    with pytest.raises(Exception, match="BELOW_FLOOR"), transaction.atomic():
        pay(DURAND, FOURNIL, 900_00, "p-3", date(2026, 4, 1))
    assert Commitment.objects.count() == before


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_spoilt_is_found(fault: str, cloned_database: Clone) -> None:
    statements, words = BROKEN[fault]
    a_book()
    assert found() == ""
    without_guards(statements)
    assert words in found()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_commitment SET digest = 'x'",
        "DELETE FROM records_commitment",
        "UPDATE records_leaf SET position = position + 100",
        "DELETE FROM records_leaf",
        "UPDATE records_checkpoint SET note = 'x'",
        "DELETE FROM records_checkpoint",
        "UPDATE records_saltkey SET secret = 'x'",
        "DELETE FROM records_saltkey",
    ],
)
def test_the_database_refuses_to_change_what_is_sealed(
    statement: str, cloned_database: Clone
) -> None:
    a_book()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_row_is_committed_to_once(cloned_database: Clone) -> None:
    a_book()
    first = Commitment.objects.earliest("id")
    with pytest.raises(IntegrityError):
        Commitment.objects.create(kind=first.kind, row_id=first.row_id, owners="", digest="x")


def test_the_web_seals_with_its_narrow_rights(
    cloned_database: Clone, request: pytest.FixtureRequest
) -> None:
    a_book()
    request.getfixturevalue("role_of_the_web")
    pay(DURAND, FOURNIL, 1_00, "p-3", date(2026, 4, 1))
    assert seal(AT).added == 1


def test_one_page_after_the_other_reads_the_same(
    cloned_database: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecot.ledger.sealing.PAGE", 1)
    a_book()
    assert found() == ""
    without_guards(BROKEN["an entry taken out"][0])
    assert "disparu du livre" in found()


def test_a_book_older_than_the_seal_is_taken_in_once(cloned_database: Clone) -> None:
    a_book()
    without_guards(
        "DELETE FROM records_leaf;DELETE FROM records_checkpoint;DELETE FROM records_commitment"
    )
    assert "glissée dans le livre" in found()
    assert adopt() == 5
    assert seal(AT).added == 5
    assert found() == ""
    without_guards(BROKEN["an entry slipped in without its commitment"][0])
    assert adopt() == 0
    assert "glissée dans le livre" in found()


def forgotten(owner: Owner) -> Forgotten | Refused:
    return forget_owner(act("forget", date(2026, 4, 2)), owner=owner)


def test_erasing_keeps_proofs_and_answers_for_its_rows(cloned_database: Clone) -> None:
    a_book()
    row = sealed_entry(Commitment.objects.order_by("id")[2].row_id)
    assert row is not None
    files = proof_files(ENTRY, row)
    assert not isinstance(files, Refused)
    assert forgotten(references.household(DURAND)).rows == 2
    assert seal(AT).added == 1
    assert found() == ""
    head, proof = head_of(files["checkpoint.txt"]), read_proof(files["proof.txt"])
    assert included(read_receipt(files["receipt.json"]), head, [proof])
    assert proof_files(ENTRY, row).code == "SALT_GONE"
    with pytest.raises(KeyError):
        digest_of(ENTRY, row, keys())
    assert forgotten(references.household(DURAND)).code == "NO_KEY"
    assert forgotten(references.NOBODY).code == "NO_KEY"


@pytest.mark.parametrize(
    "statements",
    [
        "DELETE FROM records_erasure",
        "UPDATE records_erasure SET row_count = row_count + 1",
        f"UPDATE records_commitment SET owners = '{references.household(DURAND)}' WHERE id = (SELECT min(id) + 3 FROM records_commitment)",
    ],
)
def test_an_erasure_that_does_not_answer_for_its_rows_is_found(
    statements: str, cloned_database: Clone
) -> None:
    a_book()
    forgotten(references.household(DURAND))
    without_guards(statements)
    assert "effacement" in found()


def test_a_row_of_an_erased_owner_that_is_written_later_is_sealed_as_any(
    cloned_database: Clone,
) -> None:
    a_book()
    forgotten(references.household(DURAND))
    later = pay(DURAND, FOURNIL, 1_00, "p-3", date(2026, 4, 1))
    seal(AT)
    assert found() == ""
    without_guards(f"UPDATE ledger_transfer SET amount_cents = 2 WHERE entry_id = {later.entry_id}")
    assert "n’est plus celui qui fut scellé" in found()


def test_who_was_erased_twice_leaves_two_deeds_that_both_hold(cloned_database: Clone) -> None:
    a_book()
    assert forgotten(references.household(DURAND)).rows == 2
    pay(DURAND, FOURNIL, 1_00, "p-3", date(2026, 4, 1))
    assert forgotten(references.household(DURAND)).rows == 3
    assert found() == ""
    assert checks.erasures_sealed().checked == 2 + 2 + 3


def test_a_row_of_two_households_dies_with_either(cloned_database: Clone) -> None:
    a_book()
    lines = recipes.wallet_moved(DURAND, MARTIN, 5_00)
    with transaction.atomic():
        post_many([NewEntry(act("m", date(2026, 4, 1)), EntryKind.WALLET_MOVED, lines)])
    assert forgotten(references.household(MARTIN)).rows == 3
    assert found() == ""
    assert SaltKey.objects.filter(owner=references.household(DURAND)).exists()
