"""What is planted in a backup, or in the book before it, is found by the proof; a kill leaves no half file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections

from ecot.oversight.backups.archive import MANIFEST, unpack
from ecot.oversight.backups.making import back_up
from ecot.oversight.backups.restoring import prove, restore
from ecot.oversight.backups.workspaces import SUFFIX
from ecot.records.copies import postgresql
from ecot.values.refusal import Refused
from tests.builders.tampering import without_guards
from tests.builders.till import Market
from tests.databases.clones import Clone, maintenance
from tests.oversight.backups.conftest import (
    A_DAY,
    NEXT_MORNING,
    SOLD_AT,
    backed_up,
    codes,
    programs,
    proved,
)

KILLS = 60 if os.environ.get("DRILL") == "1" else 3
ECOT = [sys.executable, "-c", "from ecot.cli.main import main; main()"]
SALE = "(SELECT max(id) FROM ledger_entry WHERE kind = 'till_payment')"


def changed(file: Path, **facts: object) -> None:
    """Write a backup again, its manifest saying something else."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[MANIFEST] = json.dumps(json.loads(parts[MANIFEST]) | facts).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def cut_in_half(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def another_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("holidays.txt", "sea")


def a_flipped_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def a_stream_that_cannot_be_unpacked(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        starts_at = archive.infolist()[-1].header_offset
    content = bytearray(file.read_bytes())
    name, extra = (int.from_bytes(content[starts_at + at :][:2], "little") for at in (26, 28))
    content[starts_at + 30 + name + extra] = 0xFF
    file.write_bytes(content)


def a_content_said_to_be_locked(file: Path) -> None:
    content = bytearray(file.read_bytes())
    listed = content.rindex(b"PK\x01\x02")
    content[listed + 8] |= 1
    file.write_bytes(content)


SPOILT: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "its end missing": (truncated, {"NOT_A_BACKUP"}),
    "its half missing": (cut_in_half, {"NOT_A_BACKUP"}),
    "empty": (lambda file: file.write_bytes(b""), {"NOT_A_BACKUP"}),
    "a letter to the shops": (lambda file: file.write_text("Bonjour"), {"NOT_A_BACKUP"}),
    "another zip": (another_zip, {"NOT_A_BACKUP"}),
    "a flipped byte": (a_flipped_byte, {"NOT_A_BACKUP", "ALTERED"}),
    "a stream that cannot be unpacked": (a_stream_that_cannot_be_unpacked, {"NOT_A_BACKUP"}),
    "a content said to be locked": (a_content_said_to_be_locked, {"NOT_A_BACKUP"}),
    "a manifest of another form": (lambda file: changed(file, format="x"), {"NOT_A_BACKUP"}),
    "a manifest with one fact more": (lambda file: changed(file, more=1), {"NOT_A_BACKUP"}),
    "another digest": (lambda file: changed(file, payload_sha256="0" * 64), {"ALTERED"}),
}


def test_a_spoilt_file_is_refused_and_nothing_stands(book: Market, tmp_path: Path):
    whole, home = tmp_path / "b.zip", tmp_path / "new.sqlite3"
    into = str(home) if connection.vendor == "sqlite" else "ecot_spoilt"
    backed_up(whole)
    found = {}
    for fault, (spoil, _) in SPOILT.items():
        file = tmp_path / "spoilt.zip"
        file.write_bytes(whole.read_bytes())
        spoil(file)
        refused = [prove(file, NEXT_MORNING, within=A_DAY), restore(file, into)]
        found[fault] = {each.code for each in refused}
        assert not home.exists()
    assert {fault: codes <= SPOILT[fault][1] for fault, codes in found.items()} == dict.fromkeys(
        SPOILT, True
    ), found
    if connection.vendor == "postgresql":
        with maintenance() as run:
            run("CREATE DATABASE ecot_spoilt")
            run("DROP DATABASE ecot_spoilt")


