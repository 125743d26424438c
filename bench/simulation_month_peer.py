"""The same months in Mesa, run by an interpreter of another environment: `bench.simulation_month` starts it.

One agent a household, one step a month, the law's scalar functions (PYTHONPATH=src), the same luck; each line read plays all months again
and answers its processor seconds. The sums are written beside, to be compared with ours.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import mesa

from ecot.rules.wallet import WalletRule, surplus
from ecot.simulation.streams import words
from ecot.values.money import share

COIN = (1 << 21) - 1


class Household(mesa.Agent):
    """A wallet, and what a month does to it."""

    def __init__(self, model: Fund, number: int, *, due: int, allocation: int) -> None:
        super().__init__(model)
        self.number, self.due, self.allocation, self.wallet = number, due, allocation, 0

    def step(self) -> None:
        """Leave or stay, pay or not, keep, receive, spend."""
        fund = self.model
        word, chances, sums = fund.words[self.number], fund.chances, fund.sums
        is_new = word & COIN < chances["exit"]
        if is_new:
            sums[0] += 1
            sums[2] += self.wallet
            self.wallet = 0
        if (word >> 21) & COIN < chances["unpaid"]:
            sums[1] += self.due
        broken = surplus(
            fund.rule, balance_cents=self.wallet, last_allocation_cents=self.allocation
        )
        sums[2] += broken
        self.wallet += self.allocation - broken
        rate = 10_000
        if is_new:
            rate = chances["first_bp"]
        elif (word >> 42) & COIN < chances["low"]:
            rate = chances["low_bp"]
        spent = share(self.wallet, rate)
        sums[3] += spent
        self.wallet -= spent


class Fund(mesa.Model):
    """Every household of one draw."""

    def __init__(self, case: dict[str, object], draw: int) -> None:
        super().__init__(seed=1)
        self.chances, self.draw = case["chances"], draw
        self.rule = WalletRule(carry_over_months=2, transfers_allowed=False)
        self.words: list[int] = []
        self.sums = [0, 0, 0, 0]
        for number, (due, allocation) in enumerate(
            zip(case["due"], case["allocation"], strict=True)
        ):
            Household(self, number, due=due, allocation=allocation)

    def step(self) -> None:
        """One month of everyone."""
        month, count = self.steps - 1, len(self.agents)
        self.words = words(1, seed=42, month=month, draws=self.draw, count=count).tolist()
        self.agents.do("step")


def played(case: dict[str, object]) -> list[list[int]]:
    """Exits, unpaid, broken and spent of each draw."""
    found = []
    for draw in range(case["draws"]):
        fund = Fund(case, draw)
        for _ in range(case["months"]):
            fund.step()
        found.append(fund.sums)
    return found


def main() -> None:
    """Answer a line for each line read."""
    folder = Path(sys.argv[1])
    case = json.loads((folder / "case.json").read_text())
    for _ in sys.stdin:
        began = time.process_time()
        sums = played(case)
        print(time.process_time() - began, flush=True)
        (folder / "sums.json").write_text(json.dumps(sums))


if __name__ == "__main__":
    main()
