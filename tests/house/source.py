"""What the tests of the house read: our own files, as text and as trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "src/ecot/"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The file's syntax tree."""
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """The path inside the package: `ledger/posting.py`."""
        return self.path.removeprefix(PACKAGE)

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """All nodes of the given kinds, in order."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def functions(self) -> Iterator[Function]:
        """All functions and methods."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def at(self, node: ast.AST, fault: str) -> str:
        """A fault with its place, as tests report it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)} {fault}"


@cache
def tracked() -> tuple[str, ...]:
    """Every file that git follows or would follow, from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return tuple(
        sorted(path for path in set(listed.stdout.splitlines()) if (ROOT / path).is_file())
    )


@cache
def sources(under: str) -> tuple[Source, ...]:
    """The Python files under a folder, without the migrations that Django writes."""
    return tuple(
        Source(path, (ROOT / path).read_text(encoding="utf-8"))
        for path in tracked()
        if path.startswith(under) and path.endswith(".py") and "/migrations/" not in path
    )


def product() -> tuple[Source, ...]:
    """The Python files of the product."""
    return sources(PACKAGE)


def planted(text: str, path: str = "src/ecot/operations/till/planted.py") -> list[Source]:
    """A file that does not exist, holding a fault, to see a rule fail."""
    return [Source(path, text)]
