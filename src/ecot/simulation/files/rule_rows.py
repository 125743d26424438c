"""The versions of the rules of a scenario, read under the very parameters that a committee votes.

Bounds, checks and sentences are those of `rules/`; nothing here knows what a rule means.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import get_args, get_type_hints

from ecot.rules.kinds import PARAMETERS, RuleKind
from ecot.rules.parameters import Parameters
from ecot.simulation.files import faults as say
from ecot.simulation.files.document import NONE, SIMULATED, Path, version
from ecot.simulation.files.gathering import Build
from ecot.simulation.files.key_at import parameter_keys
from ecot.simulation.files.keys import Key
from ecot.simulation.scenario.scenario import DatedRule


def versions_of(reading: Build, kind: RuleKind) -> tuple[DatedRule, ...]:
    """The versions of a kind that hold, earliest first; what is wrong with the others is noted."""
    found = []
    for month in reading.document.versions(kind):
        parameters = _rule(reading, kind, version(kind, month))
        if parameters is not None:
            found.append(DatedRule(from_month=month, parameters=parameters))
    return tuple(found)


def _rule(reading: Build, kind: RuleKind, head: str) -> Parameters | None:
    """The parameters of a version, judged by the rule's own bounds and check."""
    before = len(reading.faults)
    written = _parameters(reading, (head,), PARAMETERS[kind])
    if len(reading.faults) > before or written is None:
        return None
    refused = written.check()
    if refused is not None:
        reading.refuse((head,), refused, at=(head, "from_month"))
    return written


def _parameters(reading: Build, prefix: Path, kind: type[Parameters]) -> Parameters | None:
    before = len(reading.faults)
    hints = get_type_hints(kind, include_extras=True)
    keys = parameter_keys(kind)
    reading.known(prefix, [*hints, "from_month"] if len(prefix) == 1 else list(hints))
    found: dict[str, object] = {}
    for name, hint in hints.items():
        path = (*prefix, name)
        inner = _parameters_in(hint)
        leaf = reading.document.leaves.get(path)
        if inner is not None and leaf is None and reading.document.holds(path):
            found[name] = _parameters(reading, path, inner)
        elif inner is not None:
            found[name] = None
            if leaf is not None and leaf.value != NONE:
                reading.say(path, say.NOT_A_TABLE, name=name, wanted=f"[rule.{name}]")
        elif leaf is not None:
            key = keys.get(name) or Key(name=name, label=name)
            read = reading.value(path, hint, key)
            if read is not None:
                found[name] = read.value
        elif _optional(hint) and _without_default(kind, name):
            found[name] = None
        elif _without_default(kind, name):
            facts = {"name": name, "label": keys[name].label if name in keys else name}
            reading.say(prefix, say.MISSING_KEY, **facts, wanted=f"{name} = … à cette règle")
    make: Callable[..., Parameters] = kind
    return make(**found) if len(reading.faults) == before else None


def _parameters_in(hint: object) -> type[Parameters] | None:
    """The parameters nested in a field, as a scale in a contribution."""
    for part in (hint, *get_args(hint)):
        if isinstance(part, type) and issubclass(part, Parameters):
            return part
    return None


def _optional(hint: object) -> bool:
    return type(None) in get_args(hint)


def _without_default(kind: type[Parameters], name: str) -> bool:
    each = next(each for each in fields(kind) if each.name == name)
    return each.default is MISSING and each.default_factory is MISSING


def check_needed(reading: Build) -> None:
    """Contribution and allocation are in force from month 0; every kind that is there starts there."""
    for kind in SIMULATED:
        months = reading.document.versions(kind)
        if not months and kind in (RuleKind.CONTRIBUTION, RuleKind.ALLOCATION):
            wanted = f'[[rule]] avec kind = "{kind.value}"'
            facts = {"name": kind.value, "label": f"la règle « {kind.label} »", "wanted": wanted}
            reading.say(("scenario",), say.MISSING_KEY, **facts)
        elif months and months[0] != 0:
            reading.say((version(kind, months[0]),), say.FIRST_VERSION, name=kind.value)
