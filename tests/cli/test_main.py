"""The command itself: quick, well-behaved, and able to open another book."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from ecot.cli.rules import Kind
from ecot.rules.kinds import RuleKind
from tests.cli.conftest import Typing
from tests.databases.clones import Clone
from tests.ledger.conftest import DURAND, credit

ECOT = [sys.executable, "-c", "from ecot.cli.main import main; main()"]


def test_help_loads_no_django():
    code = "import sys; from ecot.cli.main import app; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_kinds_as_typed_are_those_of_the_product():
    assert [kind.value for kind in Kind] == [kind.value for kind in RuleKind]


@pytest.mark.parametrize(
    "words",
    [
        ("unknown",),
        ("check", "--unknown"),
        ("rules", "history", "weather"),
        ("rules", "show", "--on", "yesterday"),
        ("month", "status", "--month", "2026-13"),
        ("import", "members", "no-such-file.csv"),
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
