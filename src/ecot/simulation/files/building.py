"""A document as a scenario: every value checked, every rule by its own check, then the whole.

All faults are gathered before anything is refused, so that a person corrects a file once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_type_hints

from ecot.simulation.files import faults as say
from ecot.simulation.files.describing import HEADER, PARTS, describe
from ecot.simulation.files.document import SIMULATED, Document
from ecot.simulation.files.faults import ScenarioError
from ecot.simulation.files.gathering import Build, KeyOf, record
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.files.money_rows import source_of, switch_of
from ecot.simulation.files.rule_rows import check_needed, versions_of
from ecot.simulation.files.suppositions import assumptions_of
from ecot.simulation.files.together import faults_together
from ecot.simulation.funding.catalogue import assumptions_of as switched
from ecot.simulation.population import assumptions_of as territorial
from ecot.simulation.scenario.parts import Question, Shops
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.status import Assumption

_HINTS = get_type_hints(Scenario)


def build(document: Document) -> Scenario:
    """The scenario that a document describes; raises `ScenarioError` with all its faults."""
    reading = Build(document, list(document.faults))
    header = _header(reading)
    parts = {name: _part(reading, name) for name in PARTS}
    shops = [_shop(reading, name) for name in document.rows("shops")]
    rules = {kind: versions_of(reading, kind) for kind in SIMULATED if document.versions(kind)}
    sources = [source_of(reading, name) for name in document.rows("sources")]
    switches = [switch_of(reading, name) for name in document.rows("mechanisms")]
    question = _question(reading)
    if not reading.faults:
        check_needed(reading)
    if reading.faults:
        raise ScenarioError(reading.faults)
    make: Callable[..., Scenario] = Scenario
    scenario = make(
        **header,
        **parts,
        rules=rules,
        shops=tuple(shop for shop in shops if shop is not None),
        sources=tuple(source for source in sources if source is not None),
        mechanisms=tuple(switch for switch in switches if switch is not None),
        question=question,
    )
    for path, refused in faults_together(scenario):
        reading.refuse(path, refused)
    if reading.faults:
        raise ScenarioError(reading.faults)
    whole = describe(scenario)
    whole.standings = document.standings
    return replace(scenario, assumptions=_all_assumptions(scenario, whole))


def _all_assumptions(scenario: Scenario, whole: Document) -> tuple[Assumption, ...]:
    """What the file says, then what switched mechanisms and the territory take from the facts."""
    own = assumptions_of(whole)
    said = {assumption.key for assumption in own}
    others = (*switched(scenario), *territorial(scenario.population))
    return own + tuple(each for each in others if each.key not in said)


def _header(reading: Build) -> dict[str, object]:
    keys = {key.name: key for key in TABLES["scenario"]}
    reading.known(("scenario",), list(keys))
    found: dict[str, object] = {}
    for name, hint in ((name, _HINTS[name]) for name in HEADER):
        path = ("scenario", name)
        if path not in reading.document.leaves:
            facts = {"name": f"scenario.{name}", "label": keys[name].label}
            reading.say(("scenario",), say.MISSING_KEY, **facts, wanted=f"{name} sous [scenario]")
        elif (read := reading.value(path, hint, keys[name])) is not None:
            found[name] = read.value
    return found


def _part(reading: Build, name: str) -> object:
    return record(reading, (name,), _HINTS[name], keys=_keys_of)


def _keys_of(table: str) -> KeyOf:
    return {key.name: key for key in TABLES[table]}.get


def _shop(reading: Build, name: str) -> Shops | None:
    keys = {key.name: key for key in TABLES["shops"]}
    prefix = ("shops", name)
    for key in keys.values():
        if (*prefix, key.name) not in reading.document.leaves:
            wanted = f"{key.name} = … sous ce [[shop]]"
            reading.say(prefix, say.MISSING_KEY, name=key.name, label=key.label, wanted=wanted)
    made = record(reading, prefix, Shops, keys=lambda _: keys.get)
    return made if isinstance(made, Shops) else None


def _question(reading: Build) -> Question | None:
    if not reading.document.holds(("question",)):
        return None
    keys = {key.name: key for key in TABLES["question"]}
    for name, key in keys.items():
        if ("question", name) not in reading.document.leaves:
            facts = {"name": f"question.{name}", "label": key.label}
            reading.say(("question",), say.MISSING_KEY, **facts, wanted=f"{name} sous [question]")
    made = (
        record(reading, ("question",), Question, keys=lambda _: keys.get)
        if not reading.faults
        else None
    )
    return made if isinstance(made, Question) else None
