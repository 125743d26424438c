"""Long tables: the same rows in CSV and Parquet, exact, each column as it was declared."""

import csv
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from ecot.formats.columns import (
    DICTIONARY,
    Column,
    Kind,
    Layout,
    Table,
    dictionary,
    of_rows,
    write_csv,
    write_parquet,
)
from ecot.formats.spreadsheets import plain
from ecot.values.refusal import Refused

MIXED = Layout(
    "mixed",
    (
        Column("draw", "draw", Kind.INTEGER, "Numéro."),
        Column("cash_cents", "cents", Kind.INTEGER, "Trésorerie."),
        Column("chance", "share", Kind.NUMBER, "Risque."),
        Column("words", "", Kind.TEXT, "Des mots."),
    ),
)
BEYOND_A_FLOAT = 2**53 + 1

rows = st.lists(
    st.tuples(
        st.integers(0, 10**6),
        st.integers(-(2**63), 2**63 - 1) | st.none(),
        st.floats(allow_nan=False, allow_infinity=False) | st.none(),
        st.text(st.characters(exclude_categories=["Cs"])),
    ),
    max_size=8,
)


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_a_csv_opens_by_itself_in_a_french_office(tmp_path):
    path = tmp_path / "mixed.csv"
    write_csv(
        of_rows(MIXED, [(0, -1_250, 0.25, "à voir ; plus tard"), (1, None, None, "=1+1")]), path
    )
    assert (
        path.read_bytes()
        == (
            "\ufeffdraw;cash_cents;chance;words\r\n"
            '0;-1250;0,25;"à voir ; plus tard"\r\n'
            "1;;;'=1+1\r\n"
        ).encode()
    )


@given(rows)
def test_parquet_read_back_equals_what_was_written(tmp_path_factory, given_rows):
    path = tmp_path_factory.mktemp("p") / "mixed.parquet"
    assert write_parquet(of_rows(MIXED, given_rows), path) is None
    found = parquet.read_table(path)
    assert [tuple(row.values()) for row in found.to_pylist()] == given_rows
    assert [str(each) for each in found.schema.types] == ["int64", "int64", "double", "string"]


@given(rows)
def test_a_csv_read_back_equals_what_was_written(tmp_path_factory, given_rows):
    path = tmp_path_factory.mktemp("c") / "mixed.csv"
    write_csv(of_rows(MIXED, given_rows), path)
    found = [
        (
            int(draw),
            int(cents) if cents else None,
            float(chance.replace(",", ".")) if chance else None,
            plain(words),
        )
        for draw, cents, chance, words in read_csv(path)[1:]
    ]
    assert found == given_rows


def test_whole_numbers_beyond_a_float_stay_exact_by_blocks(tmp_path):
    cents = [np.array([BEYOND_A_FLOAT, -BEYOND_A_FLOAT]), np.array([7])]
    only = Layout("only", (Column("cents", "cents", Kind.INTEGER, "Un montant."),))
    table = Table(layout=only, blocks=lambda: ((each,) for each in cents), origin={"seed": "42"})
    assert write_parquet(table, tmp_path / "x.parquet") is None
    write_csv(table, tmp_path / "x.csv")
    found = parquet.read_table(tmp_path / "x.parquet")
    assert found["cents"].to_pylist() == [BEYOND_A_FLOAT, -BEYOND_A_FLOAT, 7]
    assert found.schema.metadata == {b"seed": b"42"}
    assert [row[0] for row in read_csv(tmp_path / "x.csv")[1:]] == [
        "9007199254740993",
        "-9007199254740993",
        "7",
    ]


def test_a_parquet_column_says_its_unit_and_its_sentence(tmp_path):
    write_parquet(of_rows(MIXED, []), tmp_path / "x.parquet")
    found = parquet.read_schema(tmp_path / "x.parquet").field("cash_cents").metadata
    assert found[b"unit"] == b"cents"
    assert found[b"sentence"].decode() == "Trésorerie."


def test_the_dictionary_has_each_column_and_its_own(tmp_path):
    write_csv(dictionary([MIXED]), tmp_path / "d.csv")
    head, *told = read_csv(tmp_path / "d.csv")
    assert head == [each.name for each in DICTIONARY.columns]
    assert told[1] == ["mixed", "cash_cents", "cents", "int64", "Trésorerie."]
    assert [row[0] for row in told] == ["mixed"] * 4 + ["dictionary"] * 5


def test_without_the_extra_parquet_is_refused_by_name_and_no_file_is_made(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    refused = write_parquet(of_rows(MIXED, []), tmp_path / "x.parquet")
    assert isinstance(refused, Refused)
    assert refused.code == "PARQUET_NOT_INSTALLED"
    assert "option « study »" in refused.sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (([1], [2], [0.5]), "misses a column"),
        (([1], [2, 3], [0.5], [""]), "is ragged"),
        (([1], [2.0], [0.5], [""]), "does not hold int64"),
        (([1], np.array([2.5]), [0.5], [""]), "does not hold int64"),
        (([1], [2], [0.5], [None]), "does not hold string"),
    ],
)
def test_a_block_that_is_not_as_declared_is_our_own_mistake(tmp_path, block, said):
    table = Table(layout=MIXED, blocks=lambda: (block,))
    with pytest.raises(AssertionError, match=said):
        write_csv(table, tmp_path / "x.csv")
    with pytest.raises(AssertionError, match=said):
        write_parquet(table, tmp_path / "x.parquet")
