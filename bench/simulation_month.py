"""The month of a fund, many times: ours, a plain Python loop, Mesa, and the bare words that luck costs.

    python -m bench.simulation_month [--mesa PYTHON] [--rounds N] [--nation HOUSEHOLDS] [--write]

PYTHON is an interpreter of another environment where Mesa is installed; without it that column is missing.
Every contestant runs in every round, in turn; seconds are the processor's own. The nation and the cost by
size run once a round in a fresh process each. `--write` puts the tables between the marks of
docs/developer/performance-simulation.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from bench.rounds import Goal, goals_table, rates_table

from ecot.rules.wallet import WalletRule, surplus
from ecot.simulation.files.reading import read_scenario
from ecot.simulation.live import preview
from ecot.simulation.month.inputs import Exits, Inputs, Spending, Sum, Terms
from ecot.simulation.month.playing import play_households
from ecot.simulation.running import run
from ecot.simulation.scenario.parts import Attendance, Growth
from ecot.simulation.streams import coin_threshold, words
from ecot.values.money import share

PAGE = Path("docs/developer/performance-simulation.md")
MARKS = ("<!-- month -->\n", "<!-- /month -->\n")
COIN = (1 << 21) - 1
ROUNDS, SEATS, MONTHS, DRAWS, LOOPED, STEPPED = 5, 400, 60, 160, 6, 2
SIZES = (100_000, 1_000_000, 10_000_000)
NATION, NATION_MONTHS, MONTPELLIER = 30_000_000, 12, "montpellier-2026"
CHANCES = {
    "exit": coin_threshold(200),
    "unpaid": coin_threshold(200),
    "low": coin_threshold(2_000),
    "low_bp": 6_000,
    "first_bp": 5_000,
}
OURS, LOOP, TUNED, MESA = (
    "month kernel, ns a household-month",
    "plain Python loop with the scalar rules, ns a household-month",
    "a loop tuned to this fund, no call, ns a household-month",
    "Mesa, one agent a household with the scalar rules, ns a household-month",
)
WHOLE, BARE, STREAM = (
    f"{MONTPELLIER}, 400 × 60 × 1,000 draws, all of `run`, s",
    "its 24 M words, row by row, s",
    "as many words of one single stream, s",
)
LIVE = "preview, 100 draws × 400 × 60, s"
COSTS = tuple(f"{size:,} households × 12 months, µs a household" for size in SIZES)
WIDE, PEAK = f"{NATION:,} households × 12 months, s", "its peak memory, MB"
GOALS = (
    Goal("a plain loop over the kernel", above=LOOP, below=OURS, bound=30),
    Goal("Mesa over the kernel", above=MESA, below=OURS, bound=50),
    Goal("a whole run over its bare words", above=WHOLE, below=BARE, bound=4, at_most=True),
    Goal(
        "a household of 1e7 over one of 1e5",
        above=COSTS[2],
        below=COSTS[0],
        bound=1.5,
        at_most=True,
    ),
)
Measures = dict[str, list[float]]


def case(draws: int) -> Inputs:
    """Four sizes of household, contributions of 5 to 149: hazards and spending of MODEL's defaults."""
    number = np.arange(SEATS)
    return Inputs(
        seed=42,
        first_draw=0,
        draws=draws,
        start=0,
        seats=np.full(MONTHS, SEATS),
        persons=1 + number % 4,
        opening_wallet_cents=np.zeros(SEATS, dtype=np.int64),
        terms=(
            Terms(
                from_month=0,
                contribution_cents=5_00 + 37 * number,
                allocation_cents=120_00 + 40_00 * (number % 4),
                exits=Exits(settled=np.full(SEATS, CHANCES["exit"])),
                wallet=WalletRule(carry_over_months=2, transfers_allowed=False),
                third_cents=np.zeros((0, SEATS), dtype=np.int64),
            ),
        ),
        unpaid_thresholds=np.full(draws, CHANCES["unpaid"]),
        spending=Spending(
            low_bp=np.full(draws, CHANCES["low_bp"]),
            low_thresholds=np.full(draws, CHANCES["low"]),
            first_month_bp=CHANCES["first_bp"],
        ),
    )


def luck_of(draw: int, month: int) -> list[int]:
    """The words of a month of a draw, as whole numbers: each loop draws its own luck, as we do."""
    return words(1, seed=42, month=month, draws=draw, count=SEATS).tolist()


