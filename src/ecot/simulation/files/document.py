"""A scenario between its file and its dataclasses: one value per path, with where it was written.

Paths are tuples: ("costs", "fixed_month_cents"), ("sources", "ville", "month_cents"); a version of a
rule is ("allocation@12", "base_cents"), 12 being the month from which it is in force.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ecot.rules.kinds import RuleKind
from ecot.simulation.files.faults import Fault
from ecot.simulation.scenario.status import Status

Path = tuple[str, ...]

NONE = "none"
"""How a file says that an optional figure has no value, since TOML has no word for it."""

LISTS = {"shop": "shops", "source": "sources", "mechanism": "mechanisms"}
"""Tables written as rows `[[source]]`, and the part of the path that holds them."""

SIMULATED = (
    RuleKind.CONTRIBUTION,
    RuleKind.ALLOCATION,
    RuleKind.WALLET,
    RuleKind.REIMBURSEMENT,
    RuleKind.RESERVE,
    RuleKind.GIFT,
)
"""The kinds of rules that change something in a simulation."""

_PART = re.compile(r"(?:\"([^\"]*)\"|([^.\"\[\]=]+))((?:\[[0-9]+\])*)(?:\.|$)")
_BARE = re.compile(r"[A-Za-z0-9_@-]+")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value as written, the file and the line where it was (0 where on none)."""

    value: object
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a figure is known: its status, its source among the shipped facts, a note."""

    status: Status
    source: str = ""
    note: str = ""


@dataclass(slots=True)
class Document:
    """All the values of a scenario and their standing; built layer upon layer, then frozen by use."""

    leaves: dict[Path, Leaf] = field(default_factory=dict)
    standings: dict[Path, Standing] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def copy(self) -> Document:
        """Another document with the same values."""
        return Document(dict(self.leaves), dict(self.standings), list(self.faults))

    def below(self, prefix: Path) -> dict[str, Leaf]:
        """The values right below a path, by name."""
        length = len(prefix)
        return {
            path[length]: leaf
            for path, leaf in self.leaves.items()
            if len(path) == length + 1 and path[:length] == prefix
        }

    def rows(self, first: str) -> list[str]:
        """The names of the rows of a list, in the order in which they were first written."""
        return list(dict.fromkeys(path[1] for path in self.leaves if path[0] == first))

    def versions(self, kind: RuleKind) -> list[int]:
        """The months from which a version of a kind of rule is in force, earliest first."""
        months = (version_of(head, kind) for head in {path[0] for path in self.leaves})
        return sorted(month for month in months if month is not None)

    def names(self) -> Callable[[Path], str]:
        """How people write the paths of this document: a rule of one version without its month."""
        single = [kind.value for kind in SIMULATED if len(self.versions(kind)) == 1]
        return lambda path: dotted(path, single=single)

    def remove(self, prefix: Path) -> None:
        """Take out everything at and below a path."""
        for kept in (self.leaves, self.standings):
            for path in [path for path in kept if path[: len(prefix)] == prefix]:
                del kept[path]

    def holds(self, prefix: Path) -> bool:
        """Whether anything is written at or below a path."""
        return any(path[: len(prefix)] == prefix for path in self.leaves)


def version(kind: RuleKind, from_month: int) -> str:
    """The first part of the paths of a version of a rule."""
    return f"{kind.value}@{from_month}"


def version_of(head: str, kind: RuleKind) -> int | None:
    """The month of the version that the first part of a path names, if it is one of this kind."""
    name, _, month = head.partition("@")
    return int(month) if name == kind.value and month else None


def dotted(path: Path, *, single: Iterable[str] = ()) -> str:
    """A path as people write it; `single` names the rules of one version, whose month is not said."""
    first = path[0].partition("@")[0]
    head = first if first in set(single) else path[0]
    parts = [head, *path[1:]]
    return ".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in parts)


def read_dotted(text: str) -> tuple[Path, tuple[int, ...]] | None:
    """A path and the ranks of a list in it: `contribution.scale.rates_bp[1]`; nothing if unreadable."""
    parts: list[str] = []
    ranks: list[int] = []
    at, typed = 0, text.strip()
    while at < len(typed):
        match = _PART.match(typed, at)
        if match is None or ranks:
            return None
        parts.append((match[1] if match[1] is not None else match[2]).strip())
        ranks = [int(rank) for rank in re.findall(r"[0-9]+", match[3])]
        at = match.end()
    return (tuple(parts), tuple(ranks)) if parts else None


def flattened(prefix: Path, table: Mapping[str, object]) -> Iterable[tuple[Path, object]]:
    """Each value of nested tables with its path."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from flattened((*prefix, name), value)
        else:
            yield (*prefix, name), value
