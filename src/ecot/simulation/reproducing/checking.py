"""Every published check, expected against found, within the tolerance that its file states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeGuard, cast

from ecot.reference.entry import Entry
from ecot.reference.loading import experiments, published_checks
from ecot.simulation.reproducing.facts import Fact, facts
from ecot.simulation.reproducing.formula import compute, exact
from ecot.simulation.reproducing.households import Inputs
from ecot.simulation.reproducing.law import LAW
from ecot.simulation.reproducing.payers import PAYERS
from ecot.simulation.reproducing.pots import POTS
from ecot.simulation.reproducing.reliefs import RELIEFS
from ecot.simulation.reproducing.shares import SHARES

MODELLED: tuple[Mapping[str, Callable[[Inputs], Mapping[str, object]]], ...] = (
    POTS,
    SHARES,
    LAW,
    PAYERS,
    RELIEFS,
)


class How(StrEnum):
    """What found a figure."""

    MODEL = "model"
    """Écot's own code: rules, indicators, funding, a run."""
    ARITHMETIC = "arithmetic"
    """The check's own formula on published figures: says that they agree, nothing of Écot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A published figure, or several, and what was found.

    `by_model` names the figures of `found` that Écot's code computed. `must_hold`: a failure is a
    fault of ours; else the figure is one that the model honestly misses, or reads in one of two ways.
    """

    id: str
    title: str
    expected: Mapping[str, object]
    found: Mapping[str, object]
    ok: bool
    sources: tuple[str, ...]
    how: How
    by_model: tuple[str, ...]
    must_hold: bool = True
    basis: str = ""
    note: str = ""

    @property
    def error(self) -> Mapping[str, float]:
        """Found less expected, for each figure that is one number."""
        pairs = ((name, self.found[name], each) for name, each in self.expected.items())
        return {
            name: round(found - each, 6)
            for name, found, each in pairs
            if _is_number(found) and _is_number(each)
        }

    def to_json(self) -> dict[str, object]:
        """The check for machines, with stable keys."""
        return {
            "id": self.id,
            "title": self.title,
            "expected": dict(self.expected),
            "found": dict(self.found),
            "error": dict(self.error),
            "ok": self.ok,
            "must_hold": self.must_hold,
            "how": self.how.value,
            "by_model": list(self.by_model),
            "basis": self.basis,
            "note": self.note,
            "sources": list(self.sources),
        }


def published() -> Iterator[Check]:
    """Compute every check of `reference/data/published_checks.yaml`, in its order."""
    for entry in published_checks().values():
        yield _checked(entry)


def reproduce() -> list[Check]:
    """All that was published and that Écot can find again: the checks that must hold, then the facts."""
    return [*published(), *(_judged(fact) for fact in facts())]


def _judged(fact: Fact) -> Check:
    found = fact.found()
    return Check(
        id=fact.id,
        title=fact.title,
        expected=fact.expected,
        found={name: round(each, 4) for name, each in found.items()},
        ok=all(
            abs(found[name] - each) <= fact.tolerance[name] for name, each in fact.expected.items()
        ),
        sources=tuple(address for each in fact.sources for address in _addresses(each)),
        how=How.MODEL,
        by_model=tuple(fact.expected),
        must_hold=False,
        basis="published",
        note=fact.note,
    )


def _addresses(source: str) -> tuple[str, ...]:
    """The pages of a published check or of an `experiment:key`, else the words as they are."""
    if source in published_checks():
        return tuple(url or key for key, url in published_checks()[source].sources.items())
    entry, _, key = source.partition(":")
    if entry not in experiments():
        return (source,)
    return (experiments()[entry].sources[key] or source,)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _checked(entry: Entry) -> Check:
    given = cast("Mapping[str, object]", exact(entry.value("inputs")))
    wanted = cast("Mapping[str, object]", entry.value("expected"))
    formulas = cast("Mapping[str, str]", entry.value("formula"))
    modelled = {
        name: value
        for made in MODELLED
        if entry.id in made
        for name, value in made[entry.id](given).items()
    }
    assert modelled.keys() <= formulas.keys(), (
        f"{entry.id}: a figure that the check does not expect"
    )
    known = dict(given)
    for name, formula in formulas.items():
        known[name] = modelled[name] if name in modelled else compute(formula, known)
    found = {name: known[name] for name in wanted}
    close = all(
        near(found[name], exact(each), _tolerance(entry, name)) for name, each in wanted.items()
    )
    return Check(
        id=entry.id,
        title=entry.text("title_fr") or "",
        expected=wanted,
        found={name: plain(each) for name, each in found.items()},
        ok=close,
        sources=tuple(url or key for key, url in entry.sources.items()),
        how=How.MODEL if modelled else How.ARITHMETIC,
        by_model=tuple(name for name in formulas if name in modelled),
        basis=entry.text("basis") or "",
        note=entry.text("note_fr") or "",
    )


def near(found: object, expected: object, tolerance: Fraction) -> bool:
    """Whether a figure is within a tolerance, list by list; a yes or a no must be the same."""
    if isinstance(expected, list):
        alike = isinstance(found, list) and len(found) == len(expected)
        return alike and all(
            near(one, other, tolerance)
            for one, other in zip(cast("list[object]", found), expected, strict=True)
        )
    if isinstance(expected, bool) or isinstance(found, bool):
        return found is expected
    if isinstance(expected, Fraction) and isinstance(found, Fraction | int):
        return abs(found - expected) <= tolerance
    return found == expected


def plain(value: object) -> object:
    """A figure for people and machines: whole where it is whole, else with six decimals."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else round(float(value), 6)
    return value


def _tolerance(entry: Entry, name: str) -> Fraction:
    by_key = cast("Mapping[str, object]", entry.value("tolerance_by_key"))
    return cast("Fraction", exact(by_key.get(name, entry.value("tolerance"))))
