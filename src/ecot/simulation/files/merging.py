"""A scenario from its layers: the defaults, its baseline, its own differences, then changes.

A table takes what is written and keeps the rest; a row of a list is found again by its id and taken
away by `remove = true`; a rule that begins later starts from the version that it follows.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecot.rules.kinds import RuleKind
from ecot.rules.presets import PRESETS
from ecot.simulation.files import faults as say
from ecot.simulation.files.citing import cited, known_sources
from ecot.simulation.files.describing import preset_leaves
from ecot.simulation.files.document import (
    SIMULATED,
    Document,
    Leaf,
    Path,
    Standing,
    dotted,
    read_dotted,
    version,
    version_of,
)
from ecot.simulation.files.faults import nearest
from ecot.simulation.files.layers import Layer
from ecot.simulation.scenario.status import Status


def merged(below: Document, layer: Layer) -> Document:
    """The document below with a layer on it; faults of the layer are noted in it."""
    document = below.copy()
    experiment = _text(layer, "experiment")
    _remove(document, layer)
    _rules_preset(document, layer)
    _begin_versions(document, layer)
    for path, leaf in layer.leaves.items():
        document.leaves[path] = leaf
        document.standings.pop(path, None)
    _stand(document, layer, experiment)
    return document


def _text(layer: Layer, name: str) -> str:
    leaf = layer.directive(name)
    return str(leaf.value) if leaf is not None else ""


def _remove(document: Document, layer: Layer) -> None:
    for path, line in layer.removed:
        if not document.holds(path):
            known = document.rows(path[0]) if len(path) > 1 else []
            hint = nearest(path[-1], known)
            facts = {"name": dotted(path), "nearest": hint}
            layer.fault(line, dotted(path), say.NOTHING_TO_REMOVE, **facts)
        document.remove(path)


def _rules_preset(document: Document, layer: Layer) -> None:
    """`rules = "montpellier-2025"`: every rule of a known caisse from month 0, and only those."""
    leaf = layer.directive("rules")
    if leaf is None or not _known_preset(layer, leaf):
        return
    for kind in SIMULATED:
        for month in document.versions(kind):
            document.remove((version(kind, month),))
        if kind in PRESETS[str(leaf.value)].rules:
            _put_preset(document, kind, month=0, leaf=leaf)


def _begin_versions(document: Document, layer: Layer) -> None:
    """A version of a preset is that preset; any other starts as the version that it follows."""
    for kind, month, leaf in layer.presets:
        if _known_preset(layer, leaf):
            document.remove((version(kind, month),))
            if kind in PRESETS[str(leaf.value)].rules:
                _put_preset(document, kind, month=month, leaf=leaf)
    begun = {
        (kind, starts)
        for path in layer.leaves
        for kind in SIMULATED
        if (starts := version_of(path[0], kind)) is not None
    }
    for kind, month in sorted(begun):
        before = [each for each in document.versions(kind) if each < month]
        if month in document.versions(kind) or not before:
            continue
        _copy(document, (version(kind, before[-1]),), (version(kind, month),))
        document.leaves[(version(kind, month), "from_month")] = Leaf(month)


def _put_preset(document: Document, kind: RuleKind, *, month: int, leaf: Leaf) -> None:
    from_preset = preset_leaves(str(leaf.value), kind)
    head = version(kind, month)
    for path, each in from_preset.leaves.items():
        to = (head, *path[1:])
        value = month if path[1:] == ("from_month",) else each.value
        document.leaves[to] = Leaf(value, leaf.file, leaf.line)
        if path in from_preset.standings:
            document.standings[to] = from_preset.standings[path]


def _known_preset(layer: Layer, leaf: Leaf) -> bool:
    if leaf.value in PRESETS:
        return True
    facts = {"given": leaf.value, "nearest": nearest(str(leaf.value), PRESETS)}
    facts |= {"label": "Règles d'une caisse connue", "known": ", ".join(PRESETS)}
    layer.fault(leaf.line, "rules", say.UNKNOWN_WORD, **facts)
    return False


def _copy(document: Document, old: Path, new: Path) -> None:
    kept: tuple[dict[Path, Leaf], dict[Path, Standing]] = (document.leaves, document.standings)
    for path, leaf in [pair for pair in kept[0].items() if pair[0][: len(old)] == old]:
        kept[0][(*new, *path[len(old) :])] = leaf
    for path, standing in [pair for pair in kept[1].items() if pair[0][: len(old)] == old]:
        kept[1][(*new, *path[len(old) :])] = standing


def _stand(document: Document, layer: Layer, experiment: str) -> None:
    """Give each value the standing that the layer says of it.

    A word on one key holds in any case. A word on a table is about what this file writes there, or
    about all of it where the file writes nothing there.
    """
    said: dict[Path, Standing] = {}
    named: dict[Path, list[Path]] = {}
    for written, leaf in layer.statuses.items():
        standing = _standing(layer, written, leaf=leaf, experiment=experiment)
        if standing is not None:
            named[written] = aliases(document, written)
            said |= dict.fromkeys(named[written], standing)
    written_here = {
        path[:length]
        for path, leaf in document.leaves.items()
        if leaf.file == layer.file
        for length in range(1, len(path) + 1)
    }
    for path in document.leaves:
        for length in range(len(path), 0, -1):
            prefix = path[:length]
            here = document.leaves[path].file == layer.file or prefix not in written_here
            if prefix in said and (length == len(path) or here):
                document.standings[path] = said[prefix]
                break
    for written, paths in named.items():
        if not any(document.holds(path) for path in paths):
            known = {dotted(path) for path in document.leaves}
            name = ".".join(written)
            line = layer.statuses[written].line
            hint = nearest(name, known)
            layer.fault(line, f"status.{name}", say.UNKNOWN_KEY, name=name, nearest=hint)


def aliases(document: Document, written: Path) -> list[Path]:
    """The paths that a written one names: a rule without its month is each of its versions.

    `"a.b".c` and `a.b.c` are the same.
    """
    parts = tuple(part for each in written for part in _split(each))
    kind = next((kind for kind in SIMULATED if kind.value == parts[0]), None)
    if kind is None:
        return [parts]
    return [(version(kind, month), *parts[1:]) for month in document.versions(kind)]


def _split(part: str) -> tuple[str, ...]:
    read = read_dotted(part)
    return (part,) if read is None else read[0]


def _standing(layer: Layer, written: Path, *, leaf: Leaf, experiment: str) -> Standing | None:
    table = leaf.value if isinstance(leaf.value, Mapping) else {"is": leaf.value}
    name = ".".join(written)
    word = table.get("is")
    if word not in set(Status):
        facts = {"given": word, "nearest": nearest(str(word), Status)}
        facts |= {"label": "Statut (is)", "known": ", ".join(Status)}
        layer.fault(leaf.line, f"status.{name}", say.UNKNOWN_WORD, **facts)
        return None
    sources = cited(str(table.get("source", "")), experiment)
    for source in sources:
        if source not in known_sources():
            facts = {"name": source, "nearest": nearest(source, known_sources())}
            layer.fault(leaf.line, f"status.{name}", say.UNKNOWN_SOURCE, **facts)
            return None
    if word == Status.FACT and not sources:
        layer.fault(leaf.line, f"status.{name}", say.FACT_WITHOUT_SOURCE, name=name)
        return None
    return Standing(Status(str(word)), ", ".join(sources), str(table.get("note", "")))
