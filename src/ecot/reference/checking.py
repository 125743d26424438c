"""Every fault of a data file: first its form, then, if the form holds, its links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from ecot.reference import links
from ecot.reference.experiment_shape import EXPERIMENTS
from ecot.reference.mechanism_shape import FUNDING_MECHANISMS
from ecot.reference.shape import Shape, anything, mapping
from ecot.reference.shapes import GLOSSARY, INCOME_TAX, PUBLISHED_CHECKS

Content = Mapping[str, object]

TERRITORY = "territory_"
STATUSES = frozenset({"fact", "derived", "assumption"})

_SHAPES: Mapping[str, Shape] = {
    "experiments.yaml": EXPERIMENTS,
    "funding_mechanisms.yaml": FUNDING_MECHANISMS,
    "published_checks.yaml": PUBLISHED_CHECKS,
    "glossary.yaml": GLOSSARY,
    "income_tax.yaml": INCOME_TAX,
}


def faults(file: str, content: object) -> list[str]:
    """One sentence per fault, each with file, entry and path; none if the file is sound."""
    shape = mapping(anything) if file.startswith(TERRITORY) else _SHAPES[file]
    found = [f"{file}{fault}" for fault in shape(content, "")]
    if found or not isinstance(content, Mapping):
        return found
    return [f"{file}, {fault}" for fault in _linked(file, content)]


def _linked(file: str, content: Content) -> Iterator[str]:
    match file:
        case "experiments.yaml":
            yield from _experiments(content)
        case "funding_mechanisms.yaml":
            yield from _mechanisms(content)
        case "published_checks.yaml":
            yield from _identified(content, "checks")
            for each in _records(content, "checks"):
                yield from links.closed_formulas(each, str(each["id"]))
        case "glossary.yaml":
            terms = (str(each["fr"]) for each in _records(content, "terms"))
            yield from links.unique(terms, "terms")
        case "income_tax.yaml":
            tables = _records(content, "tables")
            yield from links.unique((str(each["composition"]) for each in tables), "tables")
            for each in tables:
                yield from _rising(each["knots"], str(each["composition"]))
        case _:
            yield from _territory(content)


def _experiments(content: Content) -> Iterator[str]:
    yield from _identified(content, "experiments")
    for each in _records(content, "experiments"):
        name = str(each["id"])
        counts = _part(each, "points_of_sale")
        for dated, where in (
            (each["size"], "size"),
            (counts["counts"], "points_of_sale.counts"),
            (_part(each, "governance")["committee_size"], "governance.committee_size"),
        ):
            yield from links.oldest_first(_days(dated, "on"), f"{name}.{where}")
        findings = (str(finding["id"]) for finding in _records(each, "findings"))
        yield from links.unique(findings, f"{name}.findings")
    yield from links.oldest_first(_days(content["caisses_in_france"], "on"), "caisses_in_france")


def _mechanisms(content: Content) -> Iterator[str]:
    for part in ("correlation_groups", "thresholds", "literature_defaults", "mechanisms"):
        yield from _identified(content, part)
    groups = {each["id"] for each in _records(content, "correlation_groups")}
    for each in _records(content, "mechanisms"):
        name, group = str(each["id"]), each["correlation_group"]
        if group is not None and group not in groups:
            yield f"{name}.correlation_group: there is no group `{group}`"
        if (each["law_status"] == "needs_law") != (
            _part(each, "probability")["kind"] == "scenario"
        ):
            yield f"{name}.probability: a law to be voted is a scenario, and nothing else is"
        for parameter in _records(each, "parameters"):
            where = f"{name}.parameters.{parameter['name']}"
            days = _days(parameter["values"], "from")
            yield from links.unknown_start_first(days, where)
            yield from links.oldest_first(days, where)


def _territory(content: Content) -> Iterator[str]:
    sources = content.get("sources")
    if not isinstance(sources, Mapping) or not content.get("id") or not content.get("label"):
        yield "a territory has an `id`, a `label` and its `sources`"
        return
    yield from links.resolved(content, sources, str(content["id"]))
    yield from _statuses(content, str(content["id"]))


def _statuses(part: object, where: str) -> Iterator[str]:
    if isinstance(part, list):
        for index, each in enumerate(part):
            yield from _statuses(each, f"{where}[{index}]")
    if isinstance(part, Mapping):
        status = part.get("status")
        if status is not None and status not in STATUSES:
            yield f"{where}: `{status}` is neither fact, derived nor assumption"
        for key, each in part.items():
            yield from _statuses(each, f"{where}.{key}")


def _rising(knots: object, where: str) -> Iterator[str]:
    """Pairs (income, tax), both rising: a tax never falls as the income rises."""
    pairs = knots if isinstance(knots, list) else []
    for low, high in pairwise(pairs):
        if not (low[0] < high[0] and low[1] <= high[1]):
            yield f"{where}.knots: {high} does not come after {low}"


def _identified(content: Content, part: str) -> Iterator[str]:
    """Ids are unique; in each entry source keys are unique and every source resolves."""
    records = _records(content, part)
    yield from links.unique((str(each["id"]) for each in records), part)
    for each in records:
        name = str(each["id"])
        sources = _records(each, "sources") if "sources" in each else []
        yield from links.unique((str(one["key"]) for one in sources), f"{name}.sources")
        yield from links.resolved(each, {str(one["key"]): one for one in sources}, name)


def _records(content: Content, part: str) -> list[Content]:
    found = content[part]
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _part(content: Content, part: str) -> Content:
    found = content[part]
    return found if isinstance(found, Mapping) else {}


def _days(rows: object, key: str) -> list[str | None]:
    records = _records({"rows": rows}, "rows")
    return [None if each[key] is None else str(each[key]) for each in records]
