"""The scenarios that ship: sound, whole, each figure with its status, found by slug and by path."""

import dataclasses
from enum import StrEnum
from typing import get_type_hints

import pytest

from ecot.simulation.files.citing import known_sources
from ecot.simulation.files.describing import UNSAID, describe, is_figure
from ecot.simulation.files.document import NONE
from ecot.simulation.files.key_table import TABLES
from ecot.simulation.files.reading import read_scenario, read_text
from ecot.simulation.files.shelf import shipped
from ecot.simulation.files.writing import digest, write_scenario
from ecot.simulation.scenario import parts, sources
from ecot.simulation.scenario.status import Status
from tests.house.source import ROOT
from tests.simulation.files.page import HEADING, PAGE, listed


@pytest.mark.parametrize("slug", shipped())
def test_every_figure_of_a_shipped_scenario_has_its_status(slug):
    scenario = read_scenario(slug)
    document = describe(scenario)
    named = document.names()
    figures = {named(path) for path in document.leaves if is_figure(path)}
    assert figures <= {assumption.key for assumption in scenario.assumptions}


@pytest.mark.parametrize("slug", shipped())
def test_what_a_shipped_file_writes_is_never_left_without_a_word(slug):
    unsaid = [each.key for each in read_scenario(slug).assumptions if each.note == UNSAID]
    written = (ROOT / "scenarios" / f"{slug}.toml").read_text("utf-8")
    assert [key for key in unsaid if f"\n{key.rpartition('.')[2]} = " in written] == []


@pytest.mark.parametrize("slug", shipped())
def test_every_fact_of_a_shipped_scenario_has_a_known_source(slug):
    facts = [each for each in read_scenario(slug).assumptions if each.status is Status.FACT]
    for fact in facts:
        assert fact.source
        assert set(fact.source.split(", ")) <= known_sources()


@pytest.mark.parametrize("slug", shipped())
def test_a_shipped_scenario_is_found_by_its_path_too(slug):
    by_path = read_scenario(ROOT / "scenarios" / f"{slug}.toml")
    assert by_path == read_scenario(slug)
    assert by_path.slug == slug
    assert digest(read_text(write_scenario(by_path))) == digest(by_path)


def fields_of(table: str) -> set[str]:
    """The fields of the dataclass behind a table, nested tables apart."""
    kinds = {
        "shops": parts.Shops,
        "behaviour.take_up": parts.TakeUp,
        "behaviour.free_choice": parts.FreeChoice,
    }
    kind = kinds.get(table) or getattr(parts, table.capitalize())
    hints = get_type_hints(kind)
    return {name for name, hint in hints.items() if not dataclasses.is_dataclass(hint)}


@pytest.mark.parametrize(
    "table", [name for name in TABLES if name not in ("scenario", "sources", "mechanisms")]
)
def test_the_table_of_keys_has_every_field(table):
    assert {key.name for key in TABLES[table]} == fields_of(table)


def test_the_keys_of_a_source_are_its_fields():
    named = {"payer": "class", "amounts": "", "later": ""}
    fields = {named.get(each.name, each.name) for each in dataclasses.fields(sources.Source)}
    assert {key.name for key in TABLES["sources"]} == fields - {""}


@pytest.mark.parametrize("table", TABLES)
def test_every_number_has_a_range_and_a_french_name(table):
    for key in TABLES[table]:
        assert key.label
        assert not key.name.endswith(("_cents", "_bp", "_months", "_month")) or key.low is not None


def test_a_default_that_a_table_cites_is_a_known_source():
    cited = {key.source for table in TABLES.values() for key in table if key.source}
    assert {each for sources in cited for each in sources.split(", ")} <= known_sources()


def test_none_is_no_word_of_a_closed_list():
    lists = [
        each
        for each in vars(sources).values()
        if isinstance(each, type) and issubclass(each, StrEnum)
    ]
    assert all(NONE not in set(words) for words in lists)


def test_the_page_for_committees_lists_every_key():
    assert PAGE.read_text("utf-8").partition(HEADING)[2].strip() == listed().strip()
