"""The figures of the dated reference as whole numbers: which value is in force in which month.

`catalogue` and `relief` ask. A value is in force in a month if its date is not after the month's first
day; the last one lasts until another is known, a null makes it unknown again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ecot.reference.entry import Entry
from ecot.reference.loading import literature_defaults, mechanisms
from ecot.simulation.funding.forms import Combined, Known
from ecot.simulation.scenario.status import Status
from ecot.values.money import BASIS_POINTS, round_half_up
from ecot.values.month import Month

_COMPUTED = "computed"
_MONTHS_OF_YEAR = 12
_IN_ONE = {"cents": 100, "bp": BASIS_POINTS, "millionths": 1_000_000}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in force: the whole number, how well it is known, its note.

    `source` names entries of the reference with their source keys: `caf_msa_cpam:caf73, …`.
    """

    value: int
    status: Status
    source: str = ""
    note: str = ""


def figure(entry: Entry, name: str, known: Known, *, month: Month) -> Figure | None:
    """What the reference says of the need `name` in a month; `None` where it does not know."""
    if known.literature:
        return _studied(name, known.names[0])
    pieces = [in_force(entry, each, month) for each in known.names]
    parts = [each for each in pieces if each is not None]
    if len(parts) < len(pieces):
        return None
    combined = _combined([_sizes(each["value"]) for each in parts], known.how)
    scale = _IN_ONE.get(name.rpartition("_")[2], 1)
    if name.endswith("_months") and str(parts[0]["unit"]).startswith("year"):
        scale = _MONTHS_OF_YEAR
    exact = combined * scale
    value = round_half_up(exact.numerator, exact.denominator)
    sources = [str(key) for part in parts for key in _listed(part["source"])]
    calculated = known.how in _WORKED_OUT or _COMPUTED in sources
    judged = any(part.get("basis") for part in parts)
    status = Status.ASSUMED if judged else Status.CALCULATED if calculated else Status.FACT
    named = [f"{entry.id}:{key}" for key in dict.fromkeys(sources) if key != _COMPUTED]
    return Figure(value, status, ", ".join(named), _notes(entry, known.names))


def in_force(entry: Entry, parameter: str, month: Month) -> Mapping[str, object] | None:
    """The dated value of a parameter in a month, or nothing where none is known then."""
    found: Mapping[str, object] | None = None
    for each in _listed(_parameter(entry, parameter)["values"]):
        assert isinstance(each, Mapping), "the form was checked"
        since = each["from"]
        if since is None or _first_day(str(since)) <= month.first_day:
            found = each
    return None if found is None or found["value"] is None else found


def changes(entry: Entry, known: Known) -> tuple[Month, ...]:
    """The months from which one of the parameters has another value, known or not."""
    if known.literature:
        return ()
    days = {
        _first_day(str(each["from"]))
        for name in known.names
        for each in _listed(_parameter(entry, name)["values"])
        if isinstance(each, Mapping) and each["from"] is not None
    }
    return tuple(sorted(_first_month(day) for day in days))


def mechanism(name: str) -> Entry | None:
    """The sheet of a mechanism, by its id or one of its aliases."""
    sheets = mechanisms()
    if name in sheets:
        return sheets[name]
    return next((each for each in sheets.values() if name in _listed(each.value("aliases"))), None)


_WORKED_OUT = (Combined.PRODUCT, Combined.RATIO, Combined.SUM)


def _studied(name: str, key: str) -> Figure:
    entry = literature_defaults()[key]
    exact = Fraction(str(entry.number("value"))) * _IN_ONE.get(name.rpartition("_")[2], 1)
    origin = f"{entry.text('label_fr')}, {entry.text('place')}"
    keys = ", ".join(f"{entry.id}:{each}" for each in entry.sources)
    return Figure(round_half_up(exact.numerator, exact.denominator), Status.ASSUMED, keys, origin)


def _combined(sizes: list[list[Fraction]], how: Combined) -> Fraction:
    firsts = [each[0] for each in sizes]
    match how:
        case Combined.PRODUCT:
            return firsts[0] * firsts[1]
        case Combined.RATIO:
            return firsts[0] / firsts[1]
        case Combined.SUM:
            return sum(firsts, Fraction(0))
        case Combined.LEAST:
            return min(sizes[0])
        case Combined.GREATEST:
            return max(sizes[0])
        case Combined.ONE:
            return firsts[0]


def _sizes(value: object) -> list[Fraction]:
    return [abs(Fraction(str(each))) for each in _listed(value)]


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _parameter(entry: Entry, name: str) -> Mapping[str, object]:
    for each in _listed(entry.value("parameters")):
        if isinstance(each, Mapping) and each["name"] == name:
            return each
    raise AssertionError(f"{entry.id} has no parameter {name}")


def _notes(entry: Entry, names: tuple[str, ...]) -> str:
    found = (str(_parameter(entry, name).get("note") or "") for name in names)
    return " ; ".join(note for note in found if note)


def _first_day(written: str) -> date:
    parts = [int(part) for part in written.split("-")]
    return date(*[*parts, 1, 1][:3])


def _first_month(day: date) -> Month:
    month = Month.of(day)
    return month if day.day == 1 else month.next()
