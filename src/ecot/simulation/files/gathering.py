"""A document while it is being read: its values under their types, and every fault found.

`building`, `rule_rows` and `money_rows` share it; a fault knows its file and its line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, is_dataclass
from typing import get_type_hints

from ecot.simulation.files import faults as say
from ecot.simulation.files.checking import Read, checked
from ecot.simulation.files.document import Document, Leaf, Path
from ecot.simulation.files.faults import Fault, nearest
from ecot.simulation.files.keys import Key
from ecot.values.refusal import Reason, Refused

KeyOf = Callable[[str], Key | None]


@dataclass(slots=True)
class Build:
    """A document being read, and what was found wrong so far."""

    document: Document
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, path: Path, refused: Refused, *, at: Path | None = None) -> None:
        """Note a fault about a path, at the line of `at`, else where it, or what is below, begins."""
        leaf = self.document.leaves.get(at or path) or self._first_below(path)
        self.faults.append(Fault(leaf.file, leaf.line, self.document.names()(path), refused))

    def _first_below(self, path: Path) -> Leaf:
        """The first line written at or below a path, or below what holds it."""
        while path:
            held = [leaf for at, leaf in self.document.leaves.items() if at[: len(path)] == path]
            if held:
                return min(held, key=lambda leaf: (not leaf.file, leaf.line or len(held) ** 9))
            path = path[:-1]
        return Leaf(None)

    def say(self, path: Path, reason: Reason, **facts: object) -> None:
        """The same with a reason and its facts."""
        self.refuse(path, Refused(reason, facts))

    def value(self, path: Path, hint: object, key: Key) -> Read | None:
        """The value at a path under its type, or nothing after noting the fault."""
        read = checked(hint, self.document.leaves[path].value, key)
        if isinstance(read, Refused):
            self.refuse(path, read)
            return None
        return read

    def known(self, prefix: Path, names: list[str]) -> None:
        """Note every key right below a path that is not among the names."""
        length = len(prefix)
        written = [path[length] for path in self.document.leaves if path[:length] == prefix]
        for name in dict.fromkeys(written):
            if name not in names:
                self.say((*prefix, name), say.UNKNOWN_KEY, name=name, nearest=nearest(name, names))


def record(
    reading: Build, prefix: Path, kind: type, *, keys: Callable[[str], KeyOf]
) -> object | None:
    """A dataclass from the values below a path, nested ones included; nothing if one is wrong."""
    hints = get_type_hints(kind, include_extras=True)
    key_named = keys(".".join(prefix))
    reading.known(prefix, list(hints))
    found: dict[str, object] = {}
    for name, hint in hints.items():
        path = (*prefix, name)
        if is_dataclass(hint):
            assert isinstance(hint, type), "a class"
            found[name] = record(reading, path, hint, keys=keys)
        elif path in reading.document.leaves:
            key = key_named(name)
            assert key is not None, f"{path} has no line in the table of keys"
            read = reading.value(path, hint, key)
            if read is not None:
                found[name] = read.value
    make: Callable[..., object] = kind
    return make(**found) if not reading.faults else None
