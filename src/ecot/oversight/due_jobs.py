"""What falls due: an explicit list, walked by `ecot tick` and by the server.

A job is repeatable by itself; one that has a period is done once per period, whoever asks. A job
that fails leaves the others alone and is due again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ecot.figures.actions import keep_after_closing
from ecot.operations.allocations.telling import remind_if_not_opened
from ecot.operations.notices.actions import deliver
from ecot.operations.till.tries import forget_old_tries
from ecot.records import schedule
from ecot.records.sealing.log import seal
from ecot.values.clock import civil_day


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its stable name, its French sentence, what it does (how many things), how often."""

    name: str
    sentence: str
    do: Callable[[datetime], int]
    daily: bool


@dataclass(frozen=True, slots=True)
class JobDone:
    """What a job did: how many things, or what stopped it."""

    name: str
    sentence: str
    done: int
    fault: str = ""


def _deliver(at: datetime) -> int:
    return deliver(at).sent


def _seal(at: datetime) -> int:
    return seal(at).added


JOBS: Final = (
    Job(
        "month.remind",
        "Rappels d’un mois que personne n’a ouvert",
        remind_if_not_opened,
        daily=True,
    ),
    Job(
        "till.forget_tries",
        "Essais de code de plus d’un an effacés",
        forget_old_tries,
        daily=True,
    ),
    Job(
        "figures.forecast",
        "Prévisions gardées à la clôture d’un mois",
        keep_after_closing,
        daily=True,
    ),
    Job("book.seal", "Lignes du livre scellées", _seal, daily=False),
    Job("notices.deliver", "Messages envoyés", _deliver, daily=False),
)


def tick(at: datetime, jobs: tuple[Job, ...] = JOBS) -> list[JobDone]:
    """Do what is due at an instant; jobs done already for their period are left out."""
    return [done for job in jobs if (done := _do(job, at)) is not None]


def _do(job: Job, at: datetime) -> JobDone | None:
    period = civil_day(at).isoformat()
    try:
        if job.daily and not schedule.due(job.name, period, at):
            return None
        count = job.do(at)
        if job.daily:
            schedule.done(job.name, period, at)
    except Exception as fault:  # noqa: BLE001  one job that fails must not keep the others from being done
        return JobDone(job.name, job.sentence, 0, f"{type(fault).__name__}: {fault}"[:300])
    return JobDone(job.name, job.sentence, count)
