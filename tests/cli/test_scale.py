"""`ecot scale`: exact contributions, a territory, and what is wrong said with its key and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ecot.cli.main import app

BRACKETS = "knots_cents = [0, 50000, 120000, 250000]\nrates_bp = [0, 100, 250, 400]\n"
STEPS = (
    "knots_cents = [0, 40000]\nrates_bp = [0, 0]\njumps_cents = [3000, 1000]\n"
    'base = "quotient_familial"\n'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "scale.toml"
    found.write_text(BRACKETS, encoding="utf-8")
    return found


def typed(*words: object) -> Result:
    result = CliRunner().invoke(app, ["scale", *map(str, words)], prog_name="ecot")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_exact_contributions_and_nothing_else(file: Path) -> None:
    bases = "0,49999,50000, 180000,401237,401238,-5"
    result = typed(file, "--base", bases, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"contributions_cents": [0, 0, 0, 22_00, 99_99, 100_00, 0]}


def test_contributions_for_people(file: Path) -> None:
    result = typed(file, "--base", "180000")
    assert result.exit_code == 0
    assert "22,00\u00a0€" in result.stdout
    assert "1,22\u00a0%" in result.stdout
    assert "2,5\u00a0%" in result.stdout


def test_on_a_territory(file: Path) -> None:
    result = typed(file, "--households", 2_000, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (found["break_even_base_cents"], found["cliffs"]) == (401_238, [])
    assert found["break_even_base_unrounded_cents"] == 401_250.0
    assert [each["from_cents"] for each in found["brackets"]] == [0, 500_00, 1_200_00, 2_500_00]
    assert len(found["deciles"]) == 10
    assert {each["status"] for each in found["assumptions"]} <= {
        "fact",
        "calculated",
        "assumed",
        "unknown",
    }
    assert found["population"]["households_drawn"] == 2_000
    again = typed(file, "--households", 2_000, "--json")
    assert again.stdout == result.stdout
    other = json.loads(typed(file, "--households", 2_000, "--seed", 1, "--json").stdout)
    assert other["deciles"] != found["deciles"]


def test_on_a_territory_for_people(file: Path) -> None:
    file.write_text(STEPS, encoding="utf-8")
    result = typed(file, "--households", 500, "--territory", "france", "--allocation-cents", 9000)
    assert result.exit_code == 0
    assert (
        "Attention, une marche : à 400\u00a0€, un centime de plus coûte 10\u00a0€." in result.stdout
    )
    assert "Aucun revenu ne fait cotiser 90\u00a0€" in result.stdout
    assert "Calculé — Foyers et moyennes : estimés sur 500 foyers tirés" in result.stdout
    assert "Supposé — " in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--base", "abc"),
        ("--base", "1e3"),
        ("--base", "12.5"),
        ("--base", "1,,2"),
        ("--base", "1_000"),
        ("--base", "\u0664"),
        ("--base", "9" * 18),
        ("--base", "9" * 400),
        ("--territory", "atlantis"),
        ("--territory", "montpellier/country"),
        ("--households", "0"),
        ("--allocation-cents", "-1"),
    ],
)
def test_a_misuse_ends_with_two(file: Path, words: tuple[str, ...]) -> None:
    assert typed(file, *words).exit_code == 2


def test_a_file_that_is_not_there_is_a_misuse(tmp_path: Path) -> None:
    assert typed(tmp_path / "none.toml").exit_code == 2


def test_rates_in_per_cent_are_refused_until_they_are_confirmed(file: Path) -> None:
    file.write_text("knots_cents = [0]\nrates_bp = [4]\n", encoding="utf-8")
    refused = typed(file, "--base", "100000", "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["refused"]["code"] == "SCALE_RATES_SMALL"
    meant = typed(file, "--base", "100000", "--small-rates", "--json")
    assert json.loads(meant.stdout) == {"contributions_cents": [40]}


@pytest.mark.parametrize("content", [b"\xff\xfe", b"rates_bp = [1]", b"\0", b"a" * 200_000])
def test_a_file_that_is_wrong_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    result = typed(file)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
