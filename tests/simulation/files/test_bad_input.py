"""What a person may write wrong: each line of the table can be read aloud (issue 5, §8)."""

import pytest

from ecot.simulation.files.faults import ScenarioError
from ecot.simulation.files.reading import read_scenario, read_text, with_changes
from tests.simulation.files.example import SMALL, faults_of, small


def spoilt(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new)


def with_line(line: str) -> str:
    return SMALL + line + "\n"


@pytest.mark.parametrize(
    ("what", "text", "code", "key", "line", "said"),
    [
        ("horizon 0", spoilt('name = "Essai"', 'name = "Essai"\nmonths = 0'),
         "OUT_OF_RANGE", "scenario.months", 3, "de 1 à 600"),
        ("no draw", spoilt('name = "Essai"', 'name = "Essai"\ndraws = 0'),
         "OUT_OF_RANGE", "scenario.draws", 3, "de 1 à 1\u202f000\u202f000"),
        ("nobody", spoilt("[[0, 400]]", "[[0, 0], [12, 0]]"),
         "EMPTY_POPULATION", "growth.households", 8, "au moins un foyer"),
        ("a growth that goes back in time", spoilt("[[0, 400]]", "[[0, 400], [36, 1200], [12, 800]]"),
         "GROWTH_ORDER", "growth.households", 8, "avancer dans le temps"),
        ("a negative number of households", spoilt("[[0, 400]]", "[[0, -400]]"),
         "OUT_OF_RANGE", "growth.households", 8, "de 0 à 100\u202f000\u202f000"),
        ("a float amount", spoilt("20_000_00", "20000.50"),
         "FLOAT_AMOUNT", "sources.ville.month_cents", 16, "centimes entiers"),
        ("an amount in words", spoilt("20_000_00", '"20 000 euros"'),
         "WRONG_FORM", "sources.ville.month_cents", 16, "un nombre entier de centimes"),
        ("a negative amount", spoilt("20_000_00", "-5"),
         "OUT_OF_RANGE", "sources.ville.month_cents", 16, "de 0 à"),
        ("a probability above 1", spoilt("92_00", "120_00"),
         "OUT_OF_RANGE", "sources.ville.renew_bp", 17, "120 %"),
        ("a probability as a float", spoilt("92_00", "0.92"),
         "FLOAT_RATE", "sources.ville.renew_bp", 17, "9200 pour 92 %"),
        ("per cent where basis points are meant", spoilt("92_00", "92"),
         "PER_CENT_OR_BASIS_POINTS", "sources.ville.renew_bp", 17, "Est-ce bien 0,92 %, ou 92 % ?"),
        ("a negative rate", spoilt("92_00", "-1"),
         "OUT_OF_RANGE", "sources.ville.renew_bp", 17, "de 0 à 10\u202f000"),
        ("incomes that fall by more than all", with_line("[population]\nincome_growth_bp = -20_000"),
         "OUT_OF_RANGE", "population.income_growth_bp", 19, "de -5\u202f000 à 10\u202f000"),
        ("absurd incomes", with_line("[population]\nincome_growth_bp = 1_000_000"),
         "OUT_OF_RANGE", "population.income_growth_bp", 19, "de -5\u202f000 à 10\u202f000"),
        ("a source without class", spoilt('class = "public"\n', ""),
         "MISSING_KEY", "sources.ville", 11, 'class = "public" ou "private" ou "citizen"'),
        ("a class that is none", spoilt('"public"', '"publique"'),
         "UNKNOWN_WORD", "sources.ville.class", 13, "Vouliez-vous dire « public » ?"),
        ("a source without id", spoilt('id = "ville"\n', ""),
         "MISSING_KEY", "source", 10, 'Ajoutez id = "…"'),
        ("the same source twice", with_line('[[source]]\nid = "ville"'),
         "TWICE", "sources.ville", 18, "Gardez-en un seul"),
        ("a probability on a law",
         with_line('[[mechanism]]\nid = "versement_type_levy"\nrate_bp = 50\nobtain_bp = 5_000'),
         "LAW_HAS_NO_CHANCE", "mechanisms.versement_type_levy.obtain_bp", 21, "pas de probabilité"),
        ("a law that a scenario says is voted",
         with_line('[[source]]\nid = "x"\nlabel = "x"\nclass = "public"\nlaw = "levy"\n'
                   'mechanism = "csg_point"\nlaw_status = "in_force"'),
         "LAW_STATUS_IS_DATED", "sources.x.law_status", 24, "needs_law"),
        ("an unknown mechanism", with_line('[[mechanism]]\nid = "caf_msa"'),
         "UNKNOWN_WORD", "mechanisms.caf_msa", 19, "Vouliez-vous dire « caf_msa_cpam » ?"),
        ("an unknown territory", with_line('[population]\nterritory = "montpelier"'),
         "UNKNOWN_WORD", "population.territory", 19, "Vouliez-vous dire « montpellier » ?"),
        ("an unknown experiment", spoilt('"montpellier-2025"', '"montpelier-2025"'),
         "UNKNOWN_WORD", "rules", 4, "Vouliez-vous dire « montpellier-2025 » ?"),
        ("an unknown key", with_line("[costs]\nfixed_month_cent = 5"),
         "UNKNOWN_KEY", "costs.fixed_month_cent", 19, "Vouliez-vous dire « fixed_month_cents » ?"),
        ("an unknown table", with_line("[cost]\nfixed_month_cents = 5"),
         "UNKNOWN_TABLE", "cost", 18, "Vouliez-vous dire « costs » ?"),
        ("a rule as a table", with_line("[allocation]\nbase_cents = 5"),
         "UNKNOWN_TABLE", "allocation", 18, 'kind = "allocation"'),
        ("a missing name", spoilt('name = "Essai"\n', ""),
         "MISSING_KEY", "scenario", 2, "nom du scénario"),
        ("no rule of contribution",
         spoilt('rules = "montpellier-2025"\n', "")
         + '[[rule]]\nkind = "allocation"\npreset = "montpellier-2025"',
         "MISSING_KEY", "scenario", 2, '[[rule]] avec kind = "contribution"'),
        ("a rule refused by itself",
         with_line('[[rule]]\nkind = "allocation"\ncap_cents = 100'),
         "CAP_BELOW_FIRST", "allocation", 18, "Relevez le plafond"),
        ("a parameter out of the rule's bounds",
         with_line('[[rule]]\nkind = "allocation"\nbase_cents = 5_000_00'),
         "OUT_OF_RANGE", "allocation.base_cents", 20, "de 0 à 100\u202f000"),
        ("a scale in per cent",
         with_line('[[rule]]\nkind = "contribution"\n[rule.scale]\nrates_bp = [0, 1, 5, 10]'),
         "PER_CENT_OR_BASIS_POINTS", "contribution.scale.rates_bp", 21, "Est-ce bien 0,01 %, ou 1 % ?"),
        ("a knot below zero",
         with_line('[[rule]]\nkind = "contribution"\n[rule.scale]\nknots_cents = [-1, 5, 6, 7]'),
         "OUT_OF_RANGE", "contribution.scale.knots_cents", 21, "de 0 à"),
        ("a rule that simulation ignores", with_line('[[rule]]\nkind = "payment"'),
         "NOT_SIMULATED", "rule.payment", 18, "ne change rien"),
        ("a source that is not there to be removed",
         with_line('[[source]]\nid = "etat"\nremove = true'),
         "NOTHING_TO_REMOVE", "sources.etat", 18, "rien à retirer"),
        ("a fact without source", with_line('[status]\n"growth.households" = "fact"'),
         "FACT_WITHOUT_SOURCE", "status.growth.households", 19, "Ajoutez source"),
        ("a source of a fact that does not exist",
         with_line('[status]\n"growth.households" = { is = "fact", source = "lemond" }'),
         "UNKNOWN_SOURCE", "status.growth.households", 19, "montpellier:lemonde"),
        ("a word that is no status", with_line('[status]\n"growth.households" = "sure"'),
         "UNKNOWN_WORD", "status.growth.households", 19, "fact, calculated, assumed, unknown"),
        ("the status of nothing", with_line('[status]\n"growth.household" = "assumed"'),
         "UNKNOWN_KEY", "status.growth.household", 19, "Vouliez-vous dire « growth.households » ?"),
        ("a last month before the first",
         spoilt("renew_bp = 92_00", "from_month = 12\nuntil_month = 12"),
         "ENDS_BEFORE", "sources.ville.until_month", 18, "Corrigez l'un des deux"),
        ("shares of shops that miss something",
         with_line('[[shop]]\nname = "Marché"\nshare_bp = 90_00\nlocal_bp = 50_00\nsuppliers_local_bp = 50_00'),
         "SHARES_OF_SHOPS", "shops", 19, "90 % en tout"),
        ("interest on the reserve paid twice",
         with_line('[economy]\ninterest_bp = 150\n\n[[mechanism]]\nid = "float_interets"\nrate_bp = 150'),
         "INTEREST_TWICE", "economy.interest_bp", 19, "« float_interets » verse déjà"),
        ("an amount with spaces", with_line("[costs]\nfixed_month_cents = 9 000"),
         "SCENARIO_NOT_TOML", "", 19, "sans espace ni virgule"),
        ("a key twice", with_line("renew_bp = 50_00"),
         "SCENARIO_NOT_TOML", "", 18, "chaque clé une seule fois"),
    ],
)  # fmt: skip
def test_a_fault_names_key_line_and_range(what, text, code, key, line, said):
    (fault, *others) = faults_of(text)
    assert others == []
    assert (fault.refused.code, fault.key, fault.line) == (code, key, line)
    assert said in fault.sentence.replace("\u00a0", " ")
    assert fault.sentence.startswith("essai.toml, ligne ")


