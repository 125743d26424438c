"""`make bench`: the parts of `bench/parts.py`, each kept in its own section as soon as it is measured.

    python -m bench.run [--only PART…] [--on SQLite PostgreSQL] [--rounds N] [--scale N] [--leave-page]

A part that fails is told at the end and stops no other; the command then ends with 1.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence


def main(words: Sequence[str]) -> int:
    """Measure, print, and keep each table in its page."""
    parser = argparse.ArgumentParser(description="Measure the same work done in several ways.")
    parser.add_argument("--only", nargs="+", default=[], metavar="PART")
    parser.add_argument("--on", nargs="+", default=["", "SQLite", "PostgreSQL"], metavar="DATABASE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=int, default=1, help="divide every size, to try a part")
    parser.add_argument("--leave-page", action="store_true", help="print only")
    asked = parser.parse_args(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped too
    os.environ |= {"BENCH_ROUNDS": str(asked.rounds), "BENCH_SCALE": str(asked.scale)}
    from bench.measuring import measured  # reads the sizes when it is imported
    from bench.parts import PARTS

    known = {part.name for part in PARTS}
    if unknown := set(asked.only) - known:
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    leave_page = asked.leave_page or asked.scale > 1
    failed: list[str] = []
    for engine in asked.on:
        failed += measured(engine, asked.only, leave_page=leave_page)
    if failed:
        print(f"not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
