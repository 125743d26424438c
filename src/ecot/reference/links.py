"""What a form alone cannot say of a data file: sources resolve, lists are in order, formulas close.

Each function takes a part of a file and the words that locate it, and yields one sentence per fault.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

COMPUTED = "computed"
"""The one source key without an entry: worked out from other values of the same entry."""

CALLS = frozenset({"max", "min", "round", "sum"})


def unique(names: Iterable[str], where: str) -> Iterator[str]:
    """No name is given twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{where}: `{name}` is given twice"
        seen.add(name)


def resolved(part: object, sources: Mapping[str, object], where: str) -> Iterator[str]:
    """Every `source` anywhere in the part is a key of the entry's sources."""
    if isinstance(part, list):
        for index, each in enumerate(part):
            yield from resolved(each, sources, f"{where}[{index}]")
    if isinstance(part, Mapping):
        for key, each in part.items():
            if key == "source":
                named = each if isinstance(each, list) else [each]
                for name in named:
                    if name is not None and name != COMPUTED and name not in sources:
                        yield f"{where}: source `{name}` is not among the entry's sources"
            elif key != "sources":
                yield from resolved(each, sources, f"{where}.{key}")


def oldest_first(days: Iterable[str | None], where: str) -> Iterator[str]:
    """Dates of a list never go back; `2025` and `2025-12` do not contradict each other."""
    last = ""
    for day in days:
        if day is None:
            continue
        length = min(len(last), len(day))
        if day[:length] < last[:length]:
            yield f"{where}: {day} comes after {last}; the oldest goes first"
        last = day


def unknown_start_first(days: Iterable[str | None], where: str) -> Iterator[str]:
    """Only the first value of a parameter may have an unknown start."""
    if any(day is None for day in list(days)[1:]):
        yield f"{where}: only the first value may have no start"


def closed_formulas(check: Mapping[str, object], where: str) -> Iterator[str]:
    """Formulas give the results that are expected, from inputs and earlier results alone."""
    inputs, formulas = _named(check["inputs"]), _named(check["formula"])
    if list(formulas) != list(_named(check["expected"])):
        yield f"{where}.expected: not the results of `formula`, in its order"
    for key in _named(check["tolerance_by_key"]):
        if key not in formulas:
            yield f"{where}.tolerance_by_key: `{key}` is not a result"
    known = set(inputs)
    for name, formula in formulas.items():
        yield from _expression(str(formula), known, f"{where}.formula.{name}")
        known.add(name)


def _expression(formula: str, known: set[str], where: str) -> Iterator[str]:
    try:
        tree = ast.parse(formula, mode="eval")
    except SyntaxError:
        yield f"{where}: not an expression"
        return
    stored = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in known | stored | CALLS:
            yield f"{where}: `{node.id}` is neither an input nor an earlier result"
        if isinstance(node, ast.Attribute | ast.Lambda | ast.NamedExpr):
            yield f"{where}: only arithmetic is allowed"


def _named(part: object) -> Mapping[str, object]:
    return part if isinstance(part, Mapping) else {}
