"""A source written out in a scenario: checked and completed by the same table of needs.

`catalogue` calls it. A source that names a mechanism carries that mechanism's law status, whatever
the file says: what needs a law is always shown as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ecot.simulation.funding.completing import CHANCES, DEFAULT
from ecot.simulation.funding.dated import figure, mechanism
from ecot.simulation.funding.forms import FORMS
from ecot.simulation.funding.needs import FIELDS, TERM, Need, needs_of
from ecot.simulation.funding.refusals import (
    LAW_NOT_DRAWN,
    MECHANISM_UNKNOWN,
    STARTS_EARLY,
    VALUE_MISSING,
    VALUE_OUT_OF_BOUNDS,
    VALUE_UNKNOWN,
)
from ecot.simulation.scenario.sources import AmountLaw, LawStatus, PayerClass, Source
from ecot.simulation.scenario.status import Assumption, Status
from ecot.values.month import Month
from ecot.values.refusal import Refused

_ANY_MECHANISM = {AmountLaw.GIFTS: "don_ir_66"}
_ANY_MONTH = Month(2026, 1)
_CERTAIN = 10_000
_PLAIN = Source(id="", label="", payer=PayerClass.PUBLIC, law=AmountLaw.FIXED)
"""A source that says nothing but what it must: its fields are the defaults."""


def completed(source: Source) -> Source:
    """The source with the defaults of its law, and the law status of the mechanism that it names."""
    amounts = {
        each.name: value
        for each in _amounts(source.law)
        if (value := _default(each, source)) is not None
    }
    return replace(source, amounts={**amounts, **source.amounts}, law_status=_status(source))


def filled(source: Source) -> Iterator[Assumption]:
    """What a source of one's own leaves to the defaults of its law, each supposed.

    Nothing (0) and the plain anniversary (12 months) are what the words mean, not suppositions.
    """
    whole = completed(source).amounts
    for need in _amounts(source.law):
        if need == TERM or need.name in source.amounts:
            continue
        if whole.get(need.name):
            yield Assumption(
                key=f"sources.{source.id}.{need.name}",
                label=f"{source.label} : {need.label}",
                value=need.words(whole[need.name]),
                status=Status.ASSUMED,
                note=DEFAULT,
            )


def own_refusals(source: Source) -> Iterator[Refused]:
    """What keeps a source of one's own from being run."""
    if source.mechanism is not None and mechanism(source.mechanism) is None:
        yield Refused(MECHANISM_UNKNOWN, {"key": f"sources.{source.id}", "name": source.mechanism})
        return
    if _status(source) is LawStatus.NEEDS_LAW and min(source.obtain_bp, source.renew_bp) < _CERTAIN:
        yield Refused(LAW_NOT_DRAWN, _facts(source, CHANCES[0]))
    if source.from_month < 0:
        yield Refused(STARTS_EARLY, _facts(source, "from_month"))
    known = {each.name: each for each in _amounts(source.law)}
    for name in source.amounts:
        if name not in known:
            listed = ", ".join(known) or "aucune"
            yield Refused(VALUE_UNKNOWN, {**_facts(source, name), "names": listed})
    asked = [each.name for each in needs_of(source.law)]
    for name in FIELDS:
        if name not in asked and getattr(source, name) != getattr(_PLAIN, name):
            yield Refused(VALUE_UNKNOWN, {**_facts(source, name), "names": ", ".join(asked)})
    fields = {
        each.name: getattr(source, each.name)
        for each in needs_of(source.law)
        if each.name in FIELDS
    }
    values: Mapping[str, int] = {**source.amounts, **fields}
    for need in needs_of(source.law):
        yield from _need_refusals(need, values, source)


def _need_refusals(need: Need, values: Mapping[str, int], source: Source) -> Iterator[Refused]:
    facts = {
        **_facts(source, need.name),
        "label": need.label,
        "low": need.words(need.low),
        "high": need.words(need.high),
        "bounds": f"{need.low} à {need.high}",
        "ask": need.ask,
    }
    if need.name not in values:
        if _default(need, source) is None:
            yield Refused(VALUE_MISSING, facts)
    elif not need.low <= values[need.name] <= need.high:
        yield Refused(VALUE_OUT_OF_BOUNDS, {**facts, "given": need.words(values[need.name])})


def _amounts(law: AmountLaw) -> tuple[Need, ...]:
    return tuple(each for each in needs_of(law) if each.name not in FIELDS)


def _default(need: Need, source: Source) -> int | None:
    known = FORMS[_ANY_MECHANISM[source.law]].known if source.law in _ANY_MECHANISM else {}
    if need.name in known:
        sheet = mechanism(_ANY_MECHANISM[source.law])
        assert sheet is not None, "it is in the reference"
        found = figure(sheet, need.name, known[need.name], month=_ANY_MONTH)
        return None if found is None else found.value
    return need.default


def _status(source: Source) -> LawStatus:
    sheet = None if source.mechanism is None else mechanism(source.mechanism)
    return source.law_status if sheet is None else LawStatus(str(sheet.value("law_status")))


def _facts(source: Source, name: str) -> dict[str, object]:
    return {"key": f"sources.{source.id}.{name}", "label": source.label}
