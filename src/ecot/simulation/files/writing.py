"""The canonical file of a scenario, and its digest: one way of writing each scenario.

The file is whole (no baseline), its tables and keys are in the order of the table of keys, and its
digest is the SHA-256 of its bytes: `sha256sum` on a written file gives it back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from ecot.rules.kinds import RuleKind
from ecot.simulation.files.describing import describe
from ecot.simulation.files.document import LISTS, SIMULATED, Document, Leaf, Path, Standing, version
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.scenario.scenario import Scenario


def write_scenario(scenario: Scenario) -> str:
    """The scenario as TOML, whole and canonical; `read_text` gives the same scenario back."""
    document = describe(scenario)
    parts = [_tables(document, name) for name in TABLES if name not in LISTS.values()]
    parts += [_rules(document, kind) for kind in SIMULATED]
    parts += [_rows(document, name, path) for name, path in LISTS.items()]
    parts.append(_statuses(document))
    return "\n".join(part for part in parts if part)


def digest(scenario: Scenario) -> str:
    """The SHA-256 of the canonical file, in hexadecimal: what an output was computed from."""
    return hashlib.sha256(write_scenario(scenario).encode()).hexdigest()


def _tables(document: Document, name: str) -> str:
    return _table(f"[{name}]", document.below(tuple(name.split("."))))


def _rows(document: Document, name: str, path: str) -> str:
    rows = [_table(f"[[{name}]]", document.below((path, row))) for row in document.rows(path)]
    return "\n".join(rows)


def _rules(document: Document, kind: RuleKind) -> str:
    parts = []
    for month in document.versions(kind):
        head: Path = (version(kind, month),)
        parts.append(_table("[[rule]]", {"kind": Leaf(kind.value), **document.below(head)}))
        nested = {
            path[1] for path in document.leaves if path[:1] == head and len(path) > len(head) + 1
        }
        parts += [
            _table(f"[rule.{each}]", document.below((*head, each))) for each in sorted(nested)
        ]
    return "\n".join(parts)


def _table(header: str, values: Mapping[str, Leaf]) -> str:
    if not values:
        return ""
    lines = [f"{name} = {toml_value(leaf.value)}" for name, leaf in values.items()]
    return "\n".join([header, *lines, ""])


def _statuses(document: Document) -> str:
    named = document.names()
    lines = [
        f"{json.dumps(named(path), ensure_ascii=False)} = {_standing(standing)}"
        for path, standing in document.standings.items()
    ]
    return "\n".join(["[status]", *lines, ""]) if lines else ""


def _standing(standing: Standing) -> str:
    said = {"is": standing.status.value, "source": standing.source, "note": standing.note}
    return (
        "{ " + ", ".join(f"{key} = {toml_value(text)}" for key, text in said.items() if text) + " }"
    )


def toml_value(value: object) -> str:
    """One value in TOML: text, whole number, float, yes or no, list."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list | tuple):
        return f"[{', '.join(_each(value))}]"
    assert isinstance(value, int | float), f"a scenario cannot hold {value!r}"
    return repr(value)


def _each(values: Iterable[object]) -> Iterable[str]:
    return (toml_value(value) for value in values)
