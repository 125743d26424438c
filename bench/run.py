"""`make bench`: every measure, on SQLite and on a PostgreSQL of its own that waits for its disk.

    python -m bench.run [--households N] [--ages MONTHS…] [--peers PYTHON] [--only PART…]

Writes the tables between the two marks of docs/operator/performance.md. Parts: `tills`, `month`,
`growth`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import growth, month, tills, worlds
from bench.rounds import ROUNDS, goals_table, rates_table

from tests.databases.private_postgres import running_postgres

PAGE = Path("docs/operator/performance.md")
MARKS = ("<!-- measures -->\n", "<!-- /measures -->\n")
MONTH_SALES = 10_000
PEERS = ("django-hordak", "django-ledger")
Measures = dict[str, list[float]]


def machine() -> str:
    """What measured: processor, cores, memory, programs, and how busy it was."""
    facts = Path("/proc/cpuinfo").read_text()
    model = next((line.split(": ")[1] for line in facts.splitlines() if "model name" in line), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    import sqlite3

    return (
        f"{datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC · {model}, {os.cpu_count()} cores, {memory:.0f} GiB ·"
        f" {platform.system()} · Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" PostgreSQL 18 · load {os.getloadavg()[0]:.1f} at the end · {ROUNDS} rounds"
    )


def said(module: str, *words: str, url: str) -> str:
    """What a measuring process prints last."""
    print(f"  {module} {' '.join(words)}", file=sys.stderr, flush=True)
    ended = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=os.environ | {"ECOT_DATABASE_URL": url, "ECOT_DATABASE_OWNER_URL": ""},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return ended.stdout.strip().rpartition("\n")[2]


def at_the_tills(folder: Path, fresh: Callable[[str], str], python: str) -> Measures:
    """Two books and their crews; peers only where there is a Python for them, and PostgreSQL."""
    crews = []
    is_sqlite = fresh("x").startswith("sqlite")
    counts = (1,) if is_sqlite else (1, 2, tills.MOST)
    for name, (wallets, sales), most in (
        ("small", worlds.EMPTY, counts[-1]),
        ("large", worlds.LARGE, 1),
    ):
        url, world = fresh(name), folder / f"{name}.json"
        said("bench.building", str(world), str(wallets), str(sales), url=url)
        crews.append(tills.Crew(world, url, most))
    peers = {}
    if python and not is_sqlite:
        for peer in PEERS:
            command = (python, "bench/peers.py", peer)
            peers[peer] = tills.Crew(folder, fresh("x"), 1, command)
    found = tills.measure(*crews, processes=counts, peers=peers)
    for crew in (*crews, *peers.values()):
        crew.leave()
    return found


def measured(
    engine: str, folder: Path, fresh: Callable[[str], str], asked: argparse.Namespace
) -> list[str]:
    """One engine's tables."""
    print(engine, file=sys.stderr, flush=True)
    found: Measures = {}
    if "tills" in asked.only:
        found |= at_the_tills(folder, fresh, asked.peers)
    if "month" in asked.only:
        found |= json.loads(said("bench.month", str(asked.households), url=fresh("month")))
    if "growth" in asked.only:
        ages = [str(age) for age in asked.ages]
        url = fresh("growth")
        found |= json.loads(said("bench.growth", str(folder), str(MONTH_SALES), *ages, url=url))
    goals = [
        *tills.goals(engine),
        *month.goals(asked.households),
        *growth.goals(MONTH_SALES, asked.ages),
    ]
    title = "SQLite" if engine == "sqlite" else "PostgreSQL"
    lines = [f"### {title}", "", *goals_table(goals, found), "", *rates_table(found), ""]
    print("\n".join(lines), file=sys.stderr, flush=True)
    return lines


def all_tables(asked: argparse.Namespace) -> list[str]:
    """SQLite, then PostgreSQL."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory(prefix="ecot-bench-") as name:
        folder = Path(name)
        os.environ |= {"ECOT_HOME": name, "DJANGO_SETTINGS_MODULE": "ecot.config.settings"}
        lines += measured("sqlite", folder, lambda at: f"sqlite:///{folder}/{at}.sqlite3", asked)
        with running_postgres(waits=True) as url:
            import psycopg

            def fresh(at: str) -> str:
                other = url.replace("/ecot?", f"/bench_{at}?")
                with psycopg.connect(url, autocommit=True) as server:
                    found = server.execute(
                        "SELECT 1 FROM pg_database WHERE datname = %s", [f"bench_{at}"]
                    ).fetchone()
                    if found is None:
                        server.execute(f"CREATE DATABASE bench_{at}")
                return other

            lines += measured("postgresql", folder, fresh, asked)
    return lines


def main(words: Sequence[str]) -> None:
    """Measure, print, and keep the tables in the operator's page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--households", type=int, default=100_000)
    parser.add_argument("--ages", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--peers", default="")
    parser.add_argument("--only", nargs="+", default=["tills", "month", "growth"])
    asked = parser.parse_args(words)
    lines = all_tables(asked)
    text = "\n".join([machine(), "", *lines])
    print(text)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    PAGE.write_text(f"{before}{MARKS[0]}{text}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
