"""Members files: previewed, every mistake told by its line, imported whole or not at all."""

from datetime import date

import pytest
from django.db import IntegrityError

from ecot.formats.spreadsheets import read_sheet, write_xlsx
from ecot.ledger.balances import wallet_balance
from ecot.operations.members.actions import (
    FileForm,
    Imported,
    commit_import,
    export_households,
)
from ecot.operations.members.actions import importing as import_deeds
from ecot.operations.members.directory import household_file, households
from ecot.operations.members.importing import ImportPreview, preview_import
from ecot.operations.members.models import Household, ImportRun, Person
from ecot.operations.members.people import Band, Contact
from ecot.operations.members.queries import Composition, composition, state_on
from ecot.operations.members.states import Prefers, State
from ecot.records.audit import lines
from ecot.values.month import Month
from ecot.values.refusal import Refused
from tests.builders.members import a_household, office

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 14)
ACT = office(DAY)
HEAD = "Foyer;Prénom;Nom;Année de naissance;Participe;Courriel;Téléphone;État;Depuis;Tranche;Préférence\n"
GOOD = HEAD + (
    "F1;Zoé;Béranger;1985;oui;zoe@example.org;04 67 00 00 00;actif;01/02/2026;moins de 900 €;lettre\n"
    "F1;Léo;Béranger;2015;;;;;;;\n"
    "F2;Anaïs;O'Brien-Ñúñez;14/07/1990;;;;liste d'attente;;;\n"
    "F3;שלום;;1970;;;;;;;\n"
)


def preview(text: str) -> ImportPreview:
    found = preview_import(text.encode(), DAY)
    assert isinstance(found, ImportPreview), found
    return found


def refusal(answer):
    assert isinstance(answer, Refused), answer
    assert answer.sentence
    return answer.code


def errors(rows: str) -> list[tuple[int, str, str]]:
    return [(each.line, each.column, each.refused.code) for each in preview(HEAD + rows).errors]


def imported(content: bytes) -> Imported:
    done = commit_import(ACT, content=content, file_name="membres.csv")
    assert isinstance(done, Imported), done
    return done


def test_a_good_file_is_shown_then_written():
    seen = preview(GOOD)
    assert (len(seen.households), seen.persons, seen.errors) == (3, 4, ())
    assert "utf-8" in seen.understood
    assert not Household.objects.exists()
    done = imported(GOOD.encode())
    first, second, third = (each.household_id for each in done.households)
    assert composition(first, Month(2026, 2), 17) == Composition(1, 1)
    assert state_on(first, date(2026, 2, 1)) is State.ACTIVE
    assert state_on(second, DAY) is State.WAITING
    assert [wallet_balance(each) for each in (first, second, third)] == [0, 0, 0]
    found = household_file(first)
    assert found is not None
    assert found.contact == Contact("zoe@example.org", "04 67 00 00 00", "", Prefers.LETTER)
    assert (found.band, found.former_number) == (Band.UNDER_900, "F1")
    assert [line.facts for line in lines() if line.kind == "members.imported"] == [
        {"households": 3, "persons": 4}
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encoding_does_not_matter(encoding):
    text = GOOD.replace("שלום", "Rosalía")
    assert imported(text.encode(encoding)).persons == 4
    assert Person.objects.filter(family_name="O'Brien-Ñúñez", given_name="Anaïs").exists()


def test_a_workbook_does_as_well():
    rows = [line.split(";") for line in GOOD.splitlines()]
    assert imported(write_xlsx(rows[0], rows[1:], title="Membres")).persons == 4


def test_the_same_file_is_not_imported_twice():
    imported(GOOD.encode())
    again = commit_import(ACT, content=GOOD.encode())
    assert refusal(again) == "ALREADY_IMPORTED"
    assert Household.objects.count() == 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "FILE_EMPTY"),
        ("Foyer;Nom;Année de naissance\nF1;Zoé;1985\n", "COLUMN_MISSING"),
        ("Foyer;Prénom\nF1;Zoé\n", "COLUMN_MISSING"),
        (HEAD.strip() + ";Revenu\n", "COLUMN_UNKNOWN"),
        (HEAD.strip() + ";E-mail\n", "COLUMN_TWICE"),
        (HEAD.strip() + ";Courriel\n", "HEADER_TWICE"),
        (HEAD, "IMPORT_HAS_ERRORS"),
        (HEAD + "F1;Zoé;;1985\n" * 20_001, "TOO_MANY_ROWS"),
    ],
)
def test_a_file_that_is_no_list_of_members_is_refused_by_name(text, code):
    assert refusal(commit_import(ACT, content=text.encode())) == code
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (";Zoé;Martin;1985", (2, "Foyer", "HOUSEHOLD_KEY_EMPTY")),
        ("F1;;Martin;1985", (2, "Prénom", "NAME_EMPTY")),
        ("F1;Zoé;Martin;", (2, "Année de naissance", "BIRTH_YEAR_UNREADABLE")),
        ("F1;Zoé;Martin;85", (2, "Année de naissance", "BIRTH_YEAR_UNREADABLE")),
        ("F1;Zoé;Martin;2031", (2, "Année de naissance", "BIRTH_YEAR_UNLIKELY")),
        ("F1;Zoé;Martin;1985;peut-être", (2, "Participe", "YES_OR_NO")),
        ("F1;Zoé;Martin;1985;non", (2, "Foyer", "NOBODY_PARTICIPATES")),
        ("F1;Zoé;Martin;1985;;zoe chez elle", (2, "Courriel", "EMAIL_INVALID")),
        ("F1;Zoé;Martin;1985;;;bientôt", (2, "Téléphone", "PHONE_INVALID")),
        ("F1;Zoé;Martin;1985;;;;ami", (2, "État", "WORD_UNKNOWN")),
        ("F1;Zoé;Martin;1985;;;;parti", (2, "État", "STATE_NOT_FIRST")),
        ("F1;Zoé;Martin;1985;;;;;29/02/2025", (2, "Depuis", "DAY_UNREADABLE")),
        ("F1;Zoé;Martin;1985;;;;;02/31/2025", (2, "Depuis", "DAY_UNREADABLE")),
        ("F1;Zoé;Martin;1985;;;;;15/03/2026", (2, "Depuis", "DAY_UNLIKELY")),
        ("F1;Zoé;Martin;1985;;;;;01/01/1000", (2, "Depuis", "DAY_UNLIKELY")),
        ("F1;Zoé;Martin;1985;;;;;;riche", (2, "Tranche", "WORD_UNKNOWN")),
        ("F1;Zoé;Martin;1985;;;;;;;pigeon", (2, "Préférence", "WORD_UNKNOWN")),
    ],
)
def test_a_mistake_is_told_by_its_line_and_column(row, error):
    assert errors(row + "\n") == [error]
    for each in preview(HEAD + row).errors:
        assert each.sentence.startswith(f"Ligne 2, colonne « {error[1]} » : ")


