"""Each planted fault is found and named with its file, its entry and its path."""

import copy
from datetime import date
from importlib.resources import files

import pytest
import yaml

from ecot.reference.checking import faults
from ecot.reference.entry import FaultyDataError
from ecot.reference.loading import read

DATA = files("ecot.reference").joinpath("data")


def written(file):
    return DATA.joinpath(file).read_text("utf-8")


ORIGINALS = {
    each.name: yaml.safe_load(each.read_text("utf-8"))
    for each in DATA.iterdir()
    if each.name.endswith(".yaml")
}
REMOVED = object()


def planted(file, path, value):
    """A copy of a file's content where one value is another, or is gone."""
    content = copy.deepcopy(ORIGINALS[file])
    part = content
    for step in path[:-1]:
        part = part[step]
    if value is REMOVED:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    return content


EXPERIMENTS, MECHANISMS = "experiments.yaml", "funding_mechanisms.yaml"
CHECKS, GLOSSARY = "published_checks.yaml", "glossary.yaml"
TERRITORY = "territory_montpellier.yaml"
FIRST = ("experiments", 0)
MEMBER = ("mechanisms", 0)


@pytest.mark.parametrize("file", ORIGINALS)
def test_what_ships_has_no_fault(file):
    assert faults(file, ORIGINALS[file]) == []


