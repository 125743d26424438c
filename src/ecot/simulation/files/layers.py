"""One file as a layer: what it writes, what it takes away, from which scenario it starts.

Only the form of the file is judged here; whether a value is in its range comes after the merge,
because a difference alone does not tell.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ecot.rules.kinds import RuleKind
from ecot.simulation.files import faults as say
from ecot.simulation.files.document import LISTS, SIMULATED, Leaf, Path, flattened, version
from ecot.simulation.files.faults import Fault, ScenarioError, nearest
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.files.lines import line_at, lines_of
from ecot.values.refusal import Reason, Refused

RULE_DIRECTIVES = frozenset({"kind", "from_month", "preset", "remove"})
SINGLE = tuple(name for name in TABLES if "." not in name and name not in LISTS.values())
KNOWN = (*SINGLE, "status", *LISTS, "rule")

_AT_LINE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_OTHER_WORDS = {"territory": "population", "place": "growth", "rules": "rule"} | {
    kind.value: f'[[rule]] avec kind = "{kind.value}"' for kind in RuleKind
}


@dataclass(slots=True)
class Layer:
    """What one file says: its values, what is removed, presets of rules, standings as written."""

    file: str
    lines: dict[tuple[str | int, ...], int]
    leaves: dict[Path, Leaf] = field(default_factory=dict)
    removed: list[tuple[Path, int]] = field(default_factory=list)
    presets: list[tuple[RuleKind, int, Leaf]] = field(default_factory=list)
    statuses: dict[Path, Leaf] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def directive(self, name: str) -> Leaf | None:
        """A key of `[scenario]` that tells how to read the file and is no part of the scenario."""
        return self.leaves.pop(("scenario", name), None)

    def refuse(
        self, path: tuple[str | int, ...], key: str, reason: Reason, **facts: object
    ) -> None:
        """Note a fault at the line of a path."""
        self.fault(line_at(self.lines, path), key, reason, **facts)

    def fault(self, line: int, key: str, reason: Reason, **facts: object) -> None:
        """Note a fault at a line."""
        self.faults.append(Fault(self.file, line, key, Refused(reason, facts)))


def layer_of(text: str, file: str) -> Layer:
    """Read the text of one file; raises at once only where it is not TOML at all."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as unreadable:
        raise ScenarioError([_not_toml(text, file, str(unreadable))]) from unreadable
    layer = Layer(file, lines_of(text))
    for name, content in written.items():
        if name == "status":
            _statuses(layer, content)
        elif name == "rule":
            for rank, row in _rows_of(layer, name, content):
                _rule(layer, rank, row)
        elif name in LISTS:
            for rank, row in _rows_of(layer, name, content):
                _row(layer, name, rank=rank, row=row)
        elif name in SINGLE:
            _table(layer, name, content)
        else:
            hint = f" Écrivez « {_OTHER_WORDS[name]} »." if name in _OTHER_WORDS else ""
            hint = hint or nearest(name, KNOWN)
            known = ", ".join(KNOWN)
            layer.refuse((name,), name, say.UNKNOWN_TABLE, name=name, nearest=hint, known=known)
    return layer


def _table(layer: Layer, name: str, content: object) -> None:
    if not isinstance(content, Mapping):
        layer.refuse((name,), name, say.NOT_A_TABLE, name=name, wanted=f"[{name}]")
        return
    for path, value in flattened((name,), content):
        layer.leaves[path] = Leaf(value, layer.file, line_at(layer.lines, path))


def _rows_of(
    layer: Layer, name: str, content: object
) -> Iterator[tuple[int, Mapping[str, object]]]:
    if isinstance(content, list) and all(isinstance(row, Mapping) for row in content):
        yield from enumerate(content)
    else:
        layer.refuse((name,), name, say.NOT_A_TABLE, name=name, wanted=f"[[{name}]]")


