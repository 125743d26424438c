"""The list of keys of docs/committee/scenarios.md, as the table of keys says it.

`python -m tests.simulation.files.page` writes it anew; a test compares.
"""

from ecot.rules.kinds import PARAMETERS
from ecot.rules.parameters import bounds_of
from ecot.rules.scale import Scale
from ecot.simulation.files.document import SIMULATED
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.files.keys import Key
from tests.house.source import ROOT

PAGE = ROOT / "docs/committee/scenarios.md"
HEADING = "## Toutes les clés\n"
ROWS = {"shops": "[[shop]]", "sources": "[[source]]", "mechanisms": "[[mechanism]]"}


def listed() -> str:
    """The tables of the page, one line per key."""
    parts = [_table(f"`{ROWS.get(name, f'[{name}]')}`", keys) for name, keys in TABLES.items()]
    for kind in SIMULATED:
        bounds = [(name, bound) for name, bound in bounds_of(PARAMETERS[kind])]
        keys = [
            Key(name=name, label=bound.label, low=bound.low, high=bound.high)
            for name, bound in bounds
        ]
        parts.append(_table(f'`[[rule]]`, `kind = "{kind.value}"` ({kind.label.lower()})', keys))
    scale = [
        Key(name=name, label=bound.label, low=bound.low, high=bound.high)
        for name, bound in bounds_of(Scale)
    ]
    parts.append(_table("`[rule.scale]`, le barème d'une cotisation", scale))
    return "\n".join(parts)


def _table(title: str, keys) -> str:
    lines = [f"| {title} | ce que c'est | permis |", "|---|---|---|"]
    lines += [f"| `{key.name}` | {key.label} | {_allowed(key)} |" for key in keys]
    return "\n".join([*lines, ""])


def _allowed(key: Key) -> str:
    return "" if key.low is None else key.wanted


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    PAGE.write_text(text.partition(HEADING)[0] + HEADING + "\n" + listed(), "utf-8")
