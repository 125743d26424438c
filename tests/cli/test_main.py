"""The command itself: quick, well-behaved, and able to open another book."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from tests.cli.conftest import Typing
from tests.databases.clones import Clone
from tests.ledger.conftest import DURAND, credit

ECOT = [sys.executable, "-c", "from ecot.cli.main import main; main()"]


def test_help_loads_no_django():
    code = "import sys; from ecot.cli.main import app; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("unknown",),
        ("check", "--unknown"),
        ("rules", "history", "weather"),
        ("rules", "show", "--on", "yesterday"),
        ("rules", "show", "--on", "0026-03-01"),
        ("month", "status", "--month", "2026-13"),
        ("import", "members", "no-such-file.csv"),
        ("appoint", "a@example.org", "--role", "queen"),
    ],
)
def test_a_misuse_ends_with_two(typed: Typing, words: tuple[str, ...]) -> None:
    result = typed(*words)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_another_book_is_opened_by_its_address(cloned_database: Clone, tmp_path: Path) -> None:
    credit(DURAND, 1_00, "a1")
    connections.close_all()
    environment = cloned_database.environment | {"ECOT_HOME": str(tmp_path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    ended = subprocess.run(
        [*ECOT, "check", "--json"], env=environment, capture_output=True, text=True, check=False
    )
    answer = json.loads(ended.stdout)
    found = {promise["name"]: promise for promise in answer["promises"]}
    assert ended.returncode == 1
    assert not answer["ok"]
    assert not found["backed"]["ok"]
    assert "1,00" in found["backed"]["first_offender"]


@pytest.mark.parametrize("words", [("check",), ("month", "status"), ("tick",), ("rules", "show")])
def test_where_there_is_no_book_it_says_what_to_do(words: tuple[str, ...], tmp_path: Path) -> None:
    environment = {"ECOT_HOME": str(tmp_path), "PATH": ""}
    ended = subprocess.run(
        [*ECOT, *words, "--json"], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert json.loads(ended.stdout)["refused"]["code"] == "NO_BOOK"
    assert not list(tmp_path.glob("*.sqlite3"))


def test_a_new_book_is_begun_and_its_guards_put_back(tmp_path: Path) -> None:
    environment = {"ECOT_HOME": str(tmp_path), "PATH": ""}

    def run(*words: str) -> object:
        ended = subprocess.run(
            [*ECOT, *words], env=environment, capture_output=True, text=True, check=True
        )
        return json.loads(ended.stdout)

    first = run("migrate", "--json")
    assert isinstance(first, dict)
    assert first["migrations"] > 10
    book = tmp_path / "ecot.sqlite3"
    tool = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('DROP TRIGGER entry_no_update')"
    )
    subprocess.run([sys.executable, "-c", tool, str(book)], check=True)
    assert run("migrate", "--json") == {"migrations": 0, "guards_put_back": ["entry_no_update"]}


def _ended(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"ECOT_HOME": str(home), "PATH": "", **settings}
    return subprocess.run(
        [*ECOT, *words], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("words", [("check",), ("migrate",), ("tick",), ("month", "status")])
@pytest.mark.parametrize(
    "address",
    [
        "postgresql://caisse:secret@127.0.0.1:1/caisse",
        "sqlite:///{home}",
        "sqlite:///{home}/words.sqlite3",
        "sqlite:///{home}/" + "long" * 99 + ".sqlite3",
    ],
)
def test_a_book_that_does_not_answer_is_told_in_a_sentence(
    words: tuple[str, ...], address: str, tmp_path: Path
) -> None:
    (tmp_path / "words.sqlite3").write_text("This is a letter, not a book.", encoding="utf-8")
    ended = _ended(tmp_path, *words, "--json", ECOT_DATABASE_URL=address.format(home=tmp_path))
    refused = json.loads(ended.stdout)["refused"]
    assert ended.returncode == 1
    assert refused["code"] == "BOOK_CLOSED"
    assert "ECOT_DATABASE_URL" in refused["sentence"]
    assert "secret" not in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_server_does_not_open_on_a_book_that_does_not_answer(tmp_path: Path) -> None:
    ended = _ended(tmp_path, "serve", ECOT_DATABASE_URL="postgresql://a:b@127.0.0.1:1/c")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Le livre ne s’ouvre pas")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ECOT_DATABASE_URL", "mysql://caisse"),
        ("ECOT_DATABASE_URL", "ecot.sqlite3"),
        ("ECOT_DATABASE_URL", "postgresql://caisse@127.0.0.1:port/caisse"),
        ("ECOT_DATABASE_OWNER_URL", "postgres"),
        ("ECOT_PORT", "eighty"),
        ("ECOT_PORT", "0"),
        ("ECOT_MAIL_PORT", "70000"),
        ("ECOT_BASE_URL", "caisse.example.org"),
        ("ECOT_HOME", "{home}/letter/home"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(name: str, value: str, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("", encoding="utf-8")
    for words in [("check", "--json"), ("migrate", "--json")]:
        ended = _ended(tmp_path, *words, **{name: value.format(home=tmp_path)})
        refused = json.loads(ended.stdout)["refused"]
        assert (ended.returncode, refused["code"]) == (1, "SETTING_UNREADABLE")
        assert name in refused["sentence"]
        assert "Traceback" not in ended.stderr
