"""A scenario as a document: every value under its path, every figure with its standing.

The inverse of `building`. It also gives the values that hold where no file says anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum

from ecot.rules import presets
from ecot.rules.kinds import RuleKind
from ecot.rules.parameters import Parameters
from ecot.simulation.files.document import (
    NONE,
    SIMULATED,
    Document,
    Leaf,
    Path,
    Standing,
    flattened,
    version,
)
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.scenario.parts import (
    Behaviour,
    Costs,
    Delays,
    Economy,
    Growth,
    Opening,
    Population,
)
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import Source, Switch
from ecot.simulation.scenario.status import Assumption, Status
from ecot.values.money import NO_BREAK_SPACE, format_rate
from ecot.values.month import Month

PARTS = ("population", "growth", "behaviour", "costs", "economy", "opening", "delays")
HEADER = ("slug", "name", "start", "months", "draws", "seed", "overdraft")
OPTIONAL = frozenset({"until_month", "mechanism"})
"""Fields of a row that are left out when they have no value."""

SMALL_RATE_BP = 100
"""Beyond, nobody takes basis points for per cent: no key asks."""

UNSAID = "Valeur par défaut, que le fichier ne dit pas."
_NAMED = frozenset({"id", "name", "label", "class", "law", "mechanism", "law_status", "group"})


def describe(scenario: Scenario) -> Document:
    """The whole scenario as a document, its assumptions as standings."""
    document = Document()
    for path, value in _values(scenario):
        document.leaves[path] = Leaf(settled(path[-1], value))
    known = {assumption.key: assumption for assumption in scenario.assumptions}
    named = document.names()
    for path in document.leaves:
        assumption = known.get(named(path))
        if assumption is not None:
            document.standings[path] = _standing(assumption)
    return document


def defaults() -> Document:
    """What holds where no file says anything: Montpellier's figures, and how well they are known."""
    document = Document(leaves={("scenario", "overdraft"): Leaf(value=True)})
    document.leaves[("scenario", "months")] = Leaf(60)
    document.leaves[("scenario", "draws")] = Leaf(1_000)
    document.leaves[("scenario", "seed")] = Leaf(42)
    parts = (Population(), Growth(), Behaviour(), Costs(), Economy(), Opening(), Delays())
    for name, part in zip(PARTS, parts, strict=True):
        for path, value in flattened((name,), _table(part)):
            document.leaves[path] = Leaf(settled(path[-1], value))
            key = next(key for key in TABLES[".".join(path[:-1])] if key.name == path[-1])
            document.standings[path] = Standing(key.status, key.source, key.note)
    return document


def preset_leaves(slug: str, kind: RuleKind) -> Document:
    """A rule of a known caisse, as values below its kind and month 0, with where it comes from."""
    rule = presets.PRESETS[slug].rules[kind]
    provenance = rule.provenance
    status = Status.FACT if provenance.status is presets.Status.PUBLISHED else Status.ASSUMED
    experiment = presets.PRESETS[slug].experiment
    sources = ", ".join(f"{experiment}:{key}" for key in provenance.sources)
    document = Document()
    (start, month), *parameters = _rule(rule.parameters, version(kind, 0))
    document.leaves[start] = Leaf(month)
    first, _ = parameters[0]
    for path, value in parameters:
        note = provenance.note if path == first else f"Voir « {kind.value}.{first[-1]} »."
        document.leaves[path] = Leaf(settled(path[-1], value))
        document.standings[path] = Standing(status, sources, note)
    return document


def is_figure(path: Path) -> bool:
    """Whether a value must say where it comes from: all but names and the settings of a run."""
    if path[0] in ("scenario", "question") or path[-1] in _NAMED:
        return False
    return not (path[0].partition("@")[0] in set(RuleKind) and path[-1] == "from_month")


def _standing(assumption: Assumption) -> Standing:
    return Standing(assumption.status, assumption.source, assumption.note)


def _values(scenario: Scenario) -> Iterator[tuple[Path, object]]:
    for name in HEADER:
        yield ("scenario", name), plain(getattr(scenario, name))
    for name in PARTS:
        yield from flattened((name,), _table(getattr(scenario, name)))
    for shop in scenario.shops:
        yield from flattened(("shops", shop.name), _table(shop))
    for kind in SIMULATED:
        for dated in scenario.rules.get(kind, ()):
            yield from _rule(dated.parameters, version(kind, dated.from_month))
    for source in scenario.sources:
        yield from flattened(("sources", source.id), _source(source))
    for switch in scenario.mechanisms:
        yield from flattened(("mechanisms", switch.mechanism), _switch(switch))
    if scenario.question is not None:
        yield from flattened(("question",), _table(scenario.question))


def _rule(parameters: Parameters, head: str) -> Iterator[tuple[Path, object]]:
    yield (head, "from_month"), int(head.partition("@")[2])
    for path, value in flattened((head,), parameters.to_json()):
        yield path, NONE if value is None else value


def _source(source: Source) -> dict[str, object]:
    table = _row(source, renamed={"payer": "class"})
    return table | {name: source.amounts[name] for name in sorted(source.amounts)}


def _switch(switch: Switch) -> dict[str, object]:
    table = _row(switch, renamed={"mechanism": "id"})
    return table | {name: switch.values[name] for name in sorted(switch.values)}


def _row(row: Source | Switch, *, renamed: Mapping[str, str]) -> dict[str, object]:
    table: dict[str, object] = {}
    for each in fields(row):
        value = getattr(row, each.name)
        if isinstance(value, Mapping) or (value is None and each.name in OPTIONAL):
            continue
        table[renamed.get(each.name, each.name)] = plain(value)
    return table


def _table(part: object) -> dict[str, object]:
    assert is_dataclass(part), "a part of a scenario"
    return {each.name: plain(getattr(part, each.name)) for each in fields(part)}


def settled(name: str, value: object) -> object:
    """A small rate as text with its sign: it was settled once, and is not asked again."""
    if isinstance(value, list):
        return [settled(name, each) for each in value]
    if name.endswith("_bp") and type(value) is int and 0 < value <= SMALL_RATE_BP:
        return format_rate(value).replace(NO_BREAK_SPACE, " ")
    return value


def plain(value: object) -> object:
    """A value as TOML can hold it."""
    if value is None:
        return NONE
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if is_dataclass(value):
        return _table(value)
    return value
