"""Links between our pages lead somewhere, and a decision record says all it should."""

import re
from pathlib import PurePosixPath

import pytest

from tests.house.source import ROOT, tracked

LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
SECTIONS = (
    "**Situation.**",
    "**Choice.**",
    "**Refused.**",
    "**Cost.**",
    "**Wrong if**",
    "**Guard.**",
)


def broken(path: str, text: str, present: set[str]) -> list[str]:
    """Relative links of a page to files that are not there."""
    faults = []
    for target in LINK.findall(text):
        parts: list[str] = []
        for part in (PurePosixPath(path).parent / target).parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        found = "/".join(parts)
        if found not in present and not any(name.startswith(f"{found}/") for name in present):
            faults.append(f"{path} → {target}")
    return faults


def pages() -> list[str]:
    return [path for path in tracked() if path.endswith(".md")]


def test_every_link_leads_somewhere():
    present = set(tracked())
    assert [f for path in pages() for f in broken(path, (ROOT / path).read_text(), present)] == []


@pytest.mark.parametrize("path", [p for p in pages() if re.match(r"docs/decisions/\d", p)])
def test_a_decision_record_is_whole_and_fits_on_a_page(path):
    assert re.fullmatch(r"docs/decisions/\d{4}-\d\d-\d\d-[a-z0-9-]+\.md", path)
    text = (ROOT / path).read_text(encoding="utf-8")
    assert [section for section in SECTIONS if section not in text] == []
    assert len(text.splitlines()) <= 60
    assert path.rpartition("/")[2] in (ROOT / "docs/decisions/README.md").read_text(
        encoding="utf-8"
    )


def test_a_broken_link_is_seen():
    text = "[a](there.md) [b](../gone.md) [c](sub) [d](https://example.org/x)"
    assert broken("docs/page.md", text, {"docs/there.md", "docs/sub/x.md"}) == [
        "docs/page.md → ../gone.md"
    ]
