"""Every check that is silenced says why, and nothing is left for later."""

import re
from collections.abc import Iterable

import pytest

from tests.house.source import Source, planted, product, sources

SILENCED = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[^\]]*\])?|pragma: no cover)(.*)$"
)
LATER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")
SHORTEST_REASON = 10


def excuses(files: Iterable[Source]) -> list[str]:
    faults = []
    for file in files:
        for number, line in enumerate(file.text.splitlines(), 1):
            silenced = SILENCED.search(line)
            if silenced and len(silenced.group(1).strip(" #-—:")) < SHORTEST_REASON:
                faults.append(f"{file.path}:{number} a check is silenced without its reason")
            if LATER.search(line):
                faults.append(f"{file.path}:{number} something is left for later")
    return faults


def test_nothing_is_silenced_without_reason_or_left_for_later():
    others = [file for file in sources("tests/") if not file.path.endswith("test_excuses.py")]
    assert excuses([*product(), *others]) == []


@pytest.mark.parametrize(
    "line", ["x = 1  # noqa: S101", "x = 1  # type: ignore[misc]", "# TODO: write it"]
)
def test_an_excuse_is_seen(line):
    assert len(excuses(planted(line))) == 1


def test_a_reason_on_the_line_is_enough():
    assert excuses(planted("x = 1  # noqa: S603  the command is our own")) == []
