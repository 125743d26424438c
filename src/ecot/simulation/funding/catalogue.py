"""The mechanisms that a scenario may switch on: what each needs, whence it is known, what the law says.

`sources_of` is the one list of sources of a run; `refusals` says beforehand, in French, what is missing
or out of bounds; `assumptions_of` lists every figure that a switch rests on, with its status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ecot.reference.entry import Entry
from ecot.simulation.funding.completing import CHANCES, Answer, Life, answers, asked_of, bounds
from ecot.simulation.funding.dated import mechanism
from ecot.simulation.funding.forms import FORMS, Form
from ecot.simulation.funding.needs import FIELDS
from ecot.simulation.funding.own import completed, filled, own_refusals
from ecot.simulation.funding.refusals import (
    LAW_NOT_DRAWN,
    MECHANISM_UNKNOWN,
    SOURCE_TWICE,
    STARTS_EARLY,
    VALUE_MISSING,
    VALUE_OUT_OF_BOUNDS,
    VALUE_UNKNOWN,
)
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import LawStatus, Source, Switch
from ecot.simulation.scenario.status import Assumption
from ecot.values.month import Month
from ecot.values.refusal import RefusalError, Refused


def sources_of(scenario: Scenario) -> tuple[Source, ...]:
    """All sources of a scenario: those written out, then the mechanisms switched on; ids are unique.

    Raises a `RefusalError` with the first of `refusals(scenario)` where one does not hold.
    """
    for refused in refusals(scenario):
        raise RefusalError(refused)
    switched = (_source(each, scenario) for each in scenario.mechanisms)
    return (*(completed(each) for each in scenario.sources), *switched)


def sources_by_id(scenario: Scenario) -> Mapping[str, Source]:
    """The sources of a scenario by their id, unchecked: to read a run that was made."""
    switched = (_source(each, scenario) for each in scenario.mechanisms)
    return {each.id: each for each in (*scenario.sources, *switched)}


def refusals(scenario: Scenario) -> tuple[Refused, ...]:
    """Everything that keeps the sources of a scenario from being run, each with its sentence."""
    return tuple(_refusals(scenario))


def assumptions_of(scenario: Scenario) -> tuple[Assumption, ...]:
    """Every figure that switches and laws of amount add to what the scenario says, with its status."""
    found = [each for source in scenario.sources for each in filled(source)]
    for switch in scenario.mechanisms:
        sheet = _sheet(switch.mechanism)
        for each in _answers(switch, scenario):
            if each.figure is None:
                continue
            found.append(
                Assumption(
                    key=f"mechanisms.{sheet.id}.{each.need.name}",
                    label=f"{sheet.text('label_fr')} : {each.need.label}",
                    value=_words(each),
                    status=each.figure.status,
                    source=each.figure.source,
                    note=each.figure.note,
                )
            )
    return tuple(found)


def needs(name: str, *, month: Month) -> tuple[Answer, ...]:
    """What a mechanism needs, each with what is known in a month; for a form on a page."""
    life = Life(month, 0, 1)
    return answers(_sheet(name), FORMS[_sheet(name).id], given={}, life=life)


def warnings_of(name: str) -> tuple[str, ...]:
    """The plain warnings of a mechanism, that are shown wherever it is."""
    warnings = _sheet(name).value("warnings_fr")
    assert isinstance(warnings, list), "the form was checked"
    return tuple(str(each) for each in warnings)


def law_status_of(name: str) -> LawStatus:
    """What the law says of a mechanism today; shown, never drawn."""
    return LawStatus(str(_sheet(name).value("law_status")))


def _source(switch: Switch, scenario: Scenario) -> Source:
    sheet = _sheet(switch.mechanism)
    form = FORMS[sheet.id]
    found = {each.need.name: each for each in _answers(switch, scenario)}
    values = {name: each.figure.value for name, each in found.items() if each.figure is not None}
    return Source(
        id=sheet.id,
        label=str(sheet.text("label_fr")),
        payer=form.payer,
        law=form.law,
        mechanism=sheet.id,
        law_status=law_status_of(sheet.id),
        amounts={name: value for name, value in values.items() if name not in FIELDS},
        later={name: each.later for name, each in found.items() if each.later},
        from_month=switch.from_month,
        until_month=switch.until_month,
        group=str(sheet.text("correlation_group") or ""),
        obtain_bp=values.get("obtain_bp", 10_000),
        renew_bp=values.get("renew_bp", 10_000),
        lag_months=values.get("lag_months", 0),
        cost_bp=values.get("cost_bp", 0),
        correlation_bp=values.get("correlation_bp", 0),
        may_back_food=bool(values.get("may_back_food", 1)),
    )


def _refusals(scenario: Scenario) -> Iterator[Refused]:
    names = [each.id for each in scenario.sources]
    for switch in scenario.mechanisms:
        sheet = mechanism(switch.mechanism)
        if sheet is None:
            yield Refused(MECHANISM_UNKNOWN, {"key": "mechanisms", "name": switch.mechanism})
            continue
        names.append(sheet.id)
        yield from _switch_refusals(switch, sheet, scenario)
    for name, times in Counter(names).items():
        if times > 1:
            yield Refused(SOURCE_TWICE, {"key": f"sources.{name}", "name": name})
    for source in scenario.sources:
        yield from own_refusals(source)


def _switch_refusals(switch: Switch, sheet: Entry, scenario: Scenario) -> Iterator[Refused]:
    form, status = FORMS[sheet.id], law_status_of(sheet.id)
    if switch.from_month < 0:
        facts = {"key": _key(sheet, "from_month"), "label": sheet.text("label_fr")}
        yield Refused(STARTS_EARLY, facts)
    known = {each.name: each for each in asked_of(form, status)}
    for name in switch.values:
        if name in known:
            continue
        reason = LAW_NOT_DRAWN if _is_chance_of_law(name, status) else VALUE_UNKNOWN
        names = ", ".join(known) or "aucune"
        label = sheet.text("label_fr")
        yield Refused(reason, {"key": _key(sheet, name), "label": label, "names": names})
    for each in _answers(switch, scenario):
        yield from _answer_refusals(each, sheet, form, month=scenario.start.plus(switch.from_month))


def _answer_refusals(
    answer: Answer, sheet: Entry, form: Form, *, month: Month
) -> Iterator[Refused]:
    need = answer.need
    low, high = bounds(sheet, form, need, month=month)
    facts: Mapping[str, object] = {
        "key": _key(sheet, need.name),
        "label": need.label,
        "low": need.words(low),
        "high": need.words(high),
        "bounds": f"{low} à {high}",
        "ask": need.ask,
    }
    if answer.figure is None:
        yield Refused(VALUE_MISSING, facts)
    elif not low <= answer.figure.value <= high:
        yield Refused(VALUE_OUT_OF_BOUNDS, {**facts, "given": need.words(answer.figure.value)})


def _answers(switch: Switch, scenario: Scenario) -> tuple[Answer, ...]:
    sheet = _sheet(switch.mechanism)
    until = scenario.months if switch.until_month is None else switch.until_month
    life = Life(scenario.start, switch.from_month, min(until, scenario.months))
    return answers(sheet, FORMS[sheet.id], given=switch.values, life=life)


def _sheet(name: str) -> Entry:
    sheet = mechanism(name)
    assert sheet is not None, f"no mechanism is called {name}"
    return sheet


def _key(sheet: Entry, name: str) -> str:
    return f"mechanisms.{sheet.id}.{name}"


def _is_chance_of_law(name: str, status: LawStatus) -> bool:
    return status is LawStatus.NEEDS_LAW and name in CHANCES


def _words(answer: Answer) -> str:
    assert answer.figure is not None, "only what is known is printed"
    later = "".join(
        f", puis {answer.need.words(value)} au mois {month}" for month, value in answer.later
    )
    return answer.need.words(answer.figure.value) + later
