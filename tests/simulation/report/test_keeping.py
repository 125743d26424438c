"""A run in a folder: all of it or nothing, nothing erased, nothing half written under a final name."""

import csv
import hashlib
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from ecot.simulation.files.writing import digest
from ecot.simulation.report import keeping
from ecot.simulation.report.keeping import Kept, taken, write_comparison, write_outcome
from ecot.simulation.report.layouts import LAYOUTS
from ecot.simulation.report.tables import tables
from ecot.values.refusal import Refused
from tests.simulation.files.example import small
from tests.simulation.report.test_tables import rows, two_futures

AT = datetime(2026, 4, 1, tzinfo=UTC)
NAMES = [*(each.name for each in LAYOUTS), "dictionary"]


def a_run(slug: str = "small"):
    """The two futures of `test_tables`, of a scenario that a file can hold."""
    run = two_futures()
    of = replace(small(), slug=slug, sources=run.scenario.sources, mechanisms=())
    return replace(run, scenario=of, digest=digest(of))


def kept(found: Kept | Refused) -> Kept:
    assert isinstance(found, Kept), found
    return found


def names(folder: Path) -> set[str]:
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}


def test_everything_is_in_the_folder_and_nothing_beside(tmp_path):
    folder = tmp_path / "new" / "results"
    found = kept(write_outcome(a_run(), folder, made_at=AT, beside={"results.json": "{}"}))
    assert names(tmp_path) == {f"new/results/{each}" for each in names(folder)}
    assert names(folder) == {
        "report.html",
        "report.pdf",
        "scenario.toml",
        "scenario.sha256",
        "results.json",
        *(f"{name}.csv" for name in NAMES),
        *(f"{name}.parquet" for name in NAMES),
    }
    assert {each.name for each in found.paths} == names(folder)
    assert found.left_out == ()
    written = (folder / "scenario.toml").read_bytes()
    known_by = (folder / "scenario.sha256").read_text("utf-8")
    assert known_by == f"{hashlib.sha256(written).hexdigest()}  scenario.toml\n"
    assert a_run().digest in (folder / "report.html").read_text("utf-8")


def test_what_is_read_back_is_what_the_run_said(tmp_path):
    run = a_run()
    kept(write_outcome(run, tmp_path / "x", made_at=AT))
    for table in tables(run):
        name = table.layout.name
        back = parquet.read_table(tmp_path / "x" / f"{name}.parquet")
        assert back.to_pylist() == rows(table), name
        with (tmp_path / "x" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *told = csv.reader(file, delimiter=";")
        assert head == back.column_names
        assert len(told) == len(rows(table))


def test_the_dictionary_beside_has_the_columns_of_the_files(tmp_path):
    kept(write_outcome(a_run(), tmp_path / "x", made_at=AT))
    told = parquet.read_table(tmp_path / "x/dictionary.parquet").to_pylist()
    for name in NAMES:
        schema = parquet.read_schema(tmp_path / f"x/{name}.parquet")
        declared = [
            (row["column"], row["type"], row["unit"], row["sentence"])
            for row in told
            if row["table"] == name
        ]
        assert declared == [
            (
                each.name,
                str(each.type),
                each.metadata[b"unit"].decode(),
                each.metadata[b"sentence"].decode(),
            )
            for each in schema
        ]


def test_the_same_run_gives_the_same_bytes(tmp_path):
    for name in ("x", "y"):
        kept(write_outcome(a_run(), tmp_path / name, made_at=AT))
    for name in names(tmp_path / "x"):
        assert (tmp_path / "x" / name).read_bytes() == (tmp_path / "y" / name).read_bytes(), name


def test_a_folder_that_holds_files_is_left_as_it_is(tmp_path):
    (tmp_path / "notes.txt").write_text("à garder")
    found = write_outcome(a_run(), tmp_path, made_at=AT)
    assert isinstance(found, Refused)
    assert found.code == "OUT_NOT_EMPTY"
    assert "rien n’a été écrit" in found.sentence
    assert names(tmp_path) == {"notes.txt"}
    assert taken(tmp_path / "notes.txt").code == "OUT_NOT_FOLDER"
    assert taken(tmp_path / "free") is None


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "x").mkdir()
    kept(write_outcome(a_run(), tmp_path / "x", made_at=AT))
    assert "report.html" in names(tmp_path / "x")


class Killed(BaseException):
    """What ends a process in the middle."""


@pytest.mark.parametrize(
    "fault", [Killed, KeyboardInterrupt, OSError(28, "No space left on device")]
)
def test_a_write_that_is_cut_leaves_nothing_under_the_final_name(tmp_path, monkeypatch, fault):
    written: list[Path] = []

    def cut(table, path):
        assert not (tmp_path / "x").exists(), "the final name is taken before all is whole"
        if len(written) == 3:
            path.write_bytes(b"PAR1 half")
            raise fault
        written.append(path)

    monkeypatch.setattr(keeping, "write_parquet", cut)
    if isinstance(fault, OSError):
        refused = write_outcome(a_run(), tmp_path / "x", made_at=AT)
        assert isinstance(refused, Refused)
        assert refused.code == "OUT_CLOSED"
        assert "No space left" in refused.sentence
    else:
        with pytest.raises(fault):
            write_outcome(a_run(), tmp_path / "x", made_at=AT)
    assert len(written) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_somebody_filled_meanwhile_is_not_erased(tmp_path, monkeypatch):
    def meanwhile(table, path):
        (tmp_path / "x").mkdir(exist_ok=True)
        (tmp_path / "x/theirs.txt").write_text("à eux")

    monkeypatch.setattr(keeping, "write_parquet", meanwhile)
    refused = write_outcome(a_run(), tmp_path / "x", made_at=AT)
    assert isinstance(refused, Refused)
    assert refused.code == "OUT_NOT_EMPTY"
    assert names(tmp_path) == {"x/theirs.txt"}


def test_without_the_extras_the_rest_is_there_and_one_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "typst", None)
    found = kept(write_outcome(a_run(), tmp_path / "x", made_at=AT))
    assert [each.code for each in found.left_out] == ["PDF_NOT_INSTALLED", "PARQUET_NOT_INSTALLED"]
    assert {each.suffix for each in found.paths} == {".html", ".toml", ".sha256", ".csv"}


def test_a_comparison_has_a_folder_for_each_in_order(tmp_path):
    runs = [a_run("montpellier"), a_run("../../sortie"), a_run("montpellier")]
    found = kept(write_comparison(runs, tmp_path / "x", made_at=AT, beside={"results.json": "{}"}))
    below = {each.name for each in (tmp_path / "x").iterdir()}
    assert below == {"1-montpellier", "2-------sortie", "3-montpellier", "results.json"}
    assert (tmp_path / "x/2-------sortie/report.pdf") in found.paths
    assert len(found.paths) == 3 * (4 + 2 * len(NAMES)) + 1