def _row(layer: Layer, name: str, *, rank: int, row: Mapping[str, object]) -> None:
    """A shop, a source or a mechanism, found again by its name or id."""
    by = "name" if name == "shop" else "id"
    called = row.get(by)
    if not isinstance(called, str) or not called.strip():
        facts = {"name": by, "label": f"chaque [[{name}]] en a un", "wanted": f'{by} = "…"'}
        layer.refuse((name, rank), name, say.MISSING_KEY, **facts)
        return
    prefix: Path = (LISTS[name], called)
    if row.get("remove") is True:
        layer.removed.append((prefix, line_at(layer.lines, (name, rank))))
        return
    if any(path[:2] == prefix for path in layer.leaves):
        layer.refuse((name, rank), ".".join(prefix), say.TWICE, name=called)
        return
    for path, value in flattened((), row):
        line = line_at(layer.lines, (name, rank, *path))
        layer.leaves[(*prefix, *path)] = Leaf(value, layer.file, line)


def _rule(layer: Layer, rank: int, row: Mapping[str, object]) -> None:
    """A version of a rule: its kind, the month where it begins, its parameters."""
    at, kind, month = ("rule", rank), row.get("kind"), row.get("from_month", 0)
    known = ", ".join(SIMULATED)
    if not isinstance(kind, str) or kind not in set(RuleKind):
        facts = {"given": kind or "", "nearest": nearest(str(kind), RuleKind), "known": known}
        layer.refuse((*at, "kind"), "rule.kind", say.UNKNOWN_WORD, label="sorte de règle", **facts)
        return
    if RuleKind(kind) not in SIMULATED:
        layer.refuse(at, f"rule.{kind}", say.NOT_SIMULATED, name=kind, known=known)
        return
    if type(month) is not int or month < 0:
        facts = {"given": month, "wanted": "un nombre entier de mois, à partir de 0"}
        layer.refuse((*at, "from_month"), "rule.from_month", say.OUT_OF_RANGE, label=kind, **facts)
        return
    head = version(RuleKind(kind), month)
    if row.get("remove") is True:
        layer.removed.append(((head,), line_at(layer.lines, at)))
        return
    if (head, "from_month") in layer.leaves:
        layer.refuse(at, head, say.TWICE, name=head)
        return
    layer.leaves[(head, "from_month")] = Leaf(month, layer.file, line_at(layer.lines, at))
    if "preset" in row:
        line = line_at(layer.lines, (*at, "preset"))
        layer.presets.append((RuleKind(kind), month, Leaf(row["preset"], layer.file, line)))
    for path, value in flattened((), row):
        if path[0] not in RULE_DIRECTIVES:
            line = line_at(layer.lines, (*at, *path))
            layer.leaves[(head, *path)] = Leaf(value, layer.file, line)


def _statuses(layer: Layer, content: object) -> None:
    """`[status]`: by dotted key, a word or a table with `is`, `source`, `note`."""
    if not isinstance(content, Mapping):
        layer.refuse(("status",), "status", say.NOT_A_TABLE, name="status", wanted="[status]")
        return
    for path, value in _standing_tables((), content):
        line = line_at(layer.lines, ("status", *path))
        layer.statuses[path] = Leaf(value, layer.file, line)


def _standing_tables(prefix: Path, table: Mapping[str, object]) -> Iterator[tuple[Path, object]]:
    for name, value in table.items():
        if isinstance(value, Mapping) and not set(value) <= {"is", "source", "note"}:
            yield from _standing_tables((*prefix, name), value)
        else:
            yield (*prefix, name), value


def _not_toml(text: str, file: str, why: str) -> Fault:
    match = _AT_LINE.search(why)
    lines = text.splitlines()
    line = int(match[1]) if match else len(lines)
    shown = lines[line - 1].strip()[:60] if 0 < line <= len(lines) else ""
    return Fault(file, line, "", Refused(say.NOT_TOML, {"text": f"« {shown} »"}))