@pytest.mark.parametrize(
    ("file", "path", "value", "said"),
    [
        (EXPERIMENTS, ("experiments",), {}, "experiments: expected a list"),
        (EXPERIMENTS, ("experiments",), [], "experiments: expected at least 1, found 0"),
        (EXPERIMENTS, FIRST, "montpellier", "experiments[0]: expected a mapping"),
        (EXPERIMENTS, ("version",), True, ".version: expected a whole number"),
        (EXPERIMENTS, (*FIRST, "name"), " ", "experiments[montpellier].name: expected text"),
        (EXPERIMENTS, (*FIRST, "name"), REMOVED, "experiments[montpellier]: no `name`"),
        (EXPERIMENTS, (*FIRST, "mood"), "good", "experiments[montpellier]: unknown key `mood`"),
        (EXPERIMENTS, (*FIRST, "kind"), "chèque", "[montpellier].kind: expected one of caisse"),
        (EXPERIMENTS, (*FIRST, "size", 0, "on"), 2023, "size[0].on: expected a quoted ISO date"),
        (EXPERIMENTS, (*FIRST, "size", 0, "on"), "2023-13", "size[0].on: expected a quoted ISO"),
        (EXPERIMENTS, (*FIRST, "size", 0, "value"), 47.5, "size[0].value: expected a whole"),
        (EXPERIMENTS, (*FIRST, "allocation", "base"), "100", "allocation.base: expected a number"),
        (EXPERIMENTS, (*FIRST, "allocation", "base"), float("nan"), "base: expected a number"),
        (EXPERIMENTS, (*FIRST, "allocation", "base"), True, "allocation.base: expected a number"),
        (EXPERIMENTS, (*FIRST, "size", 0, "source"), [], "size[0].source: expected at least 1"),
        (
            EXPERIMENTS,
            (*FIRST, "size", 0, "source"),
            "rumour",
            "montpellier.size[0]: source `rumour` is not among the entry's sources",
        ),
        (
            EXPERIMENTS,
            (*FIRST, "allocation", "source"),
            ["carenews25", "rumour"],
            "montpellier.allocation: source `rumour`",
        ),
        (EXPERIMENTS, (*FIRST, "size", 1, "on"), "2022", "size: 2022 comes after 2023-02"),
        (EXPERIMENTS, (*FIRST, "id"), "cadenet", "experiments: `cadenet` is given twice"),
        (EXPERIMENTS, (*FIRST, "sources", 0, "url"), "fdf", "expected the address of a page"),
        (EXPERIMENTS, (*FIRST, "sources", 0, "url"), 3, "expected the address of a page"),
        (EXPERIMENTS, (*FIRST, "sources", 0, "key"), "fdf", "montpellier.sources: `fdf` is given"),
        (
            EXPERIMENTS,
            (*FIRST, "findings", 0, "id"),
            "unspent_share",
            "montpellier.findings: `unspent_share` is given twice",
        ),
        (MECHANISMS, (*MEMBER, "effort"), 6, ".effort: expected 1 to 5, found 6"),
        (MECHANISMS, (*MEMBER, "effort"), 1.5, ".effort: expected a whole number"),
        (MECHANISMS, (*MEMBER, "correlation_group"), "moon", "there is no group `moon`"),
        (MECHANISMS, (*MEMBER, "law_status"), "needs_law", "a law to be voted is a scenario"),
        (MECHANISMS, (*MEMBER, "legal_basis"), [{"article": "1", "read": "no"}], "true or false"),
        (
            MECHANISMS,
            (*MEMBER, "parameters"),
            [
                {
                    "name": "rate",
                    "label_fr": "Taux",
                    "values": [
                        {"from": "2024", "value": 1, "unit": None, "source": None},
                        {"from": "2023-12", "value": 2, "unit": None, "source": None},
                        {"from": None, "value": 3, "unit": None, "source": None},
                    ],
                }
            ],
            ".parameters.rate: only the first value may have no start",
        ),
        (MECHANISMS, ("reference_pot",), [], ".reference_pot: expected a mapping"),
        (MECHANISMS, (*MEMBER, "worked_examples", 0, "inputs"), [], "expected a mapping"),
        (MECHANISMS, (*MEMBER, "parameters"), None, ".parameters: expected a list"),
        (CHECKS, ("checks", 0, "formula", "pot_per_year"), "a +", "pot_per_year: not an expr"),
        (CHECKS, ("checks", 0, "formula", "pot_per_year"), "rents * 2", "`rents` is neither"),
        (CHECKS, ("checks", 0, "formula", "pot_per_year"), "months.real", "only arithmetic"),
        (CHECKS, ("checks", 0, "formula", "pot_per_year"), "__import__('os')", "neither an input"),
        (CHECKS, ("checks", 0, "expected"), {"pot": 1}, "F-1a.expected: not the results"),
        (CHECKS, ("checks", 0, "tolerance_by_key"), {"pot": 1}, "`pot` is not a result"),
        (CHECKS, ("checks", 0, "inputs", "months"), date(2023, 1, 1), "expected a plain value"),
        (GLOSSARY, ("terms", 1, "fr"), "caisse alimentaire commune", "terms: `caisse alimentaire"),
        (GLOSSARY, ("terms", 1, "kind"), "lost", "terms[caisse du magasin].kind: expected one of"),
        (TERRITORY, ("sources",), REMOVED, "a territory has an `id`, a `label` and its `sources`"),
        (TERRITORY, ("commune", "income", "source"), "rumour", "source `rumour` is not among"),
        (TERRITORY, ("commune", "income", "status"), "guess", "commune.income: `guess` is neither"),
        (
            TERRITORY,
            ("commune", "population", 0, "status"),
            "guess",
            "montpellier.commune.population[0]: `guess` is neither fact, derived nor assumption",
        ),
        (TERRITORY, (3,), "three", "expected text, found 3"),
    ],
)
def test_a_planted_fault_is_named(file, path, value, said):
    found = faults(file, planted(file, path, value))
    assert [fault for fault in found if said in fault], found
    assert all(fault.startswith(file) for fault in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "glossary.yaml: the file is empty"),
        ("- a\n- b\n", "glossary.yaml: expected a mapping"),
        ("version: 1\nversion: 2\n", "glossary.yaml, line 1: `version` is given twice"),
        ("version: 1\nterms:\n  - {fr: a, fr: b}\n", "line 3: `fr` is given twice"),
        ("version: [1\n", "glossary.yaml: "),
        ("version: !!python/object:os.system {}\n", "glossary.yaml: "),
    ],
)
def test_a_broken_text_is_named(text, said):
    with pytest.raises(FaultyDataError) as error:
        read("glossary.yaml", text)
    assert said in str(error.value)


def test_every_fault_is_told_at_once():
    with pytest.raises(FaultyDataError) as error:
        read("glossary.yaml", written("glossary.yaml").replace("kind: kept", "kind: lost"))
    assert str(error.value).count("expected one of translated, kept") == 5
