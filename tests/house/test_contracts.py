"""Each import contract is seen failing on a fault of its own, planted in a copy of the product."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.source import ROOT


@dataclass(frozen=True)
class Fault:
    """An import that a contract forbids, in a file that does not exist yet."""

    contract: str
    path: str
    code: str
    reported: str


FLOORS = "Imports only go down, and every folder has its floor"
FAULTS = [
    Fault(
        FLOORS,
        "values/planted.py",
        "import ecot.ledger",
        "ecot.values is not allowed to import ecot.ledger",
    ),
    Fault(
        FLOORS,
        "rules/planted.py",
        "import ecot.formats",
        "ecot.rules is not allowed to import ecot.formats",
    ),
    Fault(
        FLOORS, "web/planted.py", "import ecot.cli", "ecot.web is not allowed to import ecot.cli"
    ),
    Fault(FLOORS, "attic/__init__.py", "", "ecot.attic"),
    Fault(
        "The rooms of operations only know the rooms below them",
        "operations/members/planted.py",
        "import ecot.operations.till",
        "ecot.operations.members is not allowed to import ecot.operations.till",
    ),
    Fault(
        "The rooms of the simulation only know the rooms below them",
        "simulation/population/planted.py",
        "import ecot.simulation.running",
        "ecot.simulation.population is not allowed to import ecot.simulation.running",
    ),
    Fault(
        "The quiet floors know nothing of Django",
        "reference/planted.py",
        "import django",
        "ecot.reference is not allowed to import django",
    ),
    Fault(
        "The tables of the book are private to the ledger",
        "operations/treasury/planted.py",
        "import ecot.ledger.models",
        "ecot.operations.treasury.planted",
    ),
    Fault(
        "The tables of the rulebook are private to the rulebook",
        "governance/planted.py",
        "import ecot.rulebook.models",
        "ecot.governance.planted",
    ),
    Fault(
        "Only governance enacts a rule",
        "operations/month/planted.py",
        "import ecot.rulebook.enacting",
        "ecot.operations.month.planted",
    ),
]


def judged(folder: Path) -> str:
    """What `lint-imports` says of the product copied to a folder."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": "src", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The judgement of one copy that holds every fault."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(
        ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "static")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    for fault in FAULTS:
        path = folder / "src" / "ecot" / fault.path
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'"""Planted."""\n{fault.code}\n', encoding="utf-8")
    return judged(folder)


def test_the_product_keeps_its_contracts():
    assert " 0 broken." in judged(ROOT)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.path)
def test_a_planted_import_breaks_its_contract(report, fault):
    assert f"{fault.contract} BROKEN" in report
    details = report.partition("Broken contracts")[2]
    assert fault.reported in details


def test_every_contract_has_its_planted_fault(report):
    assert " 0 kept, " in report
