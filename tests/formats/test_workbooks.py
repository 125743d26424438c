"""Office files: opened only once they are weighed and measured."""

import datetime as dt
import io
import re
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ecot.formats import archives
from ecot.formats.spreadsheets import Sheet, read_sheet
from ecot.formats.workbooks import as_text
from ecot.values.refusal import Refused

ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
ODS = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="f">{rows}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)


def zipped(*parts: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def ods(rows: str) -> bytes:
    return zipped(
        ("mimetype", ODS_KIND),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", ODS.format(rows=rows)),
    )


def cell(text: str, times: int = 1) -> str:
    repeated = f' table:number-columns-repeated="{times}"'
    return f'<table:table-cell{repeated} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, times: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'
    )


def xlsx(*written: tuple[int, int, object]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet()
        for line, column, value in written:
            sheet.write(line, column, value)
    return buffer.getvalue()


def code_of(content: bytes) -> str:
    refused = read_sheet(content)
    assert isinstance(refused, Refused), refused
    assert refused.sentence
    return refused.code


def test_an_ods_is_read_with_the_empty_rows_that_office_software_leaves_below():
    below = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    sheet = read_sheet(ods(row(cell("Prénom"), cell("Nom")) + row(cell("Zoé", times=2)) + below))
    assert isinstance(sheet, Sheet), sheet
    assert (sheet.encoding, sheet.headers) == ("ods", ("prenom", "nom"))
    assert [(r.line, r.cells) for r in sheet.rows] == [(2, ("Zoé", "Zoé"))]


def test_an_xlsx_is_read_with_its_numbers_and_days_as_a_person_would_type_them():
    content = xlsx(
        (0, 0, "Année"), (0, 1, "Montant"), (0, 2, "Oui"), (1, 0, 1985), (1, 1, 12.5), (1, 2, True)
    )
    sheet = read_sheet(content)
    assert isinstance(sheet, Sheet), sheet
    assert (sheet.encoding, sheet.rows[0].cells) == ("xlsx", ("1985", "12.5", "oui"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1985.0, "1985"),
        (12.300000000000001, "12.3"),
        (False, "non"),
        (dt.datetime.fromisoformat("2026-03-14"), "2026-03-14"),
        (dt.datetime.fromisoformat("2026-03-14T09:30"), "2026-03-14T09:30:00"),
        (dt.date(2026, 3, 14), "2026-03-14"),
        ("0042", "0042"),
        (7, "7"),
    ],
)
def test_a_cell_is_told_as_text(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (xlsx((0, 0, "a"), (1_048_575, 0, "z")), "TOO_MANY_ROWS"),
        (xlsx((0, 0, "a"), (0, 16_383, "z")), "TOO_MANY_COLUMNS"),
        (xlsx((0, 0, "a"), (1_048_575, 16_383, "z")), "TOO_MANY_ROWS"),
        (ods(row(cell("a"), times=100_000_000)), "TOO_MANY_ROWS"),
        (ods(row(cell("a", times=100_000_000))), "TOO_MANY_COLUMNS"),
        (ods(row(cell("a")) + row(times=1_000_000_000) + row(cell("z"))), "TOO_MANY_ROWS"),
        (ods(row(cell("&b;"))), "WORKBOOK_BROKEN"),
        (ods("<table:table-row>"), "WORKBOOK_BROKEN"),
        (xlsx()[:-30], "WORKBOOK_BROKEN"),
        (zipped(("a.txt", "hello")), "NOT_A_TABLE"),
        (zipped(("xl/workbook.xml", "<a/>"), ("../../etc/passwd", "x")), "WORKBOOK_BROKEN"),
        (zipped(("xl/workbook.xml", "<a/>"), ("/etc/passwd", "x")), "WORKBOOK_BROKEN"),
        (zipped(("xl/workbook.xml", "<a/>"), method=zipfile.ZIP_BZIP2), "WORKBOOK_BROKEN"),
        (zipped(("xl/workbook.xml", b"\0" * 40_000_000)), "ARCHIVE_SWOLLEN"),
        (zipped(*((f"x{n}", "") for n in range(2_001))), "ARCHIVE_SWOLLEN"),
        (xlsx(), "FILE_EMPTY"),
    ],
)
def test_a_hostile_office_file_is_refused_by_name(content, code):
    assert code_of(content) == code


