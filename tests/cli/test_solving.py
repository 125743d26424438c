"""`ecot solve` and `ecot sensitivity`: no book, a scenario of the shelf, few draws."""

import json

import pytest
from typer.testing import CliRunner

from ecot.cli.main import app

FEW = ("--draws", "4", "--set", "months=12")


def typed(*words):
    return CliRunner().invoke(app, list(words), prog_name="ecot")


def test_a_goal_is_sought_and_its_neighbour_fails():
    words = ("--lever", "costs.fixed_month_cents", "--until", "p_deficit_12 <= 0.25")
    result = typed(
        "solve", "montpellier-2026", *words, "--between", "0,4000000,100000", *FEW, "--json"
    )
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["side"], answer["exact"], answer["monotone"]) == ("most", True, True)
    assert answer["answer"]["value"] <= 0.25 < answer["neighbour"]["value"]
    assert answer["neighbour"]["lever"] == answer["answer"]["lever"] + 100_000
    assert answer["runs"] == len(answer["trials"]) <= answer["budget"]
    assert len(answer["digest"]) == 64


def test_what_nothing_reaches_ends_with_one():
    words = (
        "--lever",
        "costs.fixed_month_cents",
        "--until",
        "coverage >= 0.99",
        "--between",
        "0,900",
    )
    result = typed("solve", "montpellier-2026", *words, *FEW)
    assert result.exit_code == 1
    assert "Aucune valeur essayée" in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("montpellier-2026", "--lever", "x.y", "--until", "coverage > 0"), "x.y"),
        (("montpellier-2026", "--lever", "costs.fixed_month_cents", "--until", "oui"), "objectif"),
        (("montpellier-2026",), "--lever"),
        (("atlantide",), "atlantide"),
    ],
)
def test_a_wrong_question_is_told_in_one_sentence(words, says):
    result = typed("solve", *words)
    assert result.exit_code == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    refused = json.loads(typed("solve", *words, "--json").stdout)
    assert refused["refused"]["sentence"]


def test_a_tornado_in_euros_has_its_intervals():
    keys = ("--factor", "costs.fixed_month_cents", "--factor", "behaviour.exit_bp")
    result = typed("sensitivity", "montpellier-2026", *keys, "--trajectories", "2", *FEW, "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    (longest, _) = answer["one_at_a_time"]
    assert longest["key"] == "costs.fixed_month_cents"
    assert longest["per_unit_cents"] == -12_00
    assert longest["at_low"]["low_cents"] <= longest["at_low"]["mean_cents"]
    assert {each["key"] for each in answer["morris"]} == {keys[1], keys[3]}
    assert answer["sobol"] == []
    shown = typed("sensitivity", "montpellier-2026", *keys, "--trajectories", "2", *FEW)
    assert "frais fixes par mois" in shown.stdout


def test_a_number_of_points_that_has_no_plan_is_a_misuse():
    result = typed("sensitivity", "montpellier-2026", "--sobol", "100")
    assert result.exit_code == 2
    assert "1021" in result.stderr


def test_the_report_of_a_study_draws_what_weighs_with_its_intervals(tmp_path):
    keys = ("--factor", "costs.fixed_month_cents", "--factor", "behaviour.exit_bp")
    out = tmp_path / "etude"
    result = typed(
        "sensitivity",
        "montpellier-2026",
        *keys,
        "--trajectories",
        "0",
        *FEW,
        "--out",
        str(out),
        "--json",
    )
    assert result.exit_code == 0, result.output
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Ce qui pèse le plus" in page
    assert page.count('class="whisker"') == 4
    again = typed("sensitivity", "montpellier-2026", *keys, *FEW, "--out", str(out))
    assert again.exit_code == 1
