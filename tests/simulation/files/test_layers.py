"""The table of docs/algorithms/scenario-files.md: what a difference does to the layer below."""

import pytest

from ecot.rules.kinds import RuleKind
from ecot.rules.presets import CADENET, MONTPELLIER_2025
from ecot.simulation.files.faults import ScenarioError
from ecot.simulation.files.lines import lines_of
from ecot.simulation.files.reading import lever, read_scenario, with_changes
from ecot.simulation.files.suppositions import value_words
from ecot.simulation.scenario.status import Status
from tests.simulation.files.example import SMALL, small

ALLOCATION = RuleKind.ALLOCATION


def steps(scenario) -> list[tuple[int, int, int]]:
    """Each version of the allocation: month, first participant, other adult."""
    return [
        (dated.from_month, dated.parameters.base_cents, dated.parameters.extra_adult_cents)
        for dated in scenario.rules[ALLOCATION]
    ]


@pytest.fixture
def below(tmp_path):
    """A folder with the small scenario as baseline, and what writes a difference beside it."""
    (tmp_path / "base.toml").write_text(SMALL, "utf-8")

    def difference(text: str):
        head = '[scenario]\nname = "Autre"\nbaseline = "base"\nexperiment = "montpellier"\n'
        (tmp_path / "autre.toml").write_text(head + text, "utf-8")
        return read_scenario(tmp_path / "autre.toml")

    return difference


def test_a_difference_keeps_what_it_does_not_write(below):
    scenario = below("[costs]\ntransaction_cents = 5\n")
    assert (scenario.name, scenario.slug) == ("Autre", "autre")
    assert scenario.costs.transaction_cents == 5
    assert scenario.costs.fixed_month_cents == 7_500_00
    assert [source.id for source in scenario.sources] == ["ville"]


def test_a_version_that_exists_takes_what_is_written(below):
    scenario = below('[[rule]]\nkind = "allocation"\nbase_cents = 150_00\n')
    assert steps(scenario) == [(0, 150_00, 40_00)]


def test_a_later_version_starts_from_the_one_that_it_follows(below):
    scenario = below('[[rule]]\nkind = "allocation"\nfrom_month = 12\nbase_cents = 150_00\n')
    assert steps(scenario) == [(0, 120_00, 40_00), (12, 150_00, 40_00)]


def test_a_version_may_be_that_of_a_known_caisse(below):
    scenario = below('[[rule]]\nkind = "contribution"\nfrom_month = 6\npreset = "cadenet"\n')
    first, later = scenario.rules[RuleKind.CONTRIBUTION]
    assert first.parameters == MONTPELLIER_2025.parameters(RuleKind.CONTRIBUTION)
    assert later.parameters == CADENET.parameters(RuleKind.CONTRIBUTION)


def test_rules_of_a_known_caisse_replace_every_version(below):
    scenario = below('rules = "cadenet"\n')
    assert steps(scenario) == [(0, 150_00, 150_00)]


def test_a_source_is_found_again_by_its_id(below):
    scenario = below('[[source]]\nid = "ville"\nmonth_cents = 5\n')
    (ville,) = scenario.sources
    assert (ville.amounts, ville.renew_bp, ville.label) == ({"month_cents": 5}, 9_200, "Ville")


def test_a_new_source_comes_last(below):
    scenario = below(
        '[[source]]\nid = "a"\nlabel = "A"\nclass = "private"\nlaw = "fixed"\nmonth_cents = 5\n'
    )
    assert [source.id for source in scenario.sources] == ["ville", "a"]


def test_a_source_is_taken_away(below):
    assert below('[[source]]\nid = "ville"\nremove = true\n').sources == ()


def test_none_takes_an_optional_figure_away(below):
    scenario = below('[[rule]]\nkind = "wallet"\ncarry_over_months = "none"\n')
    assert scenario.rules[RuleKind.WALLET][0].parameters.carry_over_months is None


def test_a_word_on_a_table_where_the_file_writes_nothing_is_about_all_of_it(below):
    known = {each.key: each for each in below('[status]\ngrowth = "unknown"\n').assumptions}
    assert {known[f"growth.{name}"].status for name in ("households", "refill")} == {Status.UNKNOWN}


def test_a_word_on_a_table_never_hides_what_the_baseline_knew(tmp_path):
    (tmp_path / "base.toml").write_text(
        SMALL + '[status]\n"growth.households" = { is = "fact", source = "declared" }\n', "utf-8"
    )
    (tmp_path / "autre.toml").write_text(
        '[scenario]\nname = "A"\nbaseline = "base"\n[growth]\nrefill = false\n'
        '[status]\ngrowth = { is = "unknown", note = "rien" }\n',
        "utf-8",
    )
    known = {each.key: each for each in read_scenario(tmp_path / "autre.toml").assumptions}
    assert known["growth.households"].status is Status.FACT
    assert known["growth.households"].source == "montpellier:declared"
    assert (known["growth.refill"].status, known["growth.refill"].note) == (Status.UNKNOWN, "rien")


