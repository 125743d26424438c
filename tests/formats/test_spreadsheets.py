"""Outside tables: read whole or refused by name, written so that nothing in them runs."""

import codecs
import io

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from ecot.formats import spreadsheets
from ecot.formats.spreadsheets import (
    Sheet,
    fold_header,
    neutralised,
    plain,
    read_sheet,
    write_csv,
    write_xlsx,
)
from ecot.values.refusal import Refused

TABLE = "Prénom;Nom;Année de naissance\nZoé;Béranger;1985\nAnaïs;O'Brien-Ñúñez;1990\n"
READ = (("Zoé", "Béranger", "1985"), ("Anaïs", "O'Brien-Ñúñez", "1990"))


def cells(sheet: Sheet | Refused) -> tuple[tuple[str, ...], ...]:
    assert isinstance(sheet, Sheet), sheet
    return tuple(row.cells for row in sheet.rows)


def code_of(content: bytes, **limits: int) -> str:
    refused = read_sheet(content, **limits)
    assert isinstance(refused, Refused), refused
    assert refused.sentence
    return refused.code


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8-sig"),
        (TABLE.encode("cp1252"), "cp1252"),
        (TABLE.replace("\n", "\r\n").encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found_and_named(content, encoding):
    sheet = read_sheet(content)
    assert cells(sheet) == READ
    assert sheet.encoding == encoding
    assert encoding in sheet.sentence


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found_and_named(separator):
    sheet = read_sheet(TABLE.replace(";", separator).encode())
    assert cells(sheet) == READ
    assert sheet.separator == separator
    assert spreadsheets.SEPARATOR_NAMES[separator] in sheet.sentence


def test_headers_are_folded_and_empty_lines_skipped():
    sheet = read_sheet("  PRÉNOM ;Année-de naissance;\n\n;;\nZoé;1985\n".encode())
    assert sheet.headers == ("prenom", "annee de naissance")
    assert [(row.line, row.cells) for row in sheet.rows] == [(4, ("Zoé", "1985"))]
    assert list(sheet.records()) == [(4, {"prenom": "Zoé", "annee de naissance": "1985"})]


@pytest.mark.parametrize(
    ("header", "folded"),
    [("N°", "n"), ("E-mail", "e mail"), ("  Date\xa0de naissance ", "date de naissance")],
)
def test_a_header_is_folded(header, folded):
    assert fold_header(header) == folded


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b" \n\n ", "FILE_EMPTY"),
        (codecs.BOM_UTF8, "FILE_EMPTY"),
        (codecs.BOM_UTF8 + b"\n", "FILE_EMPTY"),
        (TABLE.encode("utf-16"), "NOT_PLAIN_TEXT"),
        (b"a;b\n1;\x002\n", "NOT_PLAIN_TEXT"),
        (TABLE.encode() + "Léo;Là;1990\n".encode("cp1252"), "ENCODING_MIXED"),
        (codecs.BOM_UTF8 + "Léo;Là\n".encode("cp1252"), "ENCODING_MIXED"),
        (b"a;b\n1;\x81\n", "ENCODING_UNKNOWN"),
        (b'a;b\n1;"not closed\n', "CSV_BROKEN"),
        (b"a;b\n1;2;3\n", "ROW_TOO_LONG"),
        (b"a;;c\n1;2;3\n", "HEADER_EMPTY"),
        (b"a;A\n1;2\n", "HEADER_TWICE"),
        (";".join(f"c{n}" for n in range(10_000)).encode(), "TOO_MANY_COLUMNS"),
        (b"a;b\n1;" + b"x" * 5_001, "CELL_TOO_LONG"),
        (b"a;b\n1;" + b"x" * 200_000, "CSV_BROKEN"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "OLD_EXCEL"),
        (b"x" * 20_000_001, "FILE_TOO_HEAVY"),
    ],
)
def test_a_bad_file_is_refused_by_name(content, code):
    assert code_of(content) == code


def test_the_line_of_the_fault_is_told():
    refused = read_sheet(TABLE.encode() + "Léo;Là;1990\n".encode("cp1252"))
    assert "Ligne 4" in refused.sentence
    assert "Ligne 3" in read_sheet(b"a;b\n1;2\n1;2;3\n").sentence


def test_too_many_rows_are_refused_above_the_limit_and_not_at_it():
    rows = b"a;b\n" + b"1;2\n" * 5
    assert len(cells(read_sheet(rows, rows_max=5))) == 5
    assert code_of(rows, rows_max=4) == "TOO_MANY_ROWS"
    assert code_of(b"a;b\n" + b"1;2\n" * (spreadsheets.ROWS_MAX + 1)) == "TOO_MANY_ROWS"


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(
    lambda text: " ".join(text.split())
)
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "=", "+", "-", "@", "'=", "'", "＝"]), TEXTS), min_size=1
    )
)
def test_a_csv_gives_back_every_text_and_shows_no_formula(pairs):
    texts = [(start + text).strip() or "x" for start, text in pairs]
    written = write_csv(["texte"], [[text] for text in texts])
    assert [row[0] for row in cells(read_sheet(written))] == texts
    for line in written.decode("utf-8-sig").split("\r\n")[1:-1]:
        assert not line[1:-1].lstrip().startswith(ACTIVE)


@given(st.text(max_size=30))
def test_the_apostrophe_comes_and_goes(text):
    assert plain(neutralised(text)) == text
    assert not neutralised(text).startswith(ACTIVE)


def test_a_workbook_gives_back_every_text_and_holds_no_formula():
    texts = ["=1+1", "@SUM(A1)", "https://example.org", "0042", "'=x", "שלום", "👩‍👧", "1985"]
    written = write_xlsx(["texte", "nombre"], [[text, 12] for text in texts], title="Foyers: tous?")
    assert cells(read_sheet(written)) == tuple((text, "12") for text in texts)
    raw = python_calamine.load_workbook(io.BytesIO(written)).get_sheet_by_index(0).to_python()
    assert raw[1] == ["=1+1", 12.0]