def test_every_mistake_of_a_file_is_told_at_once_and_nothing_is_written():
    rows = GOOD.removeprefix(HEAD) + "F4;;;1985\nF5;Rui;;85\nF6;Ana;;1990;jamais\n"
    assert [line for line, _, _ in errors(rows)] == [6, 7, 8]
    refused = commit_import(ACT, content=(HEAD + rows).encode())
    assert refusal(refused) == "IMPORT_HAS_ERRORS"
    assert "3 erreur" in refused.sentence
    assert (Household.objects.count(), Person.objects.count(), ImportRun.objects.count()) == (
        0,
        0,
        0,
    )


def test_two_rows_of_a_household_may_not_contradict_one_another():
    rows = "F1;Zoé;;1985;;a@b.org\nF1;Léo;;2015;;A@B.org\nF1;Ana;;2016;;c@d.org\n"
    assert errors(rows) == [(4, "Courriel", "CONTRADICTS")]


def test_the_same_person_twice_is_told_unless_the_file_says_that_it_is_a_namesake():
    head = "Foyer;Prénom;Nom;Année de naissance;Homonyme\n"
    twice = head + "F1;Zoé;Béranger;1985;\nF2;ZOE;beranger;1985;{}\n"
    (error,) = preview(twice.format("")).errors
    assert (error.line, error.refused.code) == (3, "PERSON_TWICE")
    assert "ligne 2" in error.sentence
    assert preview(twice.format("oui")).errors == ()
    imported((head + "F1;Zoé;Béranger;1985;\n").encode())
    known = head + "F9;Zoé;Béranger;1985;{}\n"
    (error,) = preview(known.format("")).errors
    assert error.refused.code == "PERSON_ALREADY_KNOWN"
    assert preview(known.format("oui")).errors == ()


def test_a_fault_half_way_leaves_nothing(monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(import_deeds, "record", fail)
    with pytest.raises(IntegrityError):
        commit_import(ACT, content=GOOD.encode())
    assert (Household.objects.count(), Person.objects.count()) == (0, 0)


def test_names_in_any_script_and_formulas_come_in_as_text_and_go_out_harmless():
    names = ["=cmd|' /C calc'!A0", "+33", "@SUM(A1)", "李小龍", "محمد", "👩‍👧", "O'Brien", "NULL"]
    rows = "".join(f'F{rank};"{name}";;19{rank + 60}\n' for rank, name in enumerate(names))
    imported((HEAD + rows).encode())
    assert set(Person.objects.values_list("given_name", flat=True)) == set(names)
    for form in FileForm:
        file = export_households(ACT, form=form)
        assert isinstance(file, bytes), file
        sheet = read_sheet(file)
        assert {record["prenom"] for _, record in sheet.records()} == set(names)
    text = export_households(ACT, form=FileForm.CSV).decode("utf-8-sig")
    assert "\"'=cmd" in text
    assert '"=cmd' not in text


def test_what_was_taken_away_can_be_read_back():
    a_household(2, 1, email="zoe@example.org")
    file = export_households(ACT)
    assert isinstance(file, bytes), file
    Person.objects.update(search_key="somebody else")
    seen = preview_import(file, DAY)
    assert isinstance(seen, ImportPreview), seen
    assert (seen.persons, len(seen.households), seen.errors) == (3, 1, ())
    assert [line.kind for line in lines("households")] == ["members.exported"]


@pytest.mark.parametrize(
    ("search", "found"),
    [("beranger", 1), ("BÉRANGER zoé", 1), ("zoe anais", 1), ("o brien", 1), ("F2", 1),
     ("zoe@", 1), ("67 00", 1), ("martin", 0), ("", 3), ("100", 3), ("'", 0), ("%", 0)],
)  # fmt: skip
def test_a_household_is_found_without_accents(search, found):
    text = GOOD.replace("F1;Léo", "F1;Anaïs")
    imported(text.encode())
    assert len(households(search=search)) == found


def test_a_thousand_households_take_few_statements(django_assert_max_num_queries):
    rows = "".join(f"F{n};Personne {n};Nom {n};1980\n" for n in range(1_000))
    with django_assert_max_num_queries(90):
        assert imported(("Foyer;Prénom;Nom;Naissance\n" + rows).encode()).persons == 1_000
