"""The sources and the mechanisms of a scenario: who pays, under which law, with which figures.

Beside the keys of the table, a row holds the figures of its law of amount, whole numbers with their
unit last. A law has no probability; a mechanism keeps the status that the dated facts give it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import get_origin, get_type_hints

from ecot.reference.loading import mechanisms
from ecot.simulation.files import faults as say
from ecot.simulation.files.document import NONE, Path
from ecot.simulation.files.faults import nearest
from ecot.simulation.files.gathering import Build
from ecot.simulation.files.key_at import needed_keys
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.files.keys import Key, amount_key
from ecot.simulation.scenario.sources import (
    AmountLaw,
    LawStatus,
    PayerClass,
    Source,
    Switch,
)
from ecot.values.money import BASIS_POINTS

_SOURCE_KEYS: Mapping[str, Key] = {key.name: key for key in TABLES["sources"]}
_SWITCH_KEYS: Mapping[str, Key] = {key.name: key for key in TABLES["mechanisms"]}
_SOURCE_HINTS = {
    {"payer": "class"}.get(name, name): hint
    for name, hint in get_type_hints(Source).items()
    if get_origin(hint) is not Mapping
}
_SWITCH_HINTS = {"id": str, "from_month": int, "until_month": int | None}
_UNITS = ("_cents", "_bp", "_count", "_months", "_years")
_CHANCES = ("obtain_bp", "renew_bp")


def source_of(reading: Build, name: str) -> Source | None:
    """One source, or nothing after noting what is wrong with it."""
    prefix: Path = ("sources", name)
    for needed, words in (
        ("label", "un texte"),
        ("class", _words(PayerClass)),
        ("law", _words(AmountLaw)),
    ):
        if (*prefix, needed) not in reading.document.leaves:
            facts = {"name": needed, "label": _SOURCE_KEYS[needed].label}
            reading.say(prefix, say.MISSING_KEY, **facts, wanted=f"{needed} = {words}")
    found, amounts = _values(reading, prefix, hints=_SOURCE_HINTS, keys=_SOURCE_KEYS)
    mechanism = found.get("mechanism")
    if isinstance(mechanism, str) and _known_mechanism(reading, (*prefix, "mechanism"), mechanism):
        status = LawStatus(str(mechanisms()[mechanism].text("law_status")))
        if found.setdefault("law_status", status) is not status:
            facts = {"mechanism": mechanism, "known": status.value}
            reading.say((*prefix, "law_status"), say.LAW_STATUS_IS_DATED, **facts)
    if found.get("law_status") is LawStatus.NEEDS_LAW:
        _no_chance(reading, prefix, str(found.get("label", name)))
    if reading.faults:
        return None
    make: Callable[..., Source] = Source
    return make(**_renamed(found), amounts=amounts)


def switch_of(reading: Build, name: str) -> Switch | None:
    """One mechanism switched on, or nothing after noting what is wrong with it."""
    prefix: Path = ("mechanisms", name)
    found, values = _values(reading, prefix, hints=_SWITCH_HINTS, keys=_SWITCH_KEYS)
    if _known_mechanism(reading, prefix, name):
        entry = mechanisms()[name]
        if entry.text("law_status") == LawStatus.NEEDS_LAW:
            _no_chance(reading, prefix, str(entry.text("label_fr")))
    if reading.faults:
        return None
    found.pop("id")
    make: Callable[..., Switch] = Switch
    return make(mechanism=name, **found, values=values)


def _values(
    reading: Build, prefix: Path, *, hints: Mapping[str, object], keys: Mapping[str, Key]
) -> tuple[dict[str, object], dict[str, int]]:
    """The known keys of a row under their types, and its own figures."""
    found: dict[str, object] = {}
    figures: dict[str, int] = {}
    direct = reading.document.below(prefix)
    needed = needed_keys(prefix, reading.document)
    length = len(prefix)
    deeper = (path for path in reading.document.leaves if path[:length] == prefix)
    for name in dict.fromkeys(path[length] for path in deeper if len(path) > length + 1):
        reading.say((*prefix, name), say.UNKNOWN_KEY, name=name, nearest=nearest(name, hints))
    for name, leaf in direct.items():
        path = (*prefix, name)
        if name in hints:
            read = reading.value(path, hints[name], keys[name])
            if read is not None:
                found[name] = read.value
        elif not name.endswith(_UNITS) and (close := nearest(name, hints)):
            reading.say(path, say.UNKNOWN_KEY, name=name, nearest=close)
        elif leaf.value != NONE:
            read = reading.value(path, int, needed.get(name) or amount_key(name))
            if read is not None and isinstance(read.value, int):
                figures[name] = read.value
    return found, figures


def _known_mechanism(reading: Build, path: Path, name: str) -> bool:
    known = mechanisms()
    if name in known:
        return True
    facts = {"label": "Mécanisme", "given": name, "nearest": nearest(name, known)}
    reading.say(path, say.UNKNOWN_WORD, **facts, known=", ".join(known))
    return False


def _no_chance(reading: Build, prefix: Path, label: str) -> None:
    """A law is in a scenario or not: it has no probability."""
    for name in _CHANCES:
        leaf = reading.document.leaves.get((*prefix, name))
        if leaf is not None and leaf.value != BASIS_POINTS:
            reading.say((*prefix, name), say.LAW_HAS_NO_CHANCE, label=label, name=name)


def _renamed(found: Mapping[str, object]) -> dict[str, object]:
    return {("payer" if name == "class" else name): value for name, value in found.items()}


def _words(kind: type[StrEnum]) -> str:
    return " ou ".join(f'"{word.value}"' for word in kind)