def test_a_document_type_is_refused_whatever_it_says():
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]>' + ODS.format(rows=row(cell("&b;")))[21:]
    assert code_of(zipped(("mimetype", ODS_KIND), ("content.xml", bomb))) == "WORKBOOK_BROKEN"


def test_a_listing_that_lies_about_a_size_is_caught_when_the_part_is_copied():
    honest = zipped(("xl/workbook.xml", b"<a/>" + b" " * 90_000_000))
    lying = bytearray(honest)
    for marker, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = lying.index(marker) + offset
        lying[at : at + 4] = (50_000).to_bytes(4, "little")
    assert code_of(bytes(lying)) == "WORKBOOK_BROKEN"


def test_a_link_inside_the_archive_is_refused():
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr(link, "/etc/passwd")
    assert code_of(buffer.getvalue()) == "WORKBOOK_BROKEN"


def test_a_locked_workbook_is_told_apart_from_a_broken_one():
    content = bytearray(zipped(("xl/workbook.xml", "<a/>")))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(content)) == "WORKBOOK_LOCKED"


def test_cells_without_an_address_follow_each_other():
    bare = re.sub(rb'<c r="[A-Z]+[0-9]+"', b"<c", _sheet_part(GOOD))
    assert bare != _sheet_part(GOOD)
    assert isinstance(read_sheet(_with_sheet(GOOD, bare)), Sheet)
    far = re.sub(rb'<row r="2"', b'<row r="1048576"', bare)
    assert code_of(_with_sheet(GOOD, far)) == "TOO_MANY_ROWS"


def test_a_part_written_in_two_byte_letters_is_refused():
    wide = _sheet_part(GOOD).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert code_of(_with_sheet(GOOD, wide)) == "WORKBOOK_BROKEN"


def test_a_folder_inside_the_archive_is_left_out():
    safe = archives.repacked(zipped(*_parts(GOOD).items(), ("xl/media/", b"")))
    assert isinstance(safe, archives.Archive), safe
    with zipfile.ZipFile(io.BytesIO(safe.content)) as archive:
        assert sorted(archive.namelist()) == sorted(_parts(GOOD))


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _sheet_part(content: bytes) -> bytes:
    return _parts(content)[HARMED[0]]


def _with_sheet(content: bytes, sheet: bytes) -> bytes:
    return zipped(*(_parts(content) | {HARMED[0]: sheet}).items())


def test_the_copy_holds_what_the_original_held():
    original = xlsx((0, 0, "a"))
    safe = archives.repacked(original)
    assert isinstance(safe, archives.Archive), safe
    with (
        zipfile.ZipFile(io.BytesIO(original)) as one,
        zipfile.ZipFile(io.BytesIO(safe.content)) as two,
    ):
        assert {name: one.read(name) for name in one.namelist()} == {
            name: two.read(name) for name in two.namelist()
        }


HARMED = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml")
GOOD = xlsx((0, 0, "Prénom"), (0, 1, "Naissance"), (1, 0, "Zoé"), (1, 1, 1985))


@given(
    st.sampled_from(HARMED),
    st.lists(
        st.tuples(st.integers(0, 5_000), st.integers(0, 20), st.binary(max_size=12)), min_size=1
    ),
)
def test_whatever_happened_to_its_bytes_a_workbook_is_read_or_refused(name, wounds):
    parts = _parts(GOOD)
    harmed = bytearray(parts[name])
    for start, length, written in wounds:
        harmed[start : start + length] = written
    parts[name] = bytes(harmed)
    assert isinstance(read_sheet(zipped(*parts.items())), Sheet | Refused)
