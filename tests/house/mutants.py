"""The judge of `make mutants`: nine in ten are noticed, and each that lives on is in the page with its reason.

    python -m tests.house.mutants

Reads what mutmut wrote in its folder `mutants/`, and docs/developer/mutants.md.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

PAGE: Final = Path("docs/developer/mutants.md")
FIGURES: Final = Path("mutants/mutmut-cicd-stats.json")
LEAST_PERCENT: Final = 90
NOTICED: Final = ("killed", "timeout", "segfault")
_SURVIVOR: Final = re.compile(r"(\S+)__mutmut_\d+: (?:survived|no tests)")
_CELL: Final = re.compile(r"^\| `([\w.]+)` \|", re.MULTILINE)


def functions(results: str) -> set[str]:
    """The functions whose mutants lived on, from the lines of `mutmut results`: `values.money.share`."""
    return {_plain(found) for found in _SURVIVOR.findall(results)}


def _plain(name: str) -> str:
    return re.sub(r"\.xǁ(\w+?)ǁ", r".\1.", name.removeprefix("ecot.")).replace(".x_", ".", 1)


def listed(page: str) -> set[str]:
    """The functions that the page gives a reason for."""
    return set(_CELL.findall(page))


def faults(
    figures: Mapping[str, int], lived_on: Iterable[str], reasons: Collection[str]
) -> list[str]:
    """What is wrong: too few noticed, or a function without a reason."""
    percent = 100 * sum(figures[name] for name in NOTICED) / figures["total"]
    few = [] if percent >= LEAST_PERCENT else [f"{percent:.1f} % noticed, {LEAST_PERCENT} wanted"]
    return few + [f"{name}: no reason in {PAGE}" for name in sorted(set(lived_on) - set(reasons))]


def judge() -> int:
    """Print what is wrong; the exit code."""
    mutmut = str(Path(sys.executable).with_name("mutmut"))
    subprocess.run([mutmut, "export-cicd-stats"], check=True, stdout=subprocess.DEVNULL)
    results = subprocess.run([mutmut, "results"], check=True, capture_output=True, text=True).stdout
    found = faults(
        json.loads(FIGURES.read_text()),
        functions(results),
        listed(PAGE.read_text(encoding="utf-8")),
    )
    sys.stdout.write("\n".join([*found, ""]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(judge())
