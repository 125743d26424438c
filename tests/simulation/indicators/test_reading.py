"""No figure without its words, its unit, its status and what it rests on."""

import json
from dataclasses import replace

from ecot.simulation.indicators import indicators, plain
from ecot.simulation.indicators.catalogue import CATALOGUE
from ecot.simulation.indicators.figure import Form
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.parts import Shops
from ecot.simulation.scenario.status import Assumption, Status
from tests.house.source import ROOT
from tests.simulation.outcomes import outcome, scenario


def assumption(key, status=Status.ASSUMED):
    return Assumption(key=key, label=key, value="1", status=status)


SAID = [
    assumption("behaviour.exit_bp"),
    assumption("population.poor_share_bp", Status.FACT),
    assumption("population.vintage"),
    assumption("shops", Status.UNKNOWN),
]


def test_every_figure_has_its_words_and_its_status():
    found = indicators(outcome({Flow.CASH: [[1, -2]]}, of=scenario(assumptions=SAID)))
    assert list(found) == list(CATALOGUE)
    for each in found.values():
        assert each.label
        assert each.status is (Status.UNKNOWN if each.value is None else Status.CALCULATED)
        assert each.value is not None or each.why, f"{each.name}: unknown and no reason"


def test_every_value_has_the_form_that_the_catalogue_says():
    shops = [Shops(name="a", share_bp=1, local_bp=0, suppliers_local_bp=0)]
    found = indicators(
        outcome({Flow.CASH: [[1] * 60], Flow.SPENT: [[5] * 60]}, of=scenario(shops=shops))
    )
    kinds = {Form.NUMBER: int | float, Form.ROWS: list, Form.PARTS: dict}
    for name, each in found.items():
        assert each.value is None or isinstance(each.value, kinds[CATALOGUE[name].form]), name


def test_a_figure_names_the_assumptions_that_move_it():
    found = indicators(outcome({Flow.CASH: [[1]]}, of=scenario(assumptions=SAID)))
    assert found["cash_cents"].rests_on == ("behaviour.exit_bp", "population.vintage", "shops")
    assert found["lm3"].rests_on == ("shops",)
    assert found["net_gainers_share"].rests_on == ("population.vintage",)


def test_a_name_that_begins_alike_is_another():
    said = scenario(assumptions=[assumption("shopsign.colour")])
    assert indicators(outcome({Flow.CASH: [[1]]}, of=said))["lm3"].rests_on == ()


def test_a_version_of_a_rule_is_that_rule():
    said = scenario(assumptions=[assumption("allocation@12.base_cents")])
    found = indicators(outcome({Flow.CASH: [[1]]}, of=said))
    assert found["net_gainers_share"].rests_on == ("allocation@12.base_cents",)


def test_the_answer_is_plain_json():
    found = indicators(outcome({Flow.CASH: [[1, 2]]}))
    written = json.loads(json.dumps({name: each.to_json() for name, each in found.items()}))
    assert written["p_deficit"]["value"] == [0, 0]
    assert written["p_deficit"]["unit"] == "share"
    assert json.loads(json.dumps(plain(found)))["cash_cents"]["p50"] == [1, 2]


def test_the_same_run_says_the_same():
    run = outcome({Flow.CASH: [[1, 2], [3, 4]]})
    assert indicators(run) == indicators(replace(run))


def test_the_page_of_commands_lists_every_figure_with_its_unit():
    page = (ROOT / "docs/developer/commands.md").read_text(encoding="utf-8")
    for name, each in CATALOGUE.items():
        row = f"| `{name}` | {each.label} | {each.unit.value} | {each.form.value} |"
        assert row in page, row
