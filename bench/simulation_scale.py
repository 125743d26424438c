"""A static scale on a million households, exact to the cent: ours, a plain Python loop, openfisca-core.

    python -m bench.simulation_scale [--openfisca PYTHON] [--rounds N] [--write]

PYTHON is an interpreter of another environment where openfisca-core is installed; without it that column is
missing and the page says so. Every contestant runs in every round, in turn; seconds are the processor's own.
`--write` puts the tables between the marks of docs/developer/performance-simulation.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from bench.rounds import Goal, goals_table, rates_table
from numpy.typing import NDArray

from ecot.rules.scale import Scale, ScaleBase, contribution_on_scale
from ecot.rules.scale_arrays import contribution_on_scale_many

PAGE = Path("docs/developer/performance-simulation.md")
MARKS = ("<!-- static-scale -->\n", "<!-- /static-scale -->\n")
HOUSEHOLDS, LOOPED, SEED, ROUNDS = 1_000_000, 100_000, 21, 7
OURS, LOOP, TUNED, LAW, PEER = (
    "Écot, NumPy, ns a household",
    "plain Python loop, ns a household",
    "a loop tuned to this scale, ns a household",
    "the scalar law, ns a household",
    "openfisca-core, ns a household",
)
SCALE = Scale(
    knots_cents=(0, 500_00, 1_200_00, 2_500_00),
    rates_bp=(0, 100, 250, 400),
    jumps_cents=(0, 0, 0, 0),
    floor_cents=0,
    ceiling_cents=None,
    step_cents=1,
    base=ScaleBase.HOUSEHOLD,
)
GOALS = (
    Goal("a plain loop over Écot", above=LOOP, below=OURS, bound=80),
    Goal("openfisca-core over Écot", above=PEER, below=OURS, bound=15),
)
Measures = dict[str, list[float]]


def plain_loop(scale: Scale, incomes: list[int]) -> list[int]:
    """What one writes first: any scale, bracket by bracket, in one function."""
    following = (*scale.knots_cents[1:], None)
    rows = list(zip(scale.knots_cents, following, scale.rates_bp, scale.jumps_cents, strict=True))
    step, divisor = scale.step_cents, 10_000 * scale.step_cents
    answers = []
    for income in incomes:
        base, raw = max(0, income), 0
        for knot, until, rate, jump in rows:
            if base < knot:
                break
            end = base if until is None else min(base, until)
            raw += 10_000 * jump + rate * (end - knot)
        amount = max(scale.floor_cents, step * ((2 * raw + divisor) // (2 * divisor)))
        if scale.ceiling_cents is not None:
            amount = min(scale.ceiling_cents, amount)
        answers.append(amount)
    return answers


def tuned_loop(scale: Scale, incomes: list[int]) -> list[int]:
    """The quickest loop we could write, for this very scale: no floor, no step, no jump, no sign."""
    knots, rates = scale.knots_cents, scale.rates_bp
    below = [0]
    for index in range(1, len(knots)):
        below.append(below[-1] + rates[index - 1] * (knots[index] - knots[index - 1]))
    answers = []
    for income in incomes:
        index = bisect_right(knots, income) - 1
        raw = below[index] + rates[index] * (income - knots[index])
        answers.append((raw + 5_000) // 10_000)
    return answers


@contextmanager
def openfisca(python: str, folder: Path) -> Iterator[Callable[[], float]]:
    """Its process, warm; each call runs the calculation once and gives its processor seconds."""
    command = [python, "-m", "bench.simulation_scale_peer", str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, answered = process.stdin, process.stdout

        def once() -> float:
            asked.write("again\n")
            asked.flush()
            return float(answered.readline())

        once()
        yield once
        asked.close()


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def measured(
    incomes: NDArray[np.int32], *, python: str, rounds: int
) -> tuple[Measures, int | None]:
    """Rounds of all contestants, and how many cents openfisca-core answers otherwise than the law."""
    few = incomes[:LOOPED].tolist()
    exact = contribution_on_scale_many(SCALE, incomes)
    law = [contribution_on_scale(SCALE, income) for income in incomes.tolist()]
    assert exact.tolist() == law, "the twin answers the law's cents on every household"
    for loop in (plain_loop, tuned_loop):
        assert loop(SCALE, few) == law[:LOOPED], "so does each loop"
    found: Measures = {OURS: [], LOOP: [], TUNED: [], LAW: []}
    if not python:
        for _ in range(rounds):
            _round(found, incomes, few)
        return found, None
    found[PEER] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.save(folder / "incomes.npy", incomes)
        facts = {"knots_cents": SCALE.knots_cents, "rates_bp": SCALE.rates_bp}
        (folder / "scale.json").write_text(json.dumps(facts))
        with openfisca(python, folder) as once:
            for _ in range(rounds):
                found[PEER].append(once() * 1e9 / incomes.size)
                _round(found, incomes, few)
        answered = np.load(folder / "answered.npy")
    return found, int((answered != exact).sum())


def _round(found: Measures, incomes: NDArray[np.int32], few: list[int]) -> None:
    once = timed(lambda: contribution_on_scale_many(SCALE, incomes))
    found[OURS].append(once * 1e9 / incomes.size)
    found[LOOP].append(timed(lambda: plain_loop(SCALE, few)) * 1e9 / len(few))
    found[TUNED].append(timed(lambda: tuned_loop(SCALE, few)) * 1e9 / len(few))
    some = few[: LOOPED // 4]
    one_by_one = timed(lambda: [contribution_on_scale(SCALE, income) for income in some])
    found[LAW].append(one_by_one * 1e9 / len(some))


def machine(rounds: int) -> str:
    """What measured, and how busy it was."""
    facts = Path("/proc/cpuinfo").read_text()
    model = next((line.split(": ")[1] for line in facts.splitlines() if "model name" in line), "?")
    return (
        f"{datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC · {model}, {os.cpu_count()} cores ·"
        f" Python {platform.python_version()}, NumPy {np.__version__} · load {os.getloadavg()[0]:.1f}"
        f" at the end · {rounds} rounds · {HOUSEHOLDS:,} households, seed {SEED}"
    )


def told(found: Measures, wrong: int | None, *, rounds: int) -> str:
    """The section of the page."""
    exact = "Écot and the loops answer the law's cents on every household"
    peer = (
        "; openfisca-core was not at hand."
        if wrong is None
        else f"; openfisca-core, with its default settings, answers another cent on {wrong:,}."
    )
    rows = [
        machine(rounds),
        "",
        *goals_table(GOALS, found),
        "",
        *rates_table(found),
        "",
        exact + peer,
    ]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Measure, print, and write the page where asked."""
    asked = argparse.ArgumentParser(description="A static scale on a million households.")
    asked.add_argument("--openfisca", default="", help="a Python where openfisca-core is installed")
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--write", action="store_true", help=f"write {PAGE}")
    options = asked.parse_args()
    incomes = np.random.default_rng(SEED).integers(0, 6_000_00, HOUSEHOLDS).astype(np.int32)
    found, wrong = measured(incomes, python=options.openfisca, rounds=options.rounds)
    section = told(found, wrong, rounds=options.rounds)
    sys.stdout.write(section)
    if options.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        PAGE.write_text(before + MARKS[0] + section + MARKS[1] + after, encoding="utf-8")


if __name__ == "__main__":
    main()
