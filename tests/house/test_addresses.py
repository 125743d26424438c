"""Nothing tracked tells of one machine, one person's folders or where packages come from."""

import re
from collections.abc import Iterable

import pytest

from tests.house.source import ROOT, tracked

MACHINE = re.compile(r"(?<![\w.:/*-])/(?:work|root|home|Users)/\w")
INSTALLING = ("requirements/", ".ci/", "Makefile", "pyproject.toml", "deploy/")
ADDRESS = re.compile(
    r"\w+://(?!127\.0\.0\.1|localhost)|--(?:extra-)?index-url|--find-links|\[\[?tool\.uv\.index"
)
TEXT = (
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".sql",
    ".html",
    ".css",
    ".js",
    ".yaml",
    ".json",
    ".svg",
    ".typ",
)
OWN_EXAMPLES = "tests/house/test_addresses.py"


def faults_in(path: str, text: str) -> list[str]:
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        if MACHINE.search(line):
            faults.append(f"{path}:{number} names a folder of one machine")
        if path.startswith(INSTALLING) and ADDRESS.search(line):
            faults.append(f"{path}:{number} says where packages come from")
    return faults


def read(paths: Iterable[str]) -> list[tuple[str, str]]:
    wanted = (path for path in paths if path.endswith(TEXT) or path.startswith(INSTALLING))
    return [
        (path, (ROOT / path).read_text(encoding="utf-8")) for path in wanted if path != OWN_EXAMPLES
    ]


def test_no_tracked_file_names_a_machine_or_a_registry():
    assert [fault for path, text in read(tracked()) for fault in faults_in(path, text)] == []


def test_versions_are_hashed_and_the_lock_of_one_machine_is_not_kept():
    assert "uv.lock" not in tracked()
    for name in ("demo", "dev", "uv"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = re.split(r"\n(?=\w)", text)
        assert all("--hash=sha256:" in pin for pin in pins if pin.strip())


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("docs/operator/README.md", "copy it to /home/lea/ecot"),
        ("src/ecot/cli/main.py", 'open("/root/x")'),
        ("requirements/dev.txt", "--index-url something"),
        ("Makefile", "curl ftp://example.org"),
    ],
)
def test_an_address_is_seen(path, line):
    assert len(faults_in(path, line)) == 1


@pytest.mark.parametrize("line", ["GET /work/", "var/home/x", "https://example.org/home/x"])
def test_ordinary_lines_pass(line):
    assert faults_in("README.md", line) == []
