"""What is kept about what is done: the frame of a deed, audit lines, what is due."""

from __future__ import annotations

from datetime import date

from ecot.records import audit, schedule
from ecot.records.audit import AuditKind, Erasure
from ecot.records.deed import deed
from ecot.records.models import AuditLine
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.references import Actor
from ecot.values.refusal import AgainError, Reason, Refused, refuse

NO = Reason("NO", "Non : {why}.")
MOVED = AuditKind("test.moved", "Le foyer {number} a déménagé.")
KEPT = AuditKind("test.kept", "Convention signée.", Erasure.KEPT)


def _act() -> Act:
    return asked(Actor("user-1"), clock.at(date(2026, 3, 2)), "k")


def test_a_refusal_leaves_nothing_of_its_deed(db: None) -> None:
    @deed
    def move() -> str:
        audit.record(_act(), MOVED, subject="household-1", number="1000-9")
        raise refuse(NO, why="trop tard")

    answer = move()
    assert isinstance(answer, Refused)
    assert (answer.code, answer.sentence, bool(answer)) == ("NO", "Non : trop tard.", False)
    assert audit.lines() == []


def test_a_deed_that_lost_its_race_runs_once_more(db: None) -> None:
    tries = []

    @deed
    def race() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise AgainError
        return "replayed"

    assert race() == "replayed"
    assert len(tries) == 2


def test_lines_are_read_by_subject_newest_first(db: None) -> None:
    for number in ("1000-9", "1001-7"):
        audit.record(_act(), MOVED, subject="household-1", number=number)
    audit.record(_act(), KEPT, subject="shop-1")
    assert [line.facts["number"] for line in audit.lines("household-1")] == ["1001-7", "1000-9"]
    assert [line.kind for line in audit.lines(limit=1)] == ["test.kept"]


def test_erasing_a_person_blanks_facts_but_not_what_is_kept(db: None) -> None:
    audit.record(_act(), MOVED, subject="household-1", number="1000-9")
    audit.record(_act(), KEPT, subject="household-1", number="1000-9")
    audit.record(_act(), MOVED, subject="household-2", number="1001-7")
    assert audit.blank_facts("household-1", frozenset({KEPT.name})) == 1
    facts = dict(AuditLine.objects.values_list("id", "facts"))
    assert sorted(facts.values()) == ['{"number":"1000-9"}', '{"number":"1001-7"}', "{}"]


def test_what_is_due_is_claimed_once_and_again_if_it_was_not_finished(db: None) -> None:
    at = clock.at(date(2026, 3, 2))
    assert schedule.due("reminder", "2026-03", at)
    assert schedule.due("reminder", "2026-03", at), "claimed but not done: due again"
    schedule.done("reminder", "2026-03", at)
    assert not schedule.due("reminder", "2026-03", at)
    assert schedule.due("reminder", "2026-04", at)
