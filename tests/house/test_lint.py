"""The linter and the type checker are awake: they see a fault of each family that we count on."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

FAULTS = {
    "D103": "def pay() -> None:\n    pass\n",
    "D100": "x = 1\n",
    "ANN201": 'def pay():\n    """Pay."""\n',
    "ANN401": "from typing import Any\n\n\ndef _pay(amount: Any) -> None:\n    del amount\n",
    "BLE001": "try:\n    x = 1\nexcept Exception:\n    x = 2\n",
    "DTZ005": "from datetime import datetime\n\nx = datetime.now()\n",
    "T201": "print(1)\n",
    "S608": 'x = 1\ny = f"SELECT * FROM entry WHERE id = {x}"\n',
    "SLF001": "import decimal\n\nx = decimal._x\n",
    "TID252": "from ..values import money\n",
    "C901": "def _f(x: int) -> None:\n"
    + "".join(f"    if x == {n}:\n        return\n" for n in range(12)),
}


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_the_linter_sees(code):
    ruff = [str(Path(sys.executable).with_name("ruff")), "check", "--output-format", "concise"]
    done = subprocess.run(
        [*ruff, "--stdin-filename", "src/ecot/operations/till/planted.py", "-"],
        input=FAULTS[code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f" {code} " in done.stdout


def test_the_type_checker_is_strict_and_knows_the_tables(tmp_path):
    planted = tmp_path / "planted.py"
    planted.write_text(
        "from django.contrib.auth.models import Group\n"
        "def untyped(): ...\n"
        "def wrong() -> int:\n"
        "    return Group.objects.get().name\n"
    )
    mypy = [
        str(Path(sys.executable).with_name("mypy")),
        "--config-file",
        str(ROOT / "pyproject.toml"),
    ]
    done = subprocess.run(
        [*mypy, "--cache-dir", str(tmp_path / "cache"), str(planted)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "[no-untyped-def]" in done.stdout
    assert 'got "str", expected "int"' in done.stdout
