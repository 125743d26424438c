"""`ecot reproduce` needs no book."""

import json

from typer.testing import CliRunner

from ecot.cli.main import app
from ecot.reference.loading import published_checks


def test_every_published_check_is_answered():
    result = CliRunner().invoke(app, ["reproduce", "--json"])
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["ok"]) == (0, True)
    found = {check["id"]: check for check in answer["checks"]}
    assert set(published_checks()) <= found.keys()
    assert found["M-24"]["expected"] == found["M-24"]["found"] == {"first_count_above": 596}
    assert found["M-24"]["sources"][1].startswith("https://")


def test_a_broken_check_is_named(monkeypatch):
    from ecot.simulation.reproducing import checking

    wrong = {"F-1a": lambda given: {"pot_per_year": 1}}
    monkeypatch.setattr(checking, "MODELLED", (wrong,))
    result = CliRunner().invoke(app, ["reproduce"])
    assert result.exit_code == 1
    assert "F-1a ne tombe plus juste" in result.stderr
    assert "Par" in result.stdout
