"""`make bench`: the parts of `bench/parts.py`, each kept in its own section as soon as it is measured.

    python -m bench.run [--only PART…] [--on SQLite PostgreSQL] [--rounds N] [--leave-page]

A part that fails is told at the end and stops no other; the command then ends with 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from collections.abc import Sequence

from bench.page import conditions, keep
from bench.parts import PARTS, Part
from bench.places import ENGINES, Place, place
from bench.rounds import beside_table, goals_table, rates_table, rounds


def section(part: Part, engine: str, at: Place | None) -> list[str]:
    """Measure a part; the lines of its section."""
    print(f"{part.name} {engine}", file=sys.stderr, flush=True)
    begun, before = time.monotonic(), os.getloadavg()[0]
    found = part.measure(at)  # type: ignore[arg-type]  # a part without a database looks at no place
    taken = time.monotonic() - begun
    where = f", {engine}" if engine else ""
    tables = (
        goals_table(part.goals(engine), found),
        beside_table(part.beside(engine), found),
        rates_table(found),
    )
    lines = [f"### {part.title}{where}", "", conditions((before, os.getloadavg()[0]), rounds())]
    lines[-1] += f", {taken:.0f} s"
    for table in filter(None, tables):
        lines += ["", *table]
    return lines


def measured(engine: str, names: Sequence[str], *, leave_page: bool) -> list[str]:
    """Every part wanted on one engine; the names of those that failed."""
    parts = [part for part in PARTS if engine in part.engines and part.name in names]
    failed: list[str] = []
    if not parts:
        return failed
    with place(engine) as at:
        for part in parts:
            try:
                lines = section(part, engine, at)
            except Exception:  # noqa: BLE001  told at the end; the other parts go on
                traceback.print_exc()
                failed.append(f"{part.name} {engine}".strip())
                continue
            print("\n".join(lines), flush=True)
            if not leave_page:
                keep(f"{part.name} {engine}".strip(), lines, part.page)
    return failed


def main(words: Sequence[str]) -> int:
    """Measure, print, and keep each table in its page."""
    names = [part.name for part in PARTS]
    parser = argparse.ArgumentParser(description="Measure the same work done in several ways.")
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="PART")
    parser.add_argument("--on", nargs="+", choices=("", *ENGINES), default=("", *ENGINES))
    parser.add_argument("--rounds", type=int, default=rounds())
    parser.add_argument("--leave-page", action="store_true", help="print only")
    asked = parser.parse_args(words)
    os.environ["BENCH_ROUNDS"] = str(asked.rounds)
    failed: list[str] = []
    for engine in asked.on:
        failed += measured(engine, asked.only, leave_page=asked.leave_page)
    if failed:
        print(f"not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
