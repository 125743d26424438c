"""Writing messages with the deed that causes them, and sending them afterwards.

A room calls `enqueue` inside its deed: the message exists if and only if the deed was done. The
tick calls `deliver`: a message is tried until it leaves, ever more rarely, and is never dropped.
A stop between sending and noting it may send one message twice, never lose it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from ecot.operations.notices.models import Notice
from ecot.values.act import Act

CLAIM = timedelta(minutes=10)
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to be written: to whom, of which kind, about what."""

    to: str
    kind: str
    subject: str
    body: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a round of sending did."""

    sent: int
    failed: int


def enqueue(act: Act, *, to: str, kind: str, subject: str, body: str, about: str = "") -> None:
    """Write a message to one address; the same one written twice is one, no address is none."""
    enqueue_many(act, [Letter(to, kind, subject, body, about)])


def enqueue_many(act: Act, letters: Iterable[Letter]) -> None:
    """Write many messages in one statement; those without address are left out."""
    rows = [
        Notice(
            to=letter.to,
            kind=letter.kind,
            subject=" ".join(letter.subject.split())[:200],
            about=letter.about,
            body=letter.body,
            created_at=act.at,
            next_try_at=act.at,
        )
        for letter in letters
        if letter.to
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def deliver(at: datetime, *, limit: int = AT_ONCE) -> Delivered:
    """Send what is due at an instant, oldest first. Called outside any transaction.

    Each message is claimed before it is sent, so that two rounds at once do not send it twice.
    """
    due = Notice.objects.filter(sent_at=None, next_try_at__lte=at).order_by("next_try_at", "id")
    sent = failed = 0
    connection = get_connection()
    for notice in list(due[:limit]):
        if not _claim(notice, at):
            continue
        if _send(notice, connection, at):
            sent += 1
        else:
            failed += 1
    return Delivered(sent, failed)


def _claim(notice: Notice, at: datetime) -> bool:
    waiting = Notice.objects.filter(pk=notice.pk, sent_at=None, next_try_at=notice.next_try_at)
    return waiting.update(next_try_at=at + CLAIM, attempts=F("attempts") + 1) == 1


def _send(notice: Notice, connection: BaseEmailBackend, at: datetime) -> bool:
    message = EmailMessage(notice.subject, notice.body, to=[notice.to], connection=connection)
    tried = Notice.objects.filter(pk=notice.pk)
    try:
        message.send()
    except (OSError, SMTPException, ValueError) as failure:
        wait = min(FIRST_WAIT * 2 ** min(notice.attempts, 12), LONGEST_WAIT)
        tried.update(next_try_at=at + wait, last_error=f"{type(failure).__name__}: {failure}"[:300])
        return False
    tried.update(sent_at=at, last_error="")
    return True
