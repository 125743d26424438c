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


def commands(command: click.Command, path: str) -> Iterator[str]:
    """Every command by its whole name, and every option."""
    for parameter in command.params:
        yield from (
            option for option in parameter.opts if option.startswith("--") and option != "--help"
        )
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
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
        if re.search(r"\benviron\b|getenv", line) and "DJANGO_SETTINGS_MODULE" not in line
    ]


def test_every_command_and_option_is_documented():
    from ecot.cli.main import app

    assert undocumented(commands(typer.main.get_command(app), "ecot"), page(COMMANDS)) == []


def test_every_setting_is_documented():
    read = "\n".join(file.text for file in product())
    assert undocumented(settings(read), page(SETTINGS)) == []


def test_settings_are_read_in_one_file_only():
    readers = [
        file.path for file in product() if "os.environ" in file.text or "getenv" in file.text
    ]
    assert set(readers) <= {"src/ecot/config/environment.py", "src/ecot/cli/main.py"}


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
