"""Several rooms' questions in one statement: the same answers as one by one, absent ones included."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ecot.records.asking import Question, ask, ask_together


def text(*, present: bool) -> Question[str]:
    where = "1 = 1" if present else "1 = 0"
    sql = f"SELECT 7 AS id, CAST(%s AS varchar(9)) AS word WHERE {where}"
    return Question(sql, 2, lambda row: str(row[1]), ("pain",))


def day() -> Question[date]:
    sql = "SELECT CAST(%s AS varchar(10)) AS id"
    return Question(sql, 1, lambda row: date.fromisoformat(str(row[0])), ("2026-03-02",))


@pytest.mark.django_db
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("last", [True, False])
def test_together_as_one_by_one(first, last):
    questions = text(present=first), day(), text(present=last)
    with CaptureQueriesContext(connection) as said:
        together = ask_together(*questions)
    assert len(said) == 1
    assert together == tuple(ask(question) for question in questions)
    assert together == ("pain" if first else None, date(2026, 3, 2), "pain" if last else None)


@pytest.mark.django_db
def test_a_question_with_two_rows_is_our_own_mistake():
    twice = Question("SELECT 1 AS id UNION ALL SELECT 2", 1, lambda row: row[0])
    with pytest.raises(AssertionError, match="one row at most"):
        ask(twice)
    with pytest.raises(AssertionError, match="one row at most"):
        ask_together(day(), twice)


@pytest.mark.django_db
def test_a_question_says_how_many_columns_it_has():
    wrong = Question("SELECT 1 AS id, 2 AS more", 1, lambda row: row[0])
    with pytest.raises(AssertionError, match="how many columns"):
        ask_together(day(), wrong)
