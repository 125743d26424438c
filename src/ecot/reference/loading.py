"""Reads the data files that ship with the product, whole and strictly, once per process.

The rules' presets, the simulator and the strategy pages call these. A fault stops everything with
a `FaultyDataError` that names file, entry and path; nothing is guessed, null stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ecot.reference.checking import TERRITORY, faults
from ecot.reference.entry import Entry, FaultyDataError
from ecot.reference.parsing import parsed


@cache
def experiments() -> Mapping[str, Entry]:
    """What was tried, by id: caisses, and cheques as a benchmark."""
    return _entries("experiments.yaml", "experiments")


@cache
def mechanisms() -> Mapping[str, Entry]:
    """Who could fund a caisse, by id."""
    return _entries("funding_mechanisms.yaml", "mechanisms")


@cache
def thresholds() -> Mapping[str, Entry]:
    """Amounts of the law beyond which something is due, by id."""
    return _entries("funding_mechanisms.yaml", "thresholds")


@cache
def literature_defaults() -> Mapping[str, Entry]:
    """Figures of published studies used where nothing better is known, by id."""
    return _entries("funding_mechanisms.yaml", "literature_defaults")


@cache
def published_checks() -> Mapping[str, Entry]:
    """Figures that a correct simulator must return, by id."""
    return _entries("published_checks.yaml", "checks")


@cache
def income_tax() -> Mapping[str, Entry]:
    """Income tax of a year by disposable income, by type of household."""
    return _entries("income_tax.yaml", "tables", name="composition")


@cache
def glossary() -> Mapping[str, Entry]:
    """The words of the field, by French word."""
    return _entries("glossary.yaml", "terms", name="fr")


@cache
def as_of() -> str:
    """The latest day on which the shipped facts were gathered, as 2026-11-23."""
    dated = ("experiments.yaml", "funding_mechanisms.yaml", "published_checks.yaml")
    return max(str(_file(file)["as_of"]) for file in dated)


@cache
def territories() -> tuple[str, ...]:
    """The names of the territories that ship with the product."""
    names = (each.name for each in files("ecot.reference").joinpath("data").iterdir())
    chosen = (name for name in names if name.startswith(TERRITORY))
    return tuple(sorted(name.removeprefix(TERRITORY).removesuffix(".yaml") for name in chosen))


@cache
def territory(name: str) -> Entry:
    """Who lives in a territory, with what incomes; `name` is one of `territories()`."""
    file = f"{TERRITORY}{name}.yaml"
    if name not in territories():
        raise FaultyDataError([f"{file}: there is no such territory"])
    content = _file(file)
    return Entry(file, name, content, {key: str(words) for key, words in _sub(content, "sources")})


def read(file: str, written: str) -> Mapping[str, object]:
    """Parse the text of one file; raise with every fault of its form, else of its links."""
    content = parsed(file, written)
    found = faults(file, content)
    if found or not isinstance(content, Mapping):
        raise FaultyDataError(found)
    return content


@cache
def _file(file: str) -> Mapping[str, object]:
    return read(file, files("ecot.reference").joinpath("data", file).read_text("utf-8"))


def _entries(file: str, part: str, name: str = "id") -> Mapping[str, Entry]:
    entries = {}
    for _, each in _sub(_file(file), part):
        assert isinstance(each, Mapping), "the form was checked"
        key = str(each[name])
        entries[key] = Entry(file, key, each, _addresses(each))
    return entries


def _addresses(entry: Mapping[str, object]) -> Mapping[str, str | None]:
    if "sources" not in entry:
        return {}
    named = [source for _, source in _sub(entry, "sources") if isinstance(source, Mapping)]
    return {str(source["key"]): source["url"] for source in named}


def _sub(content: Mapping[str, object], part: str) -> list[tuple[str, object]]:
    """The pairs of a part: of a mapping by key, of a list by rank."""
    found = content[part]
    if isinstance(found, Mapping):
        return [(str(key), each) for key, each in found.items()]
    assert isinstance(found, list), "the form was checked"
    return [(str(rank), each) for rank, each in enumerate(found)]
