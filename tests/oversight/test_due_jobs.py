"""What falls due is done once per period, whoever asks; a job that fails leaves the others alone."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core import mail

from ecot.access.roles import Role
from ecot.operations.notices.actions import enqueue
from ecot.oversight.due_jobs import JOBS, Job, tick
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.references import SYSTEM
from tests.builders.access import a_person_with
from tests.builders.allocations import a_caisse

AT = clock.at(date(2026, 3, 3))


@pytest.mark.django_db
def test_messages_leave_at_the_next_tick_and_once() -> None:
    enqueue(Act(SYSTEM, AT), to="a@example.org", kind="test", subject="Bonjour", body="…")
    done = {job.name: job.done for job in tick(AT)}
    assert done == {
        "month.remind": 0,
        "till.forget_tries": 0,
        "figures.forecast": 0,
        "book.seal": 0,
        "notices.deliver": 1,
    }
    assert {job.name: job.done for job in tick(AT)} == {"book.seal": 0, "notices.deliver": 0}
    assert [message.subject for message in mail.outbox] == ["Bonjour"]


@pytest.mark.django_db
def test_who_is_told_when_nobody_opened_the_month() -> None:
    a_caisse()
    a_person_with(Role.TREASURER, "tresor@example.org")
    done = {job.name: job.done for job in tick(AT)}
    assert done["month.remind"] == done["notices.deliver"] == 1
    assert done["book.seal"] > 0
    assert "mars 2026" in mail.outbox[0].subject
    assert [job.name for job in tick(AT)] == ["book.seal", "notices.deliver"]


@pytest.mark.django_db
def test_a_job_that_fails_is_said_leaves_the_others_and_is_due_again() -> None:
    asked: list[datetime] = []

    def fails(at: datetime) -> int:
        asked.append(at)
        message = "no way"
        raise OSError(message)

    jobs = (Job("bad", "Mauvais", fails, daily=True), Job("good", "Bon", lambda at: 7, daily=True))
    first = tick(AT, jobs)
    assert [(job.done, job.fault) for job in first] == [(0, "OSError: no way"), (7, "")]
    assert [job.name for job in tick(AT, jobs)] == ["bad"]
    assert asked == [AT, AT]


def test_jobs_have_their_own_names() -> None:
    names = [job.name for job in JOBS]
    assert len(set(names)) == len(names)