def test_the_small_scenario_is_sound():
    assert faults_of(SMALL) == ()


def test_all_faults_are_said_at_once_in_the_order_of_the_lines():
    text = spoilt("20_000_00", "1.5").replace('"Essai"', '"Essai"\nmonths = 0')
    assert [fault.key for fault in faults_of(text)] == [
        "scenario.months",
        "sources.ville.month_cents",
    ]


def test_what_was_asked_is_settled_by_the_sign():
    doubt = '"0,92 %"'
    assert read_text(spoilt("92_00", doubt)).sources[0].renew_bp == 92
    assert read_text(spoilt("92_00", '"92 %"')).sources[0].renew_bp == 9_200


def test_scenarios_that_start_from_each_other_are_refused(tmp_path):
    for name, baseline in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{name}.toml").write_text(
            f'[scenario]\nname = "{name}"\nbaseline = "{baseline}"\n'
        )
    with pytest.raises(ScenarioError) as refused:
        read_scenario(tmp_path / "a.toml")
    (fault,) = refused.value.faults
    assert fault.refused.code == "SCENARIO_CYCLE"
    assert [name for name in "abca" if f"{name}.toml" in fault.sentence] == list("abca")


def test_a_scenario_that_is_its_own_baseline_is_refused(tmp_path):
    (tmp_path / "a.toml").write_text('[scenario]\nname = "a"\nbaseline = "a"\n')
    with pytest.raises(ScenarioError, match="sans fin"):
        read_scenario(tmp_path / "a.toml")


