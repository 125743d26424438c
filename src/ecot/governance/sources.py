"""How the act from which a rule comes is said. The rulebook keeps it opaque; the faces ask here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ecot.values.month import day_in_words

FOUNDING = "Acte fondateur du {on}."
DECISION = "Décision {name} du comité."


def source_words(source: str) -> tuple[str, Mapping[str, str]]:
    """A French template and its facts, for `founding 2023-01-10` or `decision 12`."""
    kind, _, name = source.partition(" ")
    if kind == "founding":
        return FOUNDING, {"on": day_in_words(date.fromisoformat(name))}
    return DECISION, {"name": name}
