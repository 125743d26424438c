"""The two long tables of a report, as rows of words: every figure, every assumption, each with its status."""

from __future__ import annotations

from collections.abc import Iterable

from ecot.simulation.report.content import StatedFigure
from ecot.simulation.scenario.status import Assumption, Status

Rows = tuple[tuple[str, ...], ...]
FIGURE_HEADINGS = ("Chiffre", "Valeur", "Ce qu'on en sait", "Remarque")
ASSUMPTION_HEADINGS = ("Ce qui est supposé", "Valeur", "Ce qu'on en sait", "D'où cela vient")
_LEAST_KNOWN_FIRST = (Status.UNKNOWN, Status.ASSUMED, Status.CALCULATED, Status.FACT)


def figure_rows(figures: Iterable[StatedFigure]) -> Rows:
    """Label, value, status with the number of assumptions it rests on, remark."""
    return tuple(
        (each.label, each.value, f"{each.status.label}{_resting(each.rests_on)}", each.why)
        for each in figures
    )


def assumption_rows(assumptions: Iterable[Assumption]) -> Rows:
    """Label, value, status, source and note; what is least known comes first."""
    ranked = sorted(assumptions, key=lambda each: _LEAST_KNOWN_FIRST.index(each.status))
    return tuple(
        (
            each.label,
            each.value,
            each.status.label,
            " · ".join(filter(None, (each.source, each.note))),
        )
        for each in ranked
    )


def _resting(count: int) -> str:
    if not count:
        return ""
    return f", sur {count} {'supposition' if count == 1 else 'suppositions'}"