def test_a_restore_that_fails_leaves_no_database(
    book: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """An address instead of a name is told; a new database that cannot be filled is taken away again."""
    if connection.vendor == "sqlite":
        pytest.skip("a file is given its name once it is whole")
    backed_up(tmp_path / "b.zip")
    address = "postgresql://ecot_owner@/ecot_new?host=/tmp"
    named = restore(tmp_path / "b.zip", address)
    assert isinstance(named, Refused)
    assert (named.code, named.facts["name"]) == ("NAME_WANTED", "ecot_new")
    with monkeypatch.context() as changed_load:
        changed_load.setattr(postgresql, "LOADED", ("--no-such-option",))
        failed = restore(tmp_path / "b.zip", "ecot_new")
    assert isinstance(failed, Refused)
    assert failed.code == "PROGRAM_FAILED"
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE '%%ecot_new%%'")
        assert cursor.fetchall() == []


def test_a_changed_amount_is_named(book: Market, tmp_path: Path):
    without_guards(f"UPDATE ledger_transfer SET amount_cents = 1 WHERE entry_id = {SALE}")
    backed_up(tmp_path / "b.zip")
    sentences = [fault.sentence for fault in proved(tmp_path / "b.zip").faults]
    assert any("Promesse rompue (floors)" in sentence for sentence in sentences)
    assert any("Promesse rompue (append_only)" in sentence for sentence in sentences)


def test_a_missing_trigger_is_named(book: Market, tmp_path: Path):
    name = "transfer_fits"
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON ledger_transfer"
        cursor.execute(f"DROP TRIGGER {name}{on}")
    backed_up(tmp_path / "b.zip")
    faults = {fault.code: fault.sentence for fault in proved(tmp_path / "b.zip").faults}
    assert faults.keys() == {"PROMISE_BROKEN", "GUARDS_ABSENT"}
    assert name in faults["GUARDS_ABSENT"]


def test_fewer_entries_than_announced_is_told(book: Market, tmp_path: Path):
    backed_up(tmp_path / "b.zip")
    changed(tmp_path / "b.zip", entries=1_000)
    assert codes(tmp_path / "b.zip") == ["OTHER_CONTENT"]


def test_a_copy_from_the_other_database_is_told(book: Market, tmp_path: Path):
    backed_up(tmp_path / "b.zip")
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    payload = {"sqlite": "book.sqlite3", "postgresql": "book.pgdump"}
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        manifest = json.loads(archive.read(MANIFEST))
        content = archive.read(payload[connection.vendor])
    manifest |= {"database": other, "payload": payload[other]}
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        archive.writestr(payload[other], content)
    refused = prove(tmp_path / "c.zip", NEXT_MORNING, within=A_DAY)
    assert isinstance(refused, Refused)
    assert refused.code == "OTHER_DATABASE"


def test_a_backup_of_an_older_version_is_told(book: Market, tmp_path: Path):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'month'")
    backed_up(tmp_path / "b.zip")
    refused = prove(tmp_path / "b.zip", NEXT_MORNING, within=A_DAY)
    assert isinstance(refused, Refused)
    assert refused.code == "OLDER_TABLES"


def test_what_a_killed_proof_left_on_the_server_is_cleared(book: Market, tmp_path: Path):
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite it is a folder, cleared in the same way as a backup's")
    with maintenance() as run:
        run(f"CREATE DATABASE {postgresql.SCRATCH}left")
    backed_up(tmp_path / "b.zip")
    assert codes(tmp_path / "b.zip") == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_database WHERE starts_with(datname, %s)", [postgresql.SCRATCH]
        )
        assert cursor.fetchone() == (0,)


def test_a_kill_leaves_no_half_file(book: Market, cloned_database: Clone, tmp_path: Path):
    """Killed from the moment it begins to work, and a little later each time."""
    environment = cloned_database.environment | {
        "ECOT_HOME": str(tmp_path / "home"),
        "ECOT_POSTGRES_BIN": programs(),
    }
    connections.close_all()
    left = 0
    for kill in range(KILLS):
        file = tmp_path / f"{kill}.zip"
        process = subprocess.Popen(
            [*ECOT, "backup", str(file)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not list(tmp_path.glob(f".*{SUFFIX}")) and process.poll() is None:
            time.sleep(0.001)
        time.sleep(0.004 * kill)
        process.kill()
        process.wait()
        left += len(list(tmp_path.glob(f".*{SUFFIX}")))
        if file.exists():
            assert unpack(file, tmp_path / f"{kill}.payload").entries
        made = back_up(tmp_path / f"{kill}-again.zip", SOLD_AT)
        assert isinstance(made, tuple), made
        assert list(tmp_path.glob(f".*{SUFFIX}")) == []
    assert left > 0, "at least one kill came in the middle"
