"""At which line of a TOML text each key stands: tomllib does not say, a person must know.

Only a scan for line numbers: what the text means is read by tomllib.
"""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*(\]\]?)\s*(?:#.*)?$")
_SEGMENT = re.compile(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([A-Za-z0-9_-]+))\s*(\.|$)")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*$")


def lines_of(text: str) -> dict[Path, int]:
    """The line of each key and table, by path; a row of `[[name]]` is (name, rank, …).

    Keys inside an inline table or a list are at the line of the key that holds it.
    """
    found: dict[Path, int] = {}
    rows: Counter[Path] = Counter()
    table: Path = ()
    depth, in_long_text = 0, False
    for number, line in enumerate(text.splitlines(), start=1):
        was_in_long_text = in_long_text
        in_long_text ^= (line.count('"""') + line.count("'''")) % 2 == 1
        if was_in_long_text:
            continue
        header = _HEADER.match(line) if depth == 0 else None
        if header is not None:
            table = _path(header[2])
            if header[1] == "[[":
                rows[table] += 1
                table = (*table, rows[table] - 1)
            else:
                table = _under_last_row(table, rows)
            found.setdefault(table, number)
            continue
        if depth == 0 and "=" in line and not line.lstrip().startswith("#"):
            key = _path(line.partition("=")[0])
            found.setdefault((*table, *key), number)
        bare = _STRING.sub("", line)
        depth = max(0, depth + sum(map(bare.count, "[{")) - sum(map(bare.count, "]}")))
    return found


def line_at(lines: dict[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest table that holds it; 0 where there is none."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 0


def _path(written: str) -> Path:
    """`a."b c".d` as its parts."""
    parts: list[str] = []
    at = 0
    while at < len(written):
        match = _SEGMENT.match(written, at)
        if match is None:
            return (*parts, written[at:].strip())
        parts.append(next(part for part in match.groups()[:3] if part is not None))
        at = match.end()
    return tuple(parts)


def _under_last_row(table: Path, rows: Counter[Path]) -> Path:
    """`[rule.scale]` belongs to the last `[[rule]]`."""
    for length in range(len(table), 0, -1):
        held = table[:length]
        if rows[held]:
            return (*held, rows[held] - 1, *table[length:])
    return table
