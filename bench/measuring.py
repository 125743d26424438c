"""Measures parts and keeps each one's section as soon as it is made. Called by `bench/run.py`."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Sequence

from bench.page import conditions, keep
from bench.parts import PARTS, Part
from bench.places import Place, place
from bench.rounds import beside_table, goals_table, rates_table, rounds


def section(part: Part, engine: str, at: Place) -> list[str]:
    """Measure a part; the lines of its section."""
    print(f"{part.name} {engine}", file=sys.stderr, flush=True)
    begun, before = time.monotonic(), os.getloadavg()[0]
    found = part.measure(at)
    taken = time.monotonic() - begun
    where = f", {engine}" if engine else ""
    tables = (
        goals_table(part.goals(engine), found),
        beside_table(part.beside(engine), found),
        rates_table(found),
    )
    loads = conditions((before, os.getloadavg()[0]), rounds())
    lines = [f"### {part.title}{where}", "", f"{loads}, {taken:.0f} s"]
    for table in filter(None, tables):
        lines += ["", *table]
    return lines


def measured(engine: str, names: Sequence[str], *, leave_page: bool) -> list[str]:
    """Every part wanted on one engine; the names of those that failed."""
    parts = [p for p in PARTS if engine in p.engines and (not names or p.name in names)]
    failed: list[str] = []
    if not parts:
        return failed
    with place(engine) as at:
        for part in parts:
            name = f"{part.name} {engine}".strip()
            try:
                lines = section(part, engine, at)
            except Exception:  # noqa: BLE001  told at the end; the other parts go on
                traceback.print_exc()
                failed.append(name)
                continue
            print("\n".join(lines), flush=True)
            if not leave_page:
                keep(name, lines, part.page)
    return failed
