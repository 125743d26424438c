"""The founding act: once, before the first entry, a caisse writes the dated series of its rules.

It may look back (a caisse that moves in brings its past rules with it) because the book is empty.
Later changes come from the committee's decisions. Called by the demo and by `ecot rules found`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ecot.ledger.entries import entries
from ecot.records.deed import deed
from ecot.rulebook import reading
from ecot.rulebook.enacting import Source, write_version
from ecot.rules.kinds import Parameters, RuleKind
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.refusal import Reason, RefusalError, refuse

ALREADY_FOUNDED: Final = Reason(
    "ALREADY_FOUNDED",
    "L’acte fondateur a déjà été pris. Pour changer une règle, passez par un vote du comité.",
)
BOOK_NOT_EMPTY: Final = Reason(
    "BOOK_NOT_EMPTY",
    "Le livre contient déjà des écritures : ses règles ne peuvent plus être fondées après coup.",
)
KIND_MISSING: Final = Reason(
    "KIND_MISSING",
    "L’acte fondateur doit fixer chaque règle. Il manque : {kinds}.",
)
TWICE_THE_SAME_MONTH: Final = Reason(
    "TWICE_THE_SAME_MONTH",
    "L’acte fondateur fixe deux fois la règle « {kind} » pour {month}. Gardez-en une.",
)


@dataclass(frozen=True, slots=True)
class FoundingVersion:
    """One line of the founding act: a rule and the month from which it is in force."""

    kind: RuleKind
    month: Month
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Founded:
    """The numbers of the versions that the founding act wrote, in its order."""

    version_ids: tuple[int, ...]


@deed
def found(act: Act, series: Sequence[FoundingVersion]) -> Founded:
    """Write the series once, every kind of rule at least once, into an empty book.

    Refuses ALREADY_FOUNDED, BOOK_NOT_EMPTY, KIND_MISSING, TWICE_THE_SAME_MONTH and out-of-bounds rules.
    """
    if any(reading.history(kind) for kind in RuleKind):
        raise refuse(ALREADY_FOUNDED)
    if entries(limit=1):
        raise refuse(BOOK_NOT_EMPTY)
    missing = [kind.value for kind in RuleKind if kind not in {line.kind for line in series}]
    if missing:
        raise refuse(KIND_MISSING, kinds=", ".join(missing))
    seen: set[tuple[RuleKind, Month]] = set()
    for line in series:
        if (line.kind, line.month) in seen:
            raise refuse(TWICE_THE_SAME_MONTH, kind=line.kind.value, month=line.month.words)
        seen.add((line.kind, line.month))
        if (refused := line.parameters.check()) is not None:
            raise RefusalError(refused)
    source = Source("founding", act.on.isoformat())
    return Founded(
        tuple(
            write_version(
                act, kind=line.kind, parameters=line.parameters, month=line.month, source=source
            )
            for line in series
        )
    )
