"""Nothing of ours is undocumented: commands, their options, settings, make targets, rooms."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import pytest
import typer

from tests.house.source import ROOT, Source, planted, product, tracked

COMMANDS = "docs/developer/commands.md"
SETTINGS = "docs/operator/settings.md"


def page(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def undocumented(names: Iterator[str] | list[str], text: str) -> list[str]:
    """The names that no code span of a page holds whole."""
    spans = " ".join(re.findall(r"`([^`]+)`", text)) + " "
    return sorted(
        {name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", spans)}
    )


class Command(Protocol):
    """What we read of a command as Typer builds it; a group also has `commands`."""

    params: list[Any]


def commands(command: Command, path: str) -> Iterator[str]:
    """Every command by its whole name, and every option."""
    for parameter in command.params:
        yield from (name for name in parameter.opts if name.startswith("--") and name != "--help")
    for name, below in getattr(command, "commands", {}).items():
        yield f"{path} {name}"
        yield from commands(below, f"{path} {name}")


def settings(text: str) -> list[str]:
    return sorted(set(re.findall(r"\bECOT_[A-Z_]+[A-Z]\b", text)))


def readers(files: Iterable[Source]) -> list[str]:
    """The files that read the machine's environment, apart from the name of Django's settings."""
    return [
        file.path
        for file in files
        for line in file.text.splitlines()
        if re.search(r"os\.environ|getenv", line) and "DJANGO_SETTINGS_MODULE" not in line
    ]


def test_every_command_and_option_is_documented():
    from ecot.cli.main import app

    assert undocumented(commands(typer.main.get_command(app), "ecot"), page(COMMANDS)) == []


def test_every_setting_is_documented():
    read = "\n".join(file.text for file in product())
    assert undocumented(settings(read), page(SETTINGS)) == []


def test_settings_are_read_in_one_file_only():
    assert [path for path in readers(product()) if path != "src/ecot/config/environment.py"] == []


def test_a_setting_read_elsewhere_is_seen():
    assert readers(planted('x = os.environ["ECOT_PORT"]')) == [
        "src/ecot/operations/till/planted.py"
    ]
    assert readers(planted('os.environ.setdefault("DJANGO_SETTINGS_MODULE", "x")')) == []


def test_every_make_target_is_listed_with_its_sentence():
    targets = re.findall(r"^([a-z]+):.*$", page("Makefile"), flags=re.MULTILINE)
    listed = re.findall(r"^([a-z]+):.*## ", page("Makefile"), flags=re.MULTILINE)
    assert targets == listed


@pytest.mark.parametrize(
    "shelf", ["member", "shop", "committee", "operator", "developer", "auditor"]
)
def test_every_reader_has_a_shelf(shelf):
    assert f"docs/{shelf}/README.md" in tracked()
    assert f"{shelf}/README.md" in page("docs/README.md")


def test_what_is_missing_from_a_page_is_seen():
    text = "`ecot check` and `ecot rules show --on DATE`, ECOT_PORT"
    assert undocumented(["ecot check", "ecot rules", "--on", "--json", "ECOT_PORT"], text) == [
        "--json",
        "ECOT_PORT",
    ]
