"""Changes on a document: what `--set`, goal seek, sensitivity and the live preview all go through."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence

from ecot.reference.loading import mechanisms
from ecot.simulation.files import faults as say
from ecot.simulation.files.describing import is_figure
from ecot.simulation.files.document import (
    LISTS,
    NONE,
    SIMULATED,
    Document,
    Leaf,
    Path,
    Standing,
    read_dotted,
    version,
)
from ecot.simulation.files.faults import Fault, ScenarioError, nearest
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.files.suppositions import value_words
from ecot.simulation.scenario.status import Status
from ecot.values.refusal import Reason, Refused

FROM = "--set"


def changed_document(below: Document, changes: Sequence[str] | Mapping[str, object]) -> Document:
    """The document with values changed, each of them an assumption that says what it was."""
    document = below.copy()
    given = changes.items() if isinstance(changes, Mapping) else map(_split, changes)
    faults = []
    for key, value in given:
        fault = _change(document, key, value)
        if fault is not None:
            faults.append(Fault(FROM, 0, key, fault))
    if faults:
        raise ScenarioError(faults)
    return document


def target(document: Document, key: str) -> tuple[Path, tuple[int, ...]] | Refused:
    """The path that a key names in this scenario, and the ranks in its list."""
    read = read_dotted(key)
    if read is None:
        return Refused(say.NOT_A_CHANGE, {"given": key})
    (first, *rest), ranks = read
    if not rest and first in {each.name for each in TABLES["scenario"]}:
        return ("scenario", first), ranks
    kind = next((kind for kind in SIMULATED if kind.value == first), None)
    months = [] if kind is None else document.versions(kind)
    if kind is not None and len(months) > 1:
        known = ", ".join(f"{first}@{month}" for month in months)
        return Refused(say.SEVERAL_VERSIONS, {"name": key, "known": known})
    head = version(kind, months[0]) if kind is not None and months else LISTS.get(first, first)
    path = (head, *rest)
    return (path, ranks) if _may_be(document, path) else _unknown(document, key)


def _change(document: Document, key: str, value: object) -> Refused | None:
    found = target(document, key)
    if isinstance(found, Refused):
        return found
    path, ranks = found
    if len(path) == 2 and path[0] in LISTS.values():  # noqa: PLR2004 (a row as a whole)
        return _switch(document, path, value)
    before = document.leaves.get(path)
    if ranks:
        changed = _with_rank(None if before is None else before.value, ranks, value)
        if changed is None:
            return _unknown(document, key)
        value = changed
    if path[0] == "mechanisms":
        document.leaves.setdefault((*path[:2], "id"), Leaf(path[1], FROM))
    nested = (*path, "")
    if before is None and document.holds(path) and value == NONE and nested:
        document.remove(path)
    document.leaves[path] = Leaf(value, FROM)
    if is_figure(path):
        was = "" if before is None else f" ; avant : {value_words(path[-1], before.value)}"
        document.standings[path] = Standing(Status.ASSUMED, note=f"Changé pour cet essai{was}.")
    return None


def _switch(document: Document, path: Path, value: object) -> Refused | None:
    """A mechanism on, or a row taken away."""
    if value == NONE or value is False:
        document.remove(path)
        return None
    if path[0] == "mechanisms" and value is True:
        document.leaves.setdefault((*path, "id"), Leaf(path[1], FROM))
        return None
    facts = {"label": path[1], "given": value, "wanted": "true ou none"}
    return Refused(say.WRONG_FORM, facts)


def _may_be(document: Document, path: Path) -> bool:
    """Whether a path is a key of a scenario: written there, or one that a file may write."""
    if document.holds(path):
        return True
    if path[0] == "mechanisms":
        return len(path) in (2, 3) and path[1] in mechanisms()
    if path[0] == "sources":
        return len(path) == 3 and document.holds(path[:2])  # noqa: PLR2004 (a figure of a row)
    table = "shops" if path[0] == "shops" else ".".join(path[:-1])
    return path[-1] in {key.name for key in TABLES.get(table, ())}


def _unknown(document: Document, key: str) -> Refused:
    known = list(map(document.names(), document.leaves))
    reason: Reason = say.UNKNOWN_KEY
    return Refused(reason, {"name": key, "nearest": nearest(key, known)})


def _with_rank(value: object, ranks: tuple[int, ...], new: object) -> object | None:
    """A list with one number changed; nothing where it has no such rank."""
    if not isinstance(value, list | tuple) or ranks[0] >= len(value):
        return None
    inner = new if len(ranks) == 1 else _with_rank(value[ranks[0]], ranks[1:], new)
    return None if inner is None else [*value[: ranks[0]], inner, *value[ranks[0] + 1 :]]


def _split(text: str) -> tuple[str, object]:
    """`key=value`: the value as TOML where it is, else a word."""
    key, equals, written = text.partition("=")
    if not equals or not key.strip() or not written.strip():
        raise ScenarioError([Fault(FROM, 0, "", Refused(say.NOT_A_CHANGE, {"given": text}))])
    try:
        value: object = tomllib.loads(f"value = {written}")["value"]
    except tomllib.TOMLDecodeError:
        value = written.strip()
    return key.strip(), value
