"""One entry of a data file: a fact with its sources, read by path; unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class FaultyDataError(Exception):
    """Data at fault; each line names the file, the entry and the path."""

    def __init__(self, faults: Iterable[str]) -> None:
        super().__init__("\n".join(faults))


@dataclass(frozen=True, slots=True)
class Entry:
    """An experiment, a mechanism, a threshold, a check, a territory.

    `sources` gives each source key the address of its page, or nothing where there is none; a
    territory's sources are references in words.
    """

    file: str
    id: str
    content: Mapping[str, object]
    sources: Mapping[str, str | None]

    def value(self, *path: str | int) -> object:
        """The value at a path of keys and indexes; `None` means unknown, a wrong path is an error."""
        found: object = self.content
        for step in path:
            parts = dict(enumerate(found)) if isinstance(found, list) else found
            if not isinstance(parts, Mapping) or step not in parts:
                raise FaultyDataError([self._at(path, f"there is no `{step}`")])
            found = parts[step]
        return found

    def number(self, *path: str | int) -> int | float | None:
        """The number at a path, or nothing where it is unknown."""
        found = self.value(*path)
        if found is None or (isinstance(found, int | float) and not isinstance(found, bool)):
            return found
        raise FaultyDataError([self._at(path, f"expected a number, found {found!r}")])

    def text(self, *path: str | int) -> str | None:
        """The text at a path, or nothing where it is unknown."""
        found = self.value(*path)
        if found is None or isinstance(found, str):
            return found
        raise FaultyDataError([self._at(path, f"expected text, found {found!r}")])

    def _at(self, path: tuple[str | int, ...], what: str) -> str:
        return f"{self.file}, {self.id}, {'.'.join(str(step) for step in path)}: {what}"
