"""Who could pay: the mechanisms of the reference, ready to be read by people.

Called by the strategy pages. A law status always travels with its mechanism; what is unknown stays
unknown. Nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ecot.reference.entry import Entry
from ecot.reference.loading import mechanisms as entries
from ecot.simulation.scenario.sources import LawStatus


class Family(StrEnum):
    """Whose way of paying it is, in the order in which a page lists them."""

    MEMBER = "member"
    GIFT = "gift"
    PATRONAGE = "patronage"
    EMPLOYER = "employer"
    THIRD_PARTY = "third_party"
    PUBLIC_GRANT = "public_grant"
    TAX = "tax"
    CURRENCY = "currency"
    DEBT = "debt"


FAMILY_NAMES: Mapping[Family, str] = {
    Family.MEMBER: "Les membres",
    Family.GIFT: "Dons",
    Family.PATRONAGE: "Mécénat et fondations",
    Family.EMPLOYER: "Employeurs",
    Family.THIRD_PARTY: "Tiers payeurs",
    Family.PUBLIC_GRANT: "Subventions publiques",
    Family.TAX: "Impôts et cotisations",
    Family.CURRENCY: "La monnaie elle-même",
    Family.DEBT: "Emprunts",
}


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A figure of a mechanism, from a day on; nothing where it is unknown."""

    from_on: str
    value: float | tuple[float, ...] | None
    unit: str
    basis: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a mechanism depends on, its values oldest first."""

    name: str
    label: str
    values: tuple[DatedValue, ...]
    note: str

    @property
    def latest(self) -> DatedValue:
        """The newest value."""
        return self.values[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """One way of paying, as the reference tells it."""

    id: str
    label: str
    family: Family
    law_status: LawStatus
    counterpart: str
    parameters: tuple[Parameter, ...]
    requirements: tuple[str, ...]
    warnings: tuple[str, ...]
    questions: tuple[str, ...]
    caps: tuple[str, ...]
    articles: tuple[tuple[str, bool], ...]
    """Articles of law that are cited, and whether their text was read again."""
    lag_months: tuple[int | None, int | None, int | None]
    """Months before the first euro: least, typical, most."""
    effort: int | None
    independence: int | None
    sources: tuple[tuple[str, str], ...]

    @property
    def is_settled(self) -> bool:
        """Whether the law lets one do it today without asking anybody."""
        return self.law_status.is_settled


@cache
def mechanisms() -> Mapping[str, Mechanism]:
    """Every mechanism by its id, family by family."""
    found = [_mechanism(entry) for entry in entries().values()]
    order = {family: rank for rank, family in enumerate(Family)}
    return {each.id: each for each in sorted(found, key=lambda each: order[each.family])}


def _mechanism(entry: Entry) -> Mechanism:
    counterpart = entry.value("counterpart_rule")
    told = counterpart.get("note_fr") if isinstance(counterpart, Mapping) else counterpart
    lag = (entry.number("lag_months", part) for part in ("min", "typical", "max"))
    least, typical, most = (None if each is None else int(each) for each in lag)
    effort, independence = entry.number("effort"), entry.number("independence_effect")
    return Mechanism(
        id=entry.id,
        label=str(entry.value("label_fr")),
        family=Family(str(entry.value("family"))),
        law_status=LawStatus(str(entry.value("law_status"))),
        counterpart=str(told or ""),
        parameters=tuple(_parameter(each, entry) for each in _records(entry, "parameters")),
        requirements=_texts(entry, "requirements"),
        warnings=_texts(entry, "warnings_fr"),
        questions=_texts(entry, "open_questions"),
        caps=_texts(entry, "caps"),
        articles=tuple(
            (str(each["article"]), bool(each["read"])) for each in _records(entry, "legal_basis")
        ),
        lag_months=(least, typical, most),
        effort=None if effort is None else int(effort),
        independence=None if independence is None else int(independence),
        sources=tuple((key, url or "") for key, url in entry.sources.items()),
    )


def _parameter(told: Mapping[str, object], entry: Entry) -> Parameter:
    values = told["values"]
    assert isinstance(values, list), "the form was checked"
    return Parameter(
        name=str(told["name"]),
        label=str(told["label_fr"]),
        values=tuple(_value(each, entry) for each in values),
        note=str(told.get("note") or ""),
    )


def _value(told: Mapping[str, object], entry: Entry) -> DatedValue:
    keys = told["source"] if isinstance(told["source"], list) else [told["source"]]
    named = [str(key) for key in keys if key is not None]
    value = told["value"]
    return DatedValue(
        from_on=str(told["from"] or ""),
        value=tuple(value) if isinstance(value, list) else _number(value),
        unit=str(told["unit"] or ""),
        basis=str(told.get("basis") or ""),
        sources=tuple((key, entry.sources.get(key) or "") for key in named),
    )


def _number(value: object) -> float | None:
    assert value is None or isinstance(value, int | float), "the form was checked"
    return value


def _records(entry: Entry, part: str) -> list[Mapping[str, object]]:
    found = entry.value(part)
    assert isinstance(found, list), "the form was checked"
    return found


def _texts(entry: Entry, part: str) -> tuple[str, ...]:
    found = entry.value(part)
    assert isinstance(found, list), "the form was checked"
    return tuple(str(each) for each in found)
