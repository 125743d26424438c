"""A terminal to type commands in, on a book of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from ecot.cli.main import app
from tests.databases.clones import Clone

Typing = Callable[..., Result]
Asking = Callable[..., Any]


@pytest.fixture
def typed(cloned_database: Clone) -> Typing:
    """Type a command in this process: `typed("rules", "show")`."""

    def type_it(*words: str) -> Result:
        result = CliRunner().invoke(app, list(words), prog_name="ecot")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return type_it


@pytest.fixture
def answered(typed: Typing) -> Asking:
    """The JSON answer of a command, with its exit code under `exit`."""

    def ask(*words: str) -> Any:
        result = typed(*words, "--json")
        return {**json.loads(result.stdout), "exit": result.exit_code}

    return ask
