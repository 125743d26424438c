"""The written budget of the tests: seconds per folder, in `budget.toml`, judged when `make test` ends.

No test asserts on a clock; this looks at the whole run instead. The seconds are those of two quiet
cores. A folder that passes its budget is named; one that passes four times its budget fails the run:
it has changed its nature, where other work on the same cores (seen: three times as long) is a bad day.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

BAD_DAY = 4
BUDGET = Path(__file__).with_name("budget.toml")
SPENT = pytest.StashKey[Counter[str]]()


def written_budget() -> dict[str, float]:
    """Seconds allowed per folder of `tests/`, for one database."""
    return {
        name: float(seconds)
        for name, seconds in tomllib.loads(BUDGET.read_text())["seconds"].items()
    }


def overspent(spent: Mapping[str, float], budget: Mapping[str, float]) -> list[str]:
    """One sentence per folder that has passed its budget, or has none."""
    sentences = []
    for folder, seconds in sorted(spent.items()):
        if folder not in budget:
            sentences.append(f"tests/{folder} has no line in tests/house/budget.toml")
        elif seconds > budget[folder]:
            sentences.append(f"tests/{folder} took {seconds:.0f} s of its {budget[folder]:.0f}")
    return sentences


def folder_of(node_id: str) -> str:
    """`rules` for a test under `tests/rules/`; empty for a test at the root."""
    parts = node_id.partition("::")[0].split("/")
    return parts[1] if len(parts) > 2 else ""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--budget",
        action="store_true",
        help="say which folder passes its budget; fail far beyond it",
    )


class Stopwatch:
    """Adds up what each folder spends, all workers together."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.sentences: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.spent[folder_of(report.nodeid)] += report.duration  # type: ignore[assignment]  # seconds are not whole

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.sentences = overspent(self.spent, written_budget())
        grown = overspent(
            self.spent, {folder: BAD_DAY * seconds for folder, seconds in written_budget().items()}
        )
        if grown and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("seconds per folder")
        for folder, seconds in sorted(self.spent.items()):
            terminalreporter.write_line(
                f"{folder:<16}{seconds:>7.1f} s of {written_budget().get(folder, 0):.0f}"
            )
        for sentence in self.sentences:
            terminalreporter.write_line(f"OVER BUDGET: {sentence}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("budget") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Stopwatch(), "stopwatch")
