"""What the outbox holds: messages that wait, and those that do not get through. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ecot.operations.notices.models import Notice

STUCK_AFTER = 3


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A message as the office sees it."""

    notice_id: int
    to: str
    kind: str
    subject: str
    created_at: datetime
    attempts: int
    sent_at: datetime | None
    last_error: str


def notices(*, kind: str | None = None, to: str | None = None, limit: int = 100) -> list[NoticeRow]:
    """The newest messages, of one kind or to one address if asked."""
    rows = Notice.objects.order_by("-id")
    if kind is not None:
        rows = rows.filter(kind=kind)
    if to is not None:
        rows = rows.filter(to=to)
    return [_row(notice) for notice in rows[:limit]]


def stuck(limit: int = 100) -> list[NoticeRow]:
    """Messages that were tried three times or more and have not left, oldest first."""
    rows = Notice.objects.filter(sent_at=None, attempts__gte=STUCK_AFTER).order_by("id")
    return [_row(notice) for notice in rows[:limit]]


def _row(notice: Notice) -> NoticeRow:
    return NoticeRow(
        notice.pk,
        notice.to,
        notice.kind,
        notice.subject,
        notice.created_at,
        notice.attempts,
        notice.sent_at,
        notice.last_error,
    )
