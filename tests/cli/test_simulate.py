"""`ecot simulate` and `ecot compare`: answers, refusals, exit codes; no database, no network."""

import hashlib
import json
from importlib import import_module
from pathlib import Path

import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from ecot.cli.main import app
from ecot.simulation.indicators.catalogue import CATALOGUE
from tests.house.source import ROOT

BY_PATH = str(ROOT / "scenarios/montpellier-2026.toml")
QUICK = ["--set", "months=14", "--draws", "8"]


def ran(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def answered(*arguments: str):
    result = ran(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_every_output_has_its_name_its_unit_and_its_status():
    answer = answered("simulate", BY_PATH, *QUICK)
    assert set(CATALOGUE) <= set(answer)
    assert set(answer["figures"]) == set(CATALOGUE)
    for told in answer["figures"].values():
        assert {"unit", "label", "status", "rests_on", "why"} == set(told)
    assert len(answer["p_deficit"]) == 14
    assert 0.3 < answer["coverage"] < 0.8


def test_an_answer_says_what_it_was_computed_from():
    answer = answered("simulate", "montpellier-2026", *QUICK, "--seed", "7")
    assert (answer["seed"], answer["draws"], answer["months"]) == (7, 8, 14)
    assert answer["complete"] is True
    assert len(answer["scenario_digest"]) == 64
    assert answer["data_vintage"] == {
        "territory": "montpellier",
        "area": "commune",
        "incomes_year": 2021,
        "facts_as_of": "2026-11-23",
    }
    statuses = {each["status"] for each in answer["assumptions"]}
    assert statuses <= {"fact", "calculated", "assumed", "unknown"}
    assert {"fact", "calculated", "assumed"} <= statuses


def test_a_path_and_a_slug_give_the_same_answer():
    assert answered("simulate", BY_PATH, *QUICK) == answered("simulate", "montpellier-2026", *QUICK)


def test_the_report_the_tables_and_the_scenario_that_replays_them_are_kept(tmp_path):
    result = ran("simulate", "montpellier-2026", *QUICK, "--out", str(tmp_path / "x"))
    assert result.exit_code == 0, result.output
    assert str(tmp_path / "x/report.html") in result.stdout
    written = (tmp_path / "x/scenario.toml").read_bytes()
    digest = hashlib.sha256(written).hexdigest()
    assert digest in result.stdout
    assert digest in (tmp_path / "x/report.html").read_text("utf-8")
    assert (tmp_path / "x/report.pdf").read_bytes().startswith(b"%PDF")
    told = json.loads((tmp_path / "x/results.json").read_text("utf-8"))
    assert told["scenario_digest"] == digest
    flows = parquet.read_table(tmp_path / "x/flows.parquet")
    assert flows.num_rows == 14 * 8
    last = sorted(row["cash_cents"] for row in flows.to_pylist() if row["month"] == 13)
    assert last[3] == told["cash_cents"]["p50"][13]
    again = answered("simulate", str(tmp_path / "x/scenario.toml"))
    assert again["scenario_digest"] == digest


def test_what_was_kept_is_told_to_machines(tmp_path):
    answer = answered("simulate", "montpellier-2026", *QUICK, "--out", str(tmp_path / "x"))
    assert answer["kept"]["left_out"] == []
    files = {Path(each) for each in answer["kept"]["files"]}
    assert files == set((tmp_path / "x").iterdir())
    assert json.loads((tmp_path / "x/results.json").read_text("utf-8")) == {
        name: value for name, value in answer.items() if name != "kept"
    }


@pytest.mark.parametrize("command", [["simulate"], ["compare", "gironde"]])
def test_a_folder_that_holds_files_is_refused_before_anything_is_played(
    tmp_path, monkeypatch, command
):
    monkeypatch.setattr(import_module("ecot.simulation.running.run"), "play", None)
    (tmp_path / "notes.txt").write_text("à garder")
    result = ran(*command, "montpellier-2026", "--out", str(tmp_path), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["refused"]["code"] == "OUT_NOT_EMPTY"
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_an_answer_is_not_lost_where_it_cannot_be_kept(tmp_path, monkeypatch):
    def full(table, path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(import_module("ecot.simulation.report.keeping"), "write_parquet", full)
    result = ran("simulate", "montpellier-2026", *QUICK, "--out", str(tmp_path / "x"), "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["refused"]["code"] == "OUT_CLOSED"
    assert set(CATALOGUE) <= set(answer)
    assert list(tmp_path.iterdir()) == []


def test_each_future_of_a_comparison_has_its_report(tmp_path):
    asked = ("compare", "montpellier-2026", "end-of-state-grant", *QUICK)
    result = ran(*asked, "--out", str(tmp_path / "x"))
    assert result.exit_code == 0, result.output
    below = sorted(each.name for each in (tmp_path / "x").iterdir())
    assert below == ["1-montpellier-2026", "2-end-of-state-grant", "results.json"]
    for name in below[:2]:
        assert str(tmp_path / "x" / name / "report.html") in result.stdout
        assert (tmp_path / "x" / name / "dictionary.csv").exists()
    told = json.loads((tmp_path / "x/results.json").read_text("utf-8"))
    assert [each["scenario"] for each in told["scenarios"]] == [name[2:] for name in below[:2]]


def test_a_person_reads_sentences_figures_and_how_well_they_are_known():
    result = ran("simulate", "montpellier-2026", *QUICK)
    assert result.exit_code == 0, result.output
    for said in ("Part des allocations", "calculé", "supposé", "fait publié", "Empreinte"):
        assert said in result.stdout


def test_a_wrong_scenario_is_refused_with_every_fault(tmp_path):
    (tmp_path / "x.toml").write_text(
        '[scenario]\nname = "x"\nbaseline = "montpellier-2026"\nmonths = 0\n[costs]\nfixed_month_cents = 1.5\n'
    )
    result = ran("simulate", str(tmp_path / "x.toml"), "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["refused"]["code"] == "SCENARIO_WRONG"
    told = [(each["line"], each["key"], each["code"]) for each in answer["faults"]]
    assert told == [
        (4, "scenario.months", "OUT_OF_RANGE"),
        (6, "costs.fixed_month_cents", "FLOAT_AMOUNT"),
    ]


def test_what_may_be_per_cent_is_not_guessed_where_nobody_answers():
    result = ran("simulate", "montpellier-2026", *QUICK, "--set", "sources.ville.renew_bp=92")
    assert result.exit_code == 1
    assert "92" in result.output
    assert "ou 92" in result.output.replace("\u00a0", " ")


@pytest.mark.parametrize("arguments", [["nowhere"], ["montpellier-2026", "--set", "costs"]])
def test_what_does_not_exist_is_refused(arguments):
    assert ran("simulate", *arguments).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [["simulate"], ["compare", "gironde"], ["simulate", "gironde", "--draws", "0"]],
)
def test_a_misuse_ends_with_two(arguments):
    assert ran(*arguments).exit_code == 2


def test_long_work_is_estimated_and_refused_without_yes():
    million = ["--set", "growth.households=[[0, 1_000_000]]", "--draws", "10_000".replace("_", "")]
    result = ran("simulate", "montpellier-2026", *million, "--json")
    assert result.exit_code == 1
    refused = json.loads(result.stdout)["refused"]
    assert refused["code"] == "LONG_RUN"
    assert "600\u202f000\u202f000\u202f000" in refused["sentence"]
    assert "--yes" in refused["sentence"]


def test_a_stopped_run_keeps_its_whole_draws(monkeypatch):
    running = import_module("ecot.simulation.running.run")
    played: list = []

    def stopped_at_the_third(study, piece):
        if len(played) == 2:
            raise KeyboardInterrupt
        played.append(piece)
        return playing(study, piece)

    playing = running.play
    monkeypatch.setattr(running, "play", stopped_at_the_third)
    result = ran("simulate", "montpellier-2026", "--draws", "1000", "--json")
    whole = sum(piece.draws for piece in played)
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert (answer["complete"], answer["draws"], answer["draws_asked"]) == (False, whole, 1000)
    assert f"{whole} tirages entiers sur 1000" in result.stderr


def test_futures_side_by_side_share_their_luck():
    answer = answered("compare", "montpellier-2026", "end-of-state-grant", *QUICK)
    first, other = answer["scenarios"]
    (gaps,) = answer["differences"]
    assert (gaps["scenario"], gaps["against"]) == ("end-of-state-grant", "montpellier-2026")
    assert first["coverage"] == other["coverage"]
    # months 12 and 13 lose 8 000 and 6 000 euros each
    lost = gaps["figures"]["cash_end_cents"]
    assert (lost["mean"], lost["low"], lost["high"]) == (-28_000_00, -28_000_00, -28_000_00)
    assert lost["clear"] is True
    assert gaps["figures"]["collected_month_cents"]["mean"] == 0
    assert gaps["figures"]["collected_month_cents"]["clear"] is False


def test_a_comparison_is_read_side_by_side():
    result = ran("compare", "montpellier-2026", "end-of-state-grant", *QUICK)
    assert result.exit_code == 0, result.output
    assert "Même hasard pour tous : graine 42, 8 tirages" in result.stdout


def test_the_same_seed_and_draws_hold_for_all(tmp_path):
    (tmp_path / "x.toml").write_text(
        '[scenario]\nname = "x"\nbaseline = "montpellier-2026"\nseed = 9\ndraws = 5\nmonths = 13\n'
    )
    answer = answered("compare", "montpellier-2026", str(tmp_path / "x.toml"), "--draws", "6")
    assert {each["seed"] for each in answer["scenarios"]} == {42}
    assert {each["draws"] for each in answer["scenarios"]} == {6}
    assert answer["differences"][0]["months"] == 13
