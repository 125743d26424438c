"""One canonical way of writing a scenario: it reads back equal, and its digest is that of its bytes."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from ecot.simulation.files.reading import read_text, with_changes
from ecot.simulation.files.writing import digest, write_scenario
from tests.simulation.files.example import SMALL, small

rate = st.integers(0, 10_000).map(lambda rate: f"{rate // 100},{rate % 100:02d} %")
cents = st.integers(0, 10**12)
changes = st.fixed_dictionaries(
    {},
    optional={
        "months": st.integers(1, 600),
        "seed": st.integers(0, 2**63 - 1),
        "scenario.name": st.text(min_size=1).filter(str.strip),
        "sources.ville.label": st.text(min_size=1).filter(str.strip),
        "population.poor_share_bp": rate | st.just("none"),
        "population.attendance": st.sampled_from(["composition", "voluntary", "compulsory"]),
        "growth.households": st.integers(1, 10**8).map(lambda count: [[0, 1], [24, count]]),
        "behaviour.free_choice.level": st.floats(-5, 10),
        "behaviour.exit_bp": rate,
        "costs.fixed_month_cents": cents,
        "costs.one_off": st.lists(st.tuples(st.integers(0, 600), cents).map(list), max_size=3),
        "allocation.base_cents": st.integers(0, 1_000_00),
        "contribution.scale.rates_bp": st.tuples(rate, rate, rate, rate).map(list),
        "contribution.scale": st.just("none"),
        "sources.ville.month_cents": st.integers(0, 10**9),
        "sources.ville.until_month": st.integers(1, 600),
        "sources.ville.obtain_bp": rate,
        "economy.index_allocation": st.booleans(),
    },
)


@settings(max_examples=150)
@given(changes)
def test_a_scenario_written_reads_back_equal(changed):
    if "contribution.scale" in changed:
        changed.pop("contribution.scale.rates_bp", None)
    scenario = with_changes(small(), changed)
    written = write_scenario(scenario)
    assert read_text(written) == scenario
    assert write_scenario(read_text(written)) == written


def test_several_versions_of_a_rule_read_back_equal():
    scenario = small('[[rule]]\nkind = "allocation"\nfrom_month = 12\nbase_cents = 150_00\n')
    assert read_text(write_scenario(scenario)) == scenario


def test_the_digest_is_that_of_the_written_bytes():
    scenario = small()
    assert digest(scenario) == hashlib.sha256(write_scenario(scenario).encode()).hexdigest()


def test_the_digest_ignores_the_order_of_keys_and_the_manner_of_writing():
    turned = SMALL.replace('name = "Essai"\nstart = "2026-01"', 'start = "2026-01"\nname = "Essai"')
    turned = turned.replace("20_000_00", "2000000   # comme avant").replace("92_00", '"92 %"')
    growth = "[growth]\nhouseholds = [[0, 400]]\n"
    turned = turned.replace(growth, "") + growth
    assert turned != SMALL
    assert digest(read_text(turned)) == digest(read_text(SMALL))


def test_the_digest_moves_with_any_figure_or_status():
    plain = read_text(SMALL)
    digests = [
        digest(plain),
        digest(with_changes(plain, ["seed=43"])),
        digest(with_changes(plain, ["costs.transaction_cents=1"])),
        digest(read_text(SMALL + '[status]\n"sources.ville" = "unknown"\n')),
    ]
    assert len(set(digests)) == len(digests)


def test_a_mechanism_switched_on_reads_back_equal_with_what_the_facts_give():
    scenario = with_changes(small(), ["mechanisms.ppl_386=true", 'behaviour.unpaid_bp="0,01 %"'])
    assert read_text(write_scenario(scenario)) == scenario
    assert "mechanisms.ppl_386.pot_share_bp" in {each.key for each in scenario.assumptions}


def test_a_small_rate_once_settled_is_not_asked_again():
    scenario = with_changes(small(), ['sources.ville.renew_bp="0,92 %"'])
    assert with_changes(scenario, ["seed=1"]).sources[0].renew_bp == 92
