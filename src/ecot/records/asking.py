"""Small questions of several rooms, asked of the database in one statement.

Each room says its own question: the SQL, its values, and what a row means. A deed on the way of every
payment asks them together; each room also asks its own alone. Reads only; no rule enters here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, overload

from ecot.records.statements import said

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
Row = Sequence[object]
SqlValue = str | int | date | None


@dataclass(frozen=True, slots=True)
class Question(Generic[T_co]):
    """One row at most: so many columns, the first never null; `answer` says what the row means."""

    sql: str
    columns: int
    answer: Callable[[Row], T_co]
    values: tuple[SqlValue, ...] = ()


def ask(question: Question[T]) -> T | None:
    """The answer to one question; None where there is no row."""
    row = _one_row(question.sql, question.values)
    return None if row is None else question.answer(row)


@overload
def ask_together(a: Question[A], b: Question[B], /) -> tuple[A | None, B | None]: ...
@overload
def ask_together(
    a: Question[A], b: Question[B], c: Question[C], /
) -> tuple[A | None, B | None, C | None]: ...
@overload
def ask_together(
    a: Question[A], b: Question[B], c: Question[C], /, *, before: Question[D]
) -> tuple[D | None, A | None, B | None, C | None]: ...
def ask_together(
    *asked: Question[Any], before: Question[Any] | None = None
) -> tuple[object | None, ...]:
    """The answers to several questions, in one statement; None for each that has no row.

    They are judged in that order, the one `before` first: a question whose answer refuses is the last.
    """
    questions = asked if before is None else (before, *asked)
    joined = " ".join(
        f"LEFT JOIN ({question.sql}) q{rank} ON 1 = 1" for rank, question in enumerate(questions)
    )
    wanted = ", ".join(f"q{rank}.*" for rank in range(len(questions)))
    values = [value for question in questions for value in question.values]
    row = _one_row(f"SELECT {wanted} FROM (SELECT 1 AS n) one {joined}", values)  # noqa: S608  questions of our own, values apart
    assert row is not None, "one row, whatever is absent"
    answers: list[object | None] = []
    start = 0
    for question in questions:
        mine = row[start : start + question.columns]
        answers.append(None if mine[0] is None else question.answer(mine))
        start += question.columns
    assert start == len(row), "each question says how many columns it has"
    return tuple(answers)


def _one_row(sql: str, values: Sequence[SqlValue]) -> Row | None:
    found = said(sql, values)
    assert len(found) <= 1, "a question has one row at most"
    return found[0] if found else None
