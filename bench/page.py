"""The operator's page: each part keeps its own section there, so that a partial run erases no other."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path("docs/operator/performance.md")
END = "<!-- /measures -->\n"
LOADED = 1.5
"""Per core: beyond it others were at work, and the table says so."""


def machine() -> str:
    """What measures: processor, cores, memory, programs."""
    facts = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((line.split(": ")[1] for line in facts.splitlines() if "model name" in line), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB · {platform.system()} ·"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, PostgreSQL 18"
    )


def conditions(loads: Sequence[float], rounds: int) -> str:
    """When, on what, how busy the machine was just before and at the end, how many rounds."""
    before, after = loads
    busy = " (**others were at work**)" if before > LOADED * (os.cpu_count() or 1) else ""
    return (
        f"{datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC · {machine()} · load {before:.1f} before{busy},"
        f" {after:.1f} after · {rounds} rounds"
    )


def keep(name: str, lines: Sequence[str], page: Path = PAGE) -> None:
    """Write a section between its two marks; a new one comes last."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    text = page.read_text(encoding="utf-8")
    if start not in text:
        before, mark, after = text.partition(END)
        text = f"{before}{start}{end}\n{mark}{after}"
    before, _, rest = text.partition(start)
    after = rest.partition(end)[2]
    body = "\n".join(lines).strip()
    page.write_text(f"{before}{start}{body}\n{end}{after}", encoding="utf-8")
