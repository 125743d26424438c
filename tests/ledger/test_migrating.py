"""`migrate`: the guards stand after it, with the web's narrow rights where an owner migrates."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connection

from ecot.ledger import guards
from ecot.ledger.management.commands import migrate

OPTIONS: dict[str, Any] = {"verbosity": 0, "interactive": False}


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The role for which guards were installed, each time."""
    roles: list[str] = []
    monkeypatch.setattr(guards, "install", lambda _, role="": roles.append(role))
    monkeypatch.setattr(MigrateCommand, "handle", lambda *_, **__: None)
    return roles


def test_the_guards_are_installed_after_it(db: None, installed: list[str]) -> None:
    call_command("migrate", **OPTIONS)
    assert installed == [""]


def test_an_owner_migrates_and_the_web_gets_its_narrow_rights(
    db: None, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.DATABASES, "owner", settings.DATABASES["default"])
    both = {"default": connection, "owner": connection}
    monkeypatch.setattr(migrate, "connections", both)
    monkeypatch.setitem(connection.settings_dict, "USER", "ecot_web")
    call_command("migrate", **OPTIONS)
    assert installed == ["ecot_web"]


def test_a_book_that_is_half_migrated_has_no_guard_yet(
    db: None, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda *_: ["ledger_entry"])
    call_command("migrate", **OPTIONS)
    assert installed == []
