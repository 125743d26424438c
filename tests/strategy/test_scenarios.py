"""A future is kept as the very file that the command line reads, or not at all."""

import pytest

from ecot.rules.parameters import Unit
from ecot.simulation.files.reading import read_scenario, read_text
from ecot.simulation.files.writing import digest
from ecot.strategy.scenarios import refusals
from ecot.strategy.scenarios.actions import keep_scenario, shelve_scenario
from ecot.strategy.scenarios.levers import GROWTH, households_at_target, levers, mechanism_levers
from ecot.strategy.scenarios.queries import kept_scenario, kept_scenarios
from ecot.values.refusal import Refused
from tests.builders.strategy import strategy_act

pytestmark = pytest.mark.django_db
START = read_scenario("montpellier-2026")


def kept(name="Plus grand", **changes):
    return keep_scenario(strategy_act(name=name), name=name, start=START, changes=changes)


def test_what_is_kept_is_a_scenario_with_only_the_changes_asked() -> None:
    identity = kept(**{"costs.fixed_month_cents": 9_000_00, GROWTH: [[0, 400], [36, 1200]]})
    view = kept_scenario(identity)
    assert view is not None
    made = read_text(view.toml)
    assert made.costs.fixed_month_cents == 9_000_00
    assert made.growth.households == ((0, 400), (36, 1200))
    assert made.sources == START.sources
    assert made.rules == START.rules
    assert digest(made) == view.digest
    moved = {each.key for each in made.assumptions if each.note.startswith("Changé")}
    assert moved == {"costs.fixed_month_cents", GROWTH}


def test_a_mechanism_switched_on_keeps_what_the_law_says() -> None:
    asked = [each for each in mechanism_levers("caf_msa_cpam", START.start) if each.value is None]
    given = {each.key: 12 if each.unit is Unit.MONTHS else 1_000 for each in asked}
    identity = kept("CAF", **{"mechanisms.caf_msa_cpam": True}, **given)
    assert not isinstance(identity, Refused), identity.sentence
    view = kept_scenario(identity)
    assert view is not None
    assert [each.mechanism for each in view.scenario().mechanisms] == ["caf_msa_cpam"]


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("  ", {}, refusals.SCENARIO_WITHOUT_NAME.sentence),
        ("Faux", {"behaviour.exit_bp": 20_000}, "hors des limites"),
        ("Faux", {"costs.inconnu": 1}, "pas une clé connue"),
        ("Faux", {"mechanisms.caf_msa_cpam": True}, ""),
    ],
)
def test_what_cannot_be_run_is_not_kept(name, changes, words) -> None:
    refused = kept(name, **changes)
    assert not refused
    assert words in refused.sentence
    assert kept_scenarios() == []


def test_sent_twice_it_is_kept_once_and_put_away_it_stays_readable() -> None:
    act = strategy_act(name="Une fois")
    first = keep_scenario(act, name="Une fois", start=START, changes={})
    assert keep_scenario(act, name="Une fois", start=START, changes={}) == first
    assert [each.name for each in kept_scenarios()] == ["Une fois"]
    assert not isinstance(first, Refused)
    assert shelve_scenario(strategy_act(), scenario_id=first) == first
    assert kept_scenarios() == []
    assert kept_scenario(first).is_shelved


def test_levers_say_what_they_are_now_and_every_one_may_be_moved() -> None:
    found = {each.key: each for each in levers(START)}
    assert found["costs.fixed_month_cents"].value == START.costs.fixed_month_cents
    assert found[GROWTH].value == 400
    assert found["sources.ville.month_cents"].value == 20_000_00
    changes = {
        key: each.value for key, each in found.items() if each.value is not None and key != GROWTH
    }
    identity = kept("Sans rien changer", **changes, **{GROWTH: households_at_target(START, 500)})
    assert kept_scenario(identity) is not None, identity
