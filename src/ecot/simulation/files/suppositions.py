"""The plain list of what a scenario rests on: each figure in words, with its status and its source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ecot.reference.loading import mechanisms
from ecot.rules.kinds import PARAMETERS, RuleKind
from ecot.rules.parameters import bounds_of
from ecot.rules.scale import Scale
from ecot.simulation.files.describing import UNSAID, is_figure
from ecot.simulation.files.document import NONE, Document, Path, Standing
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.funding.needs import LAW_NEEDS, needs_of
from ecot.simulation.scenario.status import Assumption, Status
from ecot.values.money import format_rate, short_euros

NEED_LABELS: Mapping[str, str] = {
    need.name: need.label for law in LAW_NEEDS for need in needs_of(law)
}
"""What a mechanism's figures are called, by the table of needs of funding."""

_OTHER_WORDS: Mapping[str, str] = {
    "mode": "comment la cotisation se choisit",
    "knots_cents": "seuils du barème",
    "rates_bp": "taux du barème",
    "jumps_cents": "sauts du barème",
    "base": "ce que lit le barème",
    "transfers_allowed": "un foyer peut donner des MonA",
    "prorata_entry_month": "part du mois d'arrivée",
    "rhythm": "rythme des remboursements",
    "shortage": "ce qui se passe si la réserve manque",
    "scale": "barème",
}


def assumptions_of(document: Document) -> tuple[Assumption, ...]:
    """One line per figure; what no file and no table says is supposed, and says so."""
    named = document.names()
    return tuple(
        _assumption(document, path, key=named(path), value=leaf.value)
        for path, leaf in document.leaves.items()
        if is_figure(path)
    )


def _unsaid(path: Path) -> Standing:
    """The standing of a figure that no file speaks of: that of the table of keys, or supposed."""
    table = path[0] if path[0] in ("shops", "sources", "mechanisms") else ".".join(path[:-1])
    key = next((key for key in TABLES.get(table, ()) if key.name == path[-1]), None)
    if key is None or not key.note:
        return Standing(Status.ASSUMED, note=UNSAID)
    return Standing(key.status, key.source, key.note)


def _assumption(document: Document, path: Path, *, key: str, value: object) -> Assumption:
    standing = document.standings.get(path) or _unsaid(path)
    return Assumption(
        key=key,
        label=_label(document, path),
        value=value_words(path[-1], value),
        status=standing.status,
        source=standing.source,
        note=standing.note,
    )


def value_words(name: str, value: object) -> str:
    """A value as a person reads it, by the unit at the end of its name."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if value == NONE:
        return "aucun"
    if isinstance(value, list | tuple) and value and isinstance(value[0], list | tuple):
        return " ; ".join(f"mois {month} : {value_words(name, each)}" for month, each in value)
    if isinstance(value, list | tuple):
        return " ; ".join(value_words(name, each) for each in value)
    if isinstance(value, int) and name.endswith("_cents"):
        return short_euros(value)
    if isinstance(value, int) and name.endswith("_bp"):
        return format_rate(value)
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)


@cache
def _parameter_words(kind: RuleKind, name: str) -> str:
    bounds = {**dict(bounds_of(Scale)), **dict(bounds_of(PARAMETERS[kind]))}
    return bounds[name].label.lower() if name in bounds else _OTHER_WORDS.get(name, name)


def _label(document: Document, path: Path) -> str:
    """What a figure is, in French, with the name of its row."""
    first = path[0].partition("@")[0]
    if first in set(RuleKind):
        words = _parameter_words(RuleKind(first), path[-1])
        return f"{RuleKind(first).label} : {words}"
    table = first if first in ("shops", "sources", "mechanisms") else ".".join(path[:-1])
    label = next((key.label for key in TABLES[table] if key.name == path[-1]), path[-1])
    if table == "sources":
        named = document.leaves.get((*path[:2], "label"))
        return f"{path[1] if named is None else named.value} : {label}"
    if table == "mechanisms":
        known = mechanisms().get(path[1])
        name = path[1] if known is None else known.text("label_fr")
        return f"{name} : {NEED_LABELS.get(path[-1], label)}"
    return f"{path[1]} : {label}" if table == "shops" else label
