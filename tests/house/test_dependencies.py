"""What the product imports is what `pyproject.toml` declares: `make demo` installs nothing else."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions

import pytest

from tests.house.source import ROOT, Source, planted, product


def plain(name: str) -> str:
    """A distribution's name, as registries compare it, without its bounds or extras."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ;]", name)[0]).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return {plain(name) for name in project["dependencies"] + extras["pdf"] + extras["study"]}


def only_for_types(tree: ast.Module) -> set[ast.AST]:
    """What stands under `if TYPE_CHECKING:` is never run."""
    blocks = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    return {node for block in blocks for node in ast.walk(block)}


def undeclared(files: Iterable[Source], allowed: set[str]) -> list[str]:
    """Imports of the product that no declared package answers for."""
    owners = packages_distributions()
    faults = []
    for file in files:
        tree = file.tree
        unrun = only_for_types(tree)
        for node in (each for each in ast.walk(tree) if each not in unrun):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            roots = (
                {full.partition(".")[0] for full in names} - set(sys.stdlib_module_names) - {"ecot"}
            )
            faults += [
                file.at(node, f"imports {name}, which pyproject.toml does not declare")
                for name in sorted(roots)
                if not {plain(owner) for owner in owners.get(name, [])} & allowed
            ]
    return faults


def test_every_import_is_declared():
    assert undeclared(product(), declared()) == []


@pytest.mark.parametrize("name", ["pytest", "sqlparse", "nowhere"])
def test_an_undeclared_import_is_seen(name):
    assert len(undeclared(planted(f"import {name}"), declared())) == 1


def test_an_import_for_types_alone_passes():
    assert undeclared(planted("if TYPE_CHECKING:\n    import pytest"), declared()) == []


def test_the_demo_is_pinned_within_the_tests_and_without_them():
    pins = {
        name: set(
            re.findall(
                r"^([\w.-]+==\S+)", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE
            )
        )
        for name in ("demo", "dev")
    }
    assert pins["demo"] < pins["dev"]
    assert not any(pin.startswith(("pytest", "playwright", "mypy", "ruff")) for pin in pins["demo"])