class Home:
    """A household of the plain loop."""

    __slots__ = ("allocation", "due", "wallet")

    def __init__(self, due: int, allocation: int) -> None:
        self.due, self.allocation, self.wallet = due, allocation, 0


def plain_loop(inputs: Inputs, draws: int) -> list[list[int]]:
    """What one writes first: households one by one, the law's scalar functions; exits, unpaid, broken, spent."""
    terms, found = inputs.terms[0], []
    assert terms.wallet is not None
    dues, allocations = terms.contribution_cents.tolist(), terms.allocation_cents.tolist()
    for draw in range(draws):
        homes = [Home(*each) for each in zip(dues, allocations, strict=True)]
        sums = [0, 0, 0, 0]
        for month in range(MONTHS):
            for home, word in zip(homes, luck_of(draw, month), strict=True):
                is_new = word & COIN < CHANCES["exit"]
                if is_new:
                    sums[0] += 1
                    sums[2] += home.wallet
                    home.wallet = 0
                if (word >> 21) & COIN < CHANCES["unpaid"]:
                    sums[1] += home.due
                broken = surplus(
                    terms.wallet,
                    balance_cents=home.wallet,
                    last_allocation_cents=home.allocation,
                )
                sums[2] += broken
                home.wallet += home.allocation - broken
                rate = 10_000
                if is_new:
                    rate = CHANCES["first_bp"]
                elif (word >> 42) & COIN < CHANCES["low"]:
                    rate = CHANCES["low_bp"]
                spent = share(home.wallet, rate)
                sums[3] += spent
                home.wallet -= spent
        found.append(sums)
    return found


def tuned_loop(inputs: Inputs, draws: int) -> list[list[int]]:
    """The quickest loop we could write for this very fund: lists, local names, no call."""
    terms, coin, found = inputs.terms[0], COIN, []
    dues, allocations = terms.contribution_cents.tolist(), terms.allocation_cents.tolist()
    leave, unpaid, low = CHANCES["exit"], CHANCES["unpaid"], CHANCES["low"]
    low_bp, first_bp = CHANCES["low_bp"], CHANCES["first_bp"]
    for draw in range(draws):
        wallets, sums = [0] * SEATS, [0, 0, 0, 0]
        for month in range(MONTHS):
            for seat, word in enumerate(luck_of(draw, month)):
                wallet, allocation, rate = wallets[seat], allocations[seat], 10_000
                if (word >> 42) & coin < low:
                    rate = low_bp
                if word & coin < leave:
                    sums[0] += 1
                    sums[2] += wallet
                    wallet, rate = 0, first_bp
                if (word >> 21) & coin < unpaid:
                    sums[1] += dues[seat]
                kept = min(wallet, 2 * allocation)
                sums[2] += wallet - kept
                wallet = kept + allocation
                spent = (wallet * rate + 5_000) // 10_000
                sums[3] += spent
                wallets[seat] = wallet - spent
        found.append(sums)
    return found


def kernel_sums(inputs: Inputs) -> list[list[int]]:
    """The four sums of the kernel by draw."""
    columns = [Sum.EXITS, Sum.UNPAID, Sum.BROKEN, Sum.SPENT]
    return play_households(inputs).sums[:, :, columns].sum(axis=1).tolist()


def bare_rows(draws: int) -> None:
    """NumPy's Philox set on each row's counter, its words drawn and forgotten."""
    philox = np.random.Philox(counter=np.zeros(4, np.uint64), key=np.array([42, 0], np.uint64))
    state = philox.state
    counter = state["state"]["counter"]
    for draw in range(draws):
        for month in range(MONTHS):
            counter[0], counter[1], counter[2] = 0, month, draw
            philox.state = state
            philox.random_raw(SEATS)


def one_stream(draws: int) -> None:
    """As many words in few large calls, without any counter of ours: what no counted luck can reach."""
    philox = np.random.Philox(key=np.array([42, 0], np.uint64))
    for _ in range(draws):
        philox.random_raw(SEATS * MONTHS)


