"""Names in any script: kept as written, found without accents, never able to break a page."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.operations.members.names import clean_name, search_key
from ecot.values.refusal import Refused


@pytest.mark.parametrize(
    "name",
    ["O'Brien-Ñúñez", "Zoé", "李小龍", "שלום", "محمد", "NULL", "=cmd|' /C calc'!A0", "X Æ A-12",
     "Nguyễn", "क्षत्रिय", "👩‍👧", "Jean-Noël d’Ormesson", "x" * 300],
)  # fmt: skip
def test_a_name_is_kept_as_its_owner_writes_it(name):
    assert clean_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Zoé   Anne ", "Zoé Anne"),
        ("Zoe\u0301", "Zoé"),
        ("Zo\u200bé", "Zoé"),
        ("\u202eZoé\u202c", "Zoé"),
        ("Zoé\tAnne\r\n", "Zoé Anne"),
        ("Zo\0é\x1b", "Zoé"),
        ("\ufeffZoé", "Zoé"),
        ("\u200dZoé\u200d", "Zoé"),
    ],
)
def test_what_nobody_sees_is_removed(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "NAME_EMPTY"),
        (" \u200b\n", "NAME_EMPTY"),
        ("\u200d", "NAME_EMPTY"),
        ("x" * 301, "NAME_TOO_LONG"),
    ],
)
def test_an_empty_or_endless_name_is_refused(typed, code):
    refused = clean_name(typed)
    assert isinstance(refused, Refused)
    assert refused.code == code
    assert refused.sentence


@pytest.mark.parametrize(
    ("name", "typed"),
    [("O'Brien-Ñúñez", "o brien nunez"), ("Zoé", "ZOE"), ("Jean‑Noël d’Ormesson", "jean noel d'ormesson"),
     ("Œuvrard", "oeuvrard"), ("Ｚｏｅ", "zoe"), ("STRAẞE", "strasse")],
)  # fmt: skip
def test_a_name_is_found_without_accents_or_case(name, typed):
    assert search_key(name) == search_key(typed)


@given(st.text(max_size=320))
def test_a_kept_name_is_one_clean_line_and_cleaning_again_changes_nothing(text):
    kept = clean_name(text)
    if isinstance(kept, str):
        assert clean_name(kept) == kept
        assert unicodedata.is_normalized("NFC", kept)
        assert kept.splitlines() == [kept]
        assert not {"\u202e", "\u200b", "\0"} & set(kept)
