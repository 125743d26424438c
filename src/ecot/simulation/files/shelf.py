"""Where scenarios are: a path that a person gives, or the shelf that ships with the product."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ecot.simulation.files import faults as say
from ecot.simulation.files.faults import Fault, ScenarioError, nearest
from ecot.values.refusal import Refused

SUFFIX = ".toml"


def shipped() -> tuple[str, ...]:
    """The slugs of the scenarios that ship, in alphabetical order."""
    names = (each.name for each in files("ecot.simulation.files").joinpath("shipped").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))


def found(name: str, *, beside: Path | None = None) -> tuple[str, str, Path | None]:
    """What a scenario is called, its text, its folder; a shipped one has no folder.

    `name` is a path (seen from the folder `beside` first) or a slug of the shelf. Raises
    `ScenarioError` where there is none, or where it is not text.
    """
    for path in ([beside / name] if beside is not None else []) + [Path(name)]:
        for candidate in (path, path.with_name(path.name + SUFFIX)):
            if candidate.suffix == SUFFIX and candidate.is_file():
                return str(candidate), _text(candidate, str(candidate)), candidate.parent
    slug = name.removesuffix(SUFFIX)
    if slug in shipped():
        file = files("ecot.simulation.files").joinpath("shipped", slug + SUFFIX)
        return slug + SUFFIX, file.read_text("utf-8"), None
    facts = {"name": name, "nearest": nearest(slug, shipped()), "known": ", ".join(shipped())}
    raise ScenarioError([Fault("", 0, "", Refused(say.NOT_FOUND, facts))])


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as unreadable:
        raise ScenarioError([Fault(name, 0, "", Refused(say.NOT_TEXT))]) from unreadable