@contextmanager
def mesa(python: str, folder: Path) -> Iterator[Callable[[], float]]:
    """Its process, warm; each call plays the case once and gives its processor seconds."""
    command = [python, "bench/simulation_month_peer.py", str(folder)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": "src"},
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


def fresh(households: int) -> dict[str, float]:
    """A nation of so many households in a process of its own: its seconds and its peak memory."""
    words = [sys.executable, "-m", "bench.simulation_month", "--alone", str(households)]
    ended = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(ended.stdout)
    return found


def alone(households: int) -> dict[str, float]:
    """One draw of twelve months where everyone is a member, once the territory is known."""
    scenario = read_scenario("national-150")
    scenario = replace(
        scenario,
        months=NATION_MONTHS,
        growth=Growth(households=((0, households),)),
        population=replace(scenario.population, attendance=Attendance.COMPULSORY),
    )
    run(replace(scenario, growth=Growth(households=((0, 64),))), draws=1)
    seconds = timed(lambda: run(scenario, draws=1))
    return {"s": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def measured(*, python: str, rounds: int, nation: int) -> Measures:
    """Rounds of all contestants; they answer the same sums, or nothing is measured."""
    inputs, scenario = case(DRAWS), read_scenario(MONTPELLIER)
    exact = kernel_sums(inputs)
    for loop in (plain_loop, tuned_loop):
        assert loop(inputs, STEPPED) == exact[:STEPPED], "each loop answers the kernel's sums"
    preview(scenario, {})
    found: Measures = {
        name: [] for name in (OURS, LOOP, TUNED, WHOLE, BARE, STREAM, LIVE, *COSTS, WIDE, PEAK)
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts = {
            "due": inputs.terms[0].contribution_cents.tolist(),
            "allocation": inputs.terms[0].allocation_cents.tolist(),
            "chances": CHANCES,
            "draws": STEPPED,
            "months": MONTHS,
        }
        (folder / "case.json").write_text(json.dumps(facts))
        with mesa(python, folder) if python else nullcontext() as once:
            for number in range(rounds):
                print(f"round {number + 1}", file=sys.stderr, flush=True)
                _round(found, inputs)
                if once is not None:
                    found.setdefault(MESA, []).append(once() * 1e9 / (STEPPED * SEATS * MONTHS))
                found[WHOLE].append(timed(lambda: run(scenario, draws=1_000)))
                found[BARE].append(timed(lambda: bare_rows(1_000)))
                found[STREAM].append(timed(lambda: one_stream(1_000)))
                found[LIVE].append(timed(lambda: preview(scenario, {"costs.fixed_month_cents": 1})))
                for size, cost in zip(SIZES, COSTS, strict=True):
                    found[cost].append(fresh(size)["s"] * 1e6 / size)
            wide = fresh(nation)
            found[WIDE], found[PEAK] = [wide["s"]], [wide["mb"]]
        if python:
            answered = json.loads((folder / "sums.json").read_text())
            assert answered == exact[:STEPPED], "Mesa answers the kernel's sums"
    return found


def _round(found: Measures, inputs: Inputs) -> None:
    found[OURS].append(timed(lambda: play_households(inputs)) * 1e9 / (DRAWS * SEATS * MONTHS))
    for name, loop in ((LOOP, plain_loop), (TUNED, tuned_loop)):
        began = time.process_time()
        loop(inputs, LOOPED)
        seconds = time.process_time() - began
        found[name].append(seconds * 1e9 / (LOOPED * SEATS * MONTHS))


def page(found: Measures, rounds: int) -> str:
    """The section: machine, ratios, figures."""
    facts = Path("/proc/cpuinfo").read_text()
    model = next((line.split(": ")[1] for line in facts.splitlines() if "model name" in line), "?")
    head = (
        f"{datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC · {model}, {os.cpu_count()} cores ·"
        f" Python {platform.python_version()}, NumPy {np.__version__} ·"
        f" load {os.getloadavg()[0]:.1f} at the end · {rounds} rounds, the nation once"
    )
    return "\n".join([head, "", *goals_table(GOALS, found), "", *rates_table(found), ""])


def main() -> None:
    """Measure, print, and write the section if asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--mesa", default="")
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--nation", type=int, default=NATION)
    asked.add_argument("--alone", type=int, default=0)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    if given.alone:
        print(json.dumps(alone(given.alone)))
        return
    section = page(
        measured(python=given.mesa, rounds=given.rounds, nation=given.nation), given.rounds
    )
    print(section)
    if given.write:
        text = PAGE.read_text(encoding="utf-8")
        before, rest = text.split(MARKS[0])
        PAGE.write_text(
            before + MARKS[0] + section + MARKS[1] + rest.split(MARKS[1])[1], encoding="utf-8"
        )


if __name__ == "__main__":
    main()
