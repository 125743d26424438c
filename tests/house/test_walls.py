"""No way round the contracts: what `import-linter` cannot see is looked for here."""

import ast
from collections.abc import Iterable

import pytest

from tests.house.source import Source, planted, product

SQL = {"cursor", "raw", "extra", "RunSQL", "RawSQL"}
SQL_ROOMS = ("ledger/", "records/", "rulebook/")
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "timezone.now",
    "time.time",
}
FACES = ("web/", "cli/", "api/", "config/")
DYNAMIC = {"get_model", "get_models", "import_module", "import_string", "__import__"}
ACT_AT_A_DISTANCE = ("django.dispatch", "django.db.models.signals", "django.core.signals")


def imported(file: Source) -> list[tuple[ast.AST, str]]:
    names: list[tuple[ast.AST, str]] = []
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            names += [(node, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [(node, f"{node.module}.{alias.name}") for alias in node.names]
    return names


def called(file: Source) -> list[tuple[ast.AST, str]]:
    """What is called, as `name` or as `owner.name`."""
    calls = (node for node in ast.walk(file.tree) if isinstance(node, ast.Call))
    return [(node, ast.unparse(node.func)) for node in calls]


def breaches(files: Iterable[Source]) -> list[str]:
    faults = []
    for file in files:
        below_the_faces = not file.room.startswith(FACES)
        may_write_sql = file.room.startswith(SQL_ROOMS) or file.room.endswith("queries.py")
        for node, name in imported(file):
            if name.startswith(ACT_AT_A_DISTANCE):
                faults.append(file.at(node, f"{name}: a signal acts at a distance"))
            if name.startswith("django.utils.translation") and below_the_faces:
                faults.append(file.at(node, "only the faces translate"))
        for node, name in called(file):
            last = name.rpartition(".")[2]
            if last in DYNAMIC and below_the_faces:
                faults.append(file.at(node, f"{last} walks round the import contracts"))
            if last in SQL and not may_write_sql:
                faults.append(file.at(node, f"{last}: SQL is written in the ledger and in queries"))
            if ".".join(name.split(".")[-2:]) in CLOCKS and file.room != "values/clock.py":
                faults.append(file.at(node, f"{name}: time is an argument, or values/clock.py"))
            if last == "save" and file.room.startswith("web/"):
                faults.append(file.at(node, "a view calls a deed; it saves nothing itself"))
    return faults


def test_nothing_walks_round_the_contracts():
    assert breaches(product()) == []


@pytest.mark.parametrize(
    "code",
    [
        "from django.dispatch import receiver",
        "from django.db.models.signals import post_save",
        "from django.utils.translation import gettext",
        "from django.apps import apps\napps.get_model('ledger', 'Entry')",
        "import importlib\nimportlib.import_module('ecot.ledger.models')",
        "__import__('ecot.ledger.models')",
        "connection.cursor()",
        "Household.objects.raw('select 1')",
        "migrations.RunSQL('drop table entry')",
        "datetime.now(tz=UTC)",
        "datetime.date.today()",
        "timezone.now()",
    ],
)
def test_a_way_round_is_seen(code):
    assert len(breaches(planted(code))) == 1


def test_a_view_that_saves_is_seen():
    assert len(breaches(planted("form.save()", "src/ecot/web/office/views.py"))) == 1


@pytest.mark.parametrize(
    "path", ["src/ecot/ledger/balances.py", "src/ecot/operations/till/queries.py"]
)
def test_sql_has_its_rooms(path):
    assert breaches(planted("connection.cursor()", path)) == []