def test_a_difference_without_a_word_is_supposed():
    known = {each.key: each for each in small().assumptions}
    assert known["sources.ville.month_cents"].status is Status.ASSUMED
    assert known["sources.ville.month_cents"].value == "20\u202f000\u00a0€"


def test_a_rule_of_a_known_caisse_says_where_it_comes_from():
    known = {each.key: each for each in small().assumptions}
    assert known["allocation.base_cents"].source == "montpellier:incorrigibles, montpellier:offer"
    assert "Les paliers n'ont pas été trouvés" in known["allocation.base_cents"].note


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("costs.fixed_month_cents=900000", lambda s: s.costs.fixed_month_cents == 900_000),
        ("allocation.base_cents=13000", lambda s: steps(s) == [(0, 130_00, 40_00)]),
        ("allocation@0.base_cents=13000", lambda s: steps(s) == [(0, 130_00, 40_00)]),
        (
            "contribution.scale.rates_bp[1]=200",
            lambda s: s.rules[RuleKind.CONTRIBUTION][0].parameters.scale.rates_bp[1] == 200,
        ),
        ("sources.ville.month_cents=7", lambda s: s.sources[0].amounts["month_cents"] == 7),
        ('sources.ville.renew_bp="50 %"', lambda s: s.sources[0].renew_bp == 5_000),
        ("sources.ville=none", lambda s: s.sources == ()),
        (
            "mechanisms.ppl_386.pot_share_bp=5000",
            lambda s: [each.values for each in s.mechanisms] == [{"pot_share_bp": 5_000}],
        ),
        (
            "mechanisms.ppl_386=true",
            lambda s: [each.mechanism for each in s.mechanisms] == ["ppl_386"],
        ),
        ("growth.households[0][1]=500", lambda s: s.growth.households == ((0, 500),)),
        ("population.attendance=voluntary", lambda s: s.population.attendance == "voluntary"),
        ("months=12", lambda s: s.months == 12),
    ],
)
def test_a_change_moves_one_key(change, found):
    before = small()
    after = with_changes(before, [change])
    assert found(after)
    assert not found(before)


def test_a_change_is_supposed_and_keeps_what_it_was():
    known = {
        each.key: each
        for each in with_changes(small(), {"sources.ville.month_cents": 7}).assumptions
    }
    changed = known["sources.ville.month_cents"]
    assert changed.status is Status.ASSUMED
    assert changed.note == "Changé pour cet essai ; avant : 20\u202f000\u00a0€."


def test_a_rule_of_several_versions_asks_which():
    scenario = small('[[rule]]\nkind = "allocation"\nfrom_month = 12\nbase_cents = 150_00\n')
    with pytest.raises(ScenarioError, match="allocation@0, allocation@12"):
        with_changes(scenario, ["allocation.base_cents=1"])
    assert steps(with_changes(scenario, ["allocation@12.base_cents=1"]))[1][1] == 1


def test_lines_are_found_where_they_are_written():
    text = (
        'a = 1\n[b]\nc = [\n  1,\n  2, # ]\n]\n"d.e" = "x = ["\n[[f]]\ng = 1\n[f.h]\ni = 2\n[[f]]\n'
    )
    assert lines_of(text) == {
        ("a",): 1,
        ("b",): 2,
        ("b", "c"): 3,
        ("b", "d.e"): 7,
        ("f", 0): 8,
        ("f", 0, "g"): 9,
        ("f", 0, "h"): 10,
        ("f", 0, "h", "i"): 11,
        ("f", 1): 12,
    }


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("month_cents", 20_000_00, "20\u202f000\u00a0€"),
        ("renew_bp", 250, "2,5\u00a0%"),
        ("rates_bp", [0, 250], "0\u00a0% ; 2,5\u00a0%"),
        ("households", [[0, 400], [36, 1200]], "mois 0 : 400 ; mois 36 : 1200"),
        ("refill", True, "oui"),
        ("cap_cents", "none", "aucun"),
        ("level", 3.584, "3,584"),
    ],
)
def test_a_value_is_said_with_its_unit(name, value, words):
    assert value_words(name, value) == words


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("costs.fixed_month_cents", 0, 10**16),
        ("allocation.base_cents", 0, 1_000_00),
        ("contribution.scale.rates_bp[1]", 0, 10_000),
        ("contribution.minimum_cents", 0, 1_000_00),
        ("sources.ville.renew_bp", 0, 10_000),
        ("growth.households[0][1]", 0, 100_000_000),
        ("mechanisms.versement_type_levy.rate_bp", 0, 10_000),
    ],
)
def test_a_lever_has_its_bounds(key, low, high):
    found = lever(small(), key)
    assert (found.low, found.high) == (low, high)
    assert found.label


@pytest.mark.parametrize(
    "key", ["population.territory", "behaviour.free_choice.level", "costs.x", "growth.refill"]
)
def test_what_is_no_whole_number_is_no_lever(key):
    with pytest.raises(ScenarioError):
        lever(small(), key)