@pytest.mark.parametrize("name", ["montpelier-2026", "nowhere/else.toml"])
def test_a_scenario_that_is_not_there_is_told_with_the_shelf(name):
    with pytest.raises(ScenarioError, match=r"Donnez un fichier \.toml") as refused:
        read_scenario(name)
    if "mont" in name:
        assert "Vouliez-vous dire « montpellier-2026 » ?" in str(refused.value)


def test_a_file_that_is_not_text_is_told(tmp_path):
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ScenarioError, match="UTF-8"):
        read_scenario(tmp_path / "x.toml")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("costs.fixed_month_cents", "NOT_A_CHANGE"),
        ("=5", "NOT_A_CHANGE"),
        ("costs.fixed_month_cent=5", "UNKNOWN_KEY"),
        ("costs.fixed_month_cents=5.5", "FLOAT_AMOUNT"),
        ("costs.fixed_month_cents=cher", "WRONG_FORM"),
        ("contribution.scale.rates_bp[9]=500", "UNKNOWN_KEY"),
        ("contribution.scale.rates_bp[1]=5", "PER_CENT_OR_BASIS_POINTS"),
        ("allocation.base_cents=9999999", "OUT_OF_RANGE"),
        ("sources.etat.month_cents=5", "UNKNOWN_KEY"),
        ("mechanisms.caf.target_cents=5", "UNKNOWN_KEY"),
        ("months=0", "OUT_OF_RANGE"),
    ],
)
def test_a_change_is_judged_like_a_file(change, code):
    with pytest.raises(ScenarioError) as refused:
        with_changes(small(), [change])
    assert [fault.refused.code for fault in refused.value.faults] == [code]
    assert refused.value.faults[0].file == "--set"
