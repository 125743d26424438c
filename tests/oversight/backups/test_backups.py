"""A backup is whole, true to one instant, never over another, and comes back."""

from __future__ import annotations

import errno
import stat
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from ecot.ledger.balances import wallet_balance
from ecot.ledger.entries import extent
from ecot.oversight.backups.making import back_up
from ecot.oversight.backups.restoring import prove, restore
from ecot.oversight.backups.workspaces import SUFFIX
from ecot.records.copies.standing_in import standing_in
from ecot.values.refusal import Refused
from tests.builders.till import Market, by_card, paid, till
from tests.databases.clones import Clone, maintenance, race
from tests.oversight.backups.conftest import A_DAY, NEXT_MORNING, SOLD_AT, backed_up, codes, proved


def databases() -> list[str]:
    """The server's databases but the clones that other tests make and drop; none to count on SQLite."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname NOT LIKE 'clone!_%' ESCAPE '!' ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def elsewhere(folder: Path) -> str:
    """A name for a book that does not stand yet."""
    return str(folder / "new.sqlite3") if connection.vendor == "sqlite" else "ecot_restored"


@pytest.fixture
def new_home(tmp_path: Path, book: Market):
    name = elsewhere(tmp_path)
    yield name
    if connection.vendor == "postgresql":
        with maintenance() as run:
            run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_a_backup_says_what_it_holds_and_is_for_its_owner_alone(book: Market, tmp_path: Path):
    manifest = backed_up(tmp_path / "b.zip")
    assert manifest.database == connection.vendor
    assert (manifest.entries, manifest.last_entry_id) == (extent().entries, extent().last_entry_id)
    assert manifest.last_entry_at == SOLD_AT
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    assert list(tmp_path.glob(f".*{SUFFIX}")) == []


def test_a_folder_receives_a_dated_name(book: Market, tmp_path: Path):
    made = back_up(tmp_path, SOLD_AT)
    assert isinstance(made, tuple)
    assert made[0] == tmp_path / "ecot-20260302-100000.zip"


def test_a_file_is_never_written_over(book: Market, tmp_path: Path):
    (tmp_path / "b.zip").write_text("mine")
    refused = back_up(tmp_path / "b.zip", SOLD_AT)
    assert isinstance(refused, Refused)
    assert refused.code == "FILE_THERE"
    assert (tmp_path / "b.zip").read_text() == "mine"


def test_two_backups_at_once_under_one_name_leave_one(book: Market, tmp_path: Path):
    both = race([partial(back_up, tmp_path / "b.zip", SOLD_AT)] * 2)
    assert sorted(isinstance(made, Refused) for made in both) == [False, True]
    assert codes(tmp_path / "b.zip") == []


def test_a_disk_without_hard_links_will_do(book: Market, tmp_path: Path, monkeypatch):
    def unable(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", unable)
    backed_up(tmp_path / "b.zip")
    assert codes(tmp_path / "b.zip") == []
    assert back_up(tmp_path / "b.zip", SOLD_AT).code == "FILE_THERE"


def test_a_folder_that_is_not_there_is_told(book: Market, tmp_path: Path):
    refused = back_up(tmp_path / "nowhere" / "b.zip", SOLD_AT)
    assert isinstance(refused, Refused)
    assert refused.code == "NOT_WRITTEN"


def test_the_proof_holds_and_leaves_nothing_behind(book: Market, tmp_path: Path):
    backed_up(tmp_path / "b.zip")
    before = extent()
    databases_before = databases()
    proof = proved(tmp_path / "b.zip")
    assert proof.faults == ()
    assert proof.age == timedelta(hours=20)
    assert all(kept.checked for kept in proof.promises)
    assert list(settings.ENVIRONMENT.home.iterdir()) == []
    assert databases() == databases_before
    assert extent() == before


def test_a_last_entry_of_more_than_a_day_is_told(book: Market, tmp_path: Path):
    backed_up(tmp_path / "b.zip")
    late = prove(tmp_path / "b.zip", SOLD_AT + timedelta(hours=49), within=A_DAY)
    assert [fault.sentence for fault in late.faults] == [
        "La dernière écriture a 2 jours, plus que les 24 h admises : les sauvegardes se font-elles encore ?"
    ]
    on_monday = prove(tmp_path / "b.zip", SOLD_AT + timedelta(hours=49), within=timedelta(hours=72))
    assert on_monday.faults == ()


def test_a_book_without_an_entry_is_told(empty_database: Clone, home: Path, tmp_path: Path):
    backed_up(tmp_path / "b.zip")
    assert codes(tmp_path / "b.zip") == ["NO_ENTRY"]


def test_tills_pay_while_a_backup_is_made(book: Market, tmp_path: Path):
    """Each copy is of one instant: its promises hold, and it has the entries that it announces."""

    def pays() -> list[int]:
        return [paid(by_card(book, 10, till(book))).entry_id for _ in range(40)]

    def backs_up() -> list[int]:
        return [backed_up(tmp_path / f"{n}.zip").entries for n in range(2)]

    sold, copies = race([pays, backs_up])
    assert isinstance(sold, list)
    assert isinstance(copies, list)
    assert len(set(sold)) == 40
    assert copies == sorted(copies)
    assert [codes(tmp_path / f"{n}.zip") for n in range(2)] == [[]] * 2


def test_a_till_in_the_middle_of_a_payment_holds_up_no_backup(book: Market, tmp_path: Path):
    from django.db import transaction

    kept = extent()

    def backs_up() -> int:
        return backed_up(tmp_path / "b.zip").entries

    with transaction.atomic():
        paid(by_card(book, 10, till(book)))
        (entries,) = race([backs_up])
    assert entries == kept.entries == extent().entries - 1


def test_a_book_is_restored_where_none_stands(book: Market, tmp_path: Path, new_home: str):
    backed_up(tmp_path / "b.zip")
    here = wallet_balance(book.household_id)
    paid(by_card(book, 1_00, till(book)))
    restored = restore(tmp_path / "b.zip", new_home)
    assert restored, restored
    with standing_in(new_home):
        assert extent().last_posted_at == SOLD_AT
        assert wallet_balance(book.household_id) == here
    assert wallet_balance(book.household_id) == here - 1_00


def test_a_book_is_never_restored_over_another(book: Market, tmp_path: Path, new_home: str):
    backed_up(tmp_path / "b.zip")
    assert restore(tmp_path / "b.zip", new_home)
    again = restore(tmp_path / "b.zip", new_home)
    ours = restore(tmp_path / "b.zip", str(connection.settings_dict["NAME"]))
    assert [refused.code for refused in (again, ours)] == ["HOLDS_A_BOOK"] * 2
    assert paid(by_card(book, 1_00, till(book)))


def test_the_wal_of_an_older_book_is_not_read_into_a_new_one(book: Market, tmp_path: Path):
    if connection.vendor == "postgresql":
        pytest.skip("a server keeps its own journal")
    backed_up(tmp_path / "b.zip")
    (tmp_path / "new.sqlite3-wal").write_bytes(b"of another")
    refused = restore(tmp_path / "b.zip", str(tmp_path / "new.sqlite3"))
    assert isinstance(refused, Refused)
    assert refused.code == "HOLDS_A_BOOK"


def test_without_the_programs_of_postgresql_it_is_said(book: Market, tmp_path: Path, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite needs no program")
    here = replace(settings.ENVIRONMENT, postgres_bin=str(tmp_path))
    backed_up(tmp_path / "b.zip")
    monkeypatch.setattr(settings, "ENVIRONMENT", here)
    refused = [
        back_up(tmp_path / "c.zip", SOLD_AT),
        prove(tmp_path / "b.zip", NEXT_MORNING, within=A_DAY),
        restore(tmp_path / "b.zip", "ecot_restored"),
    ]
    assert [each.code for each in refused] == ["PROGRAM_MISSING"] * 3
    assert "ecot_restored" not in databases()


def test_programs_of_another_version_are_told_in_their_own_words(
    book: Market, tmp_path: Path, monkeypatch
):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite needs no program")
    older = tmp_path / "pg_dump"
    older.write_text("#!/bin/sh\necho 'aborting because of server version mismatch' >&2\nexit 1\n")
    older.chmod(0o755)
    monkeypatch.setattr(
        settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, postgres_bin=str(tmp_path))
    )
    refused = back_up(tmp_path / "c.zip", SOLD_AT)
    assert isinstance(refused, Refused)
    assert refused.code == "PROGRAM_FAILED"
    assert "server version mismatch" in refused.sentence
    assert not (tmp_path / "c.zip").exists()


def test_the_role_of_the_web_backs_up_and_is_told_that_it_cannot_prove(
    book: Market, role_of_the_web: Clone, tmp_path: Path
):
    connections.close_all()
    backed_up(tmp_path / "b.zip")
    proof = prove(tmp_path / "b.zip", NEXT_MORNING, within=A_DAY)
    if connection.vendor == "sqlite":
        assert proof.faults == ()
    else:
        assert isinstance(proof, Refused)
        assert proof.code == "NOT_OPENED"
        assert "ECOT_DATABASE_OWNER_URL" in proof.sentence
