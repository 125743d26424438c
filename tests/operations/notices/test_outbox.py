"""The outbox: a message is written once, tried until it leaves, and never lost."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from ecot.operations.notices.actions import Delivered, Letter, deliver, enqueue, enqueue_many
from ecot.operations.notices.models import Notice
from ecot.operations.notices.queries import notices, stuck
from ecot.values.act import Act
from ecot.values.references import SYSTEM

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ACT = Act(SYSTEM, NOON)
MESSAGE = {"to": "zoe@example.org", "kind": "call", "subject": "Appel de mars", "body": "Bonjour"}
DOWN = "tests.operations.notices.test_outbox.DownBackend"

pytestmark = pytest.mark.django_db


class DownBackend(EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("gone")


def after(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_the_same_message_written_twice_is_sent_once():
    enqueue(ACT, **MESSAGE)
    enqueue(ACT, **MESSAGE)
    assert deliver(NOON) == Delivered(sent=1, failed=0)
    assert deliver(after(60)) == Delivered(sent=0, failed=0)
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["zoe@example.org"], "Appel de mars")
    ]


@pytest.mark.parametrize("field", ["to", "kind", "subject", "about"])
def test_another_message_is_another(field):
    enqueue(ACT, **MESSAGE)
    enqueue(ACT, **{**MESSAGE, field: "other@example.org"})
    assert Notice.objects.count() == 2


def test_somebody_without_address_is_not_written_to():
    enqueue_many(
        ACT, [Letter("", "call", "Appel", "Bonjour"), Letter("a@b.org", "call", "Appel", "Oui")]
    )
    assert [notice.to for notice in notices()] == ["a@b.org"]


def test_a_subject_is_one_line():
    enqueue(ACT, **{**MESSAGE, "subject": "Appel\r\nBcc: everybody@example.org"})
    deliver(NOON)
    assert mail.outbox[0].subject == "Appel Bcc: everybody@example.org"


def test_a_message_that_fails_waits_longer_each_time_and_leaves_in_the_end(settings):
    enqueue(ACT, **MESSAGE)
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DOWN
    waits, at = [], NOON
    for _ in range(12):
        assert deliver(at) == Delivered(sent=0, failed=1)
        notice = Notice.objects.get()
        waits.append((notice.next_try_at - at) // timedelta(minutes=1))
        assert deliver(at) == Delivered(sent=0, failed=0)
        at = notice.next_try_at
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]
    assert [(row.attempts, row.last_error) for row in stuck()] == [
        (12, "SMTPServerDisconnected: gone")
    ]
    settings.EMAIL_BACKEND = backend
    assert deliver(at) == Delivered(sent=1, failed=0)
    assert stuck() == []


def test_one_bad_address_does_not_hold_the_others():
    enqueue(ACT, **{**MESSAGE, "to": "bad\naddress"})
    enqueue(ACT, **MESSAGE)
    assert deliver(NOON) == Delivered(sent=1, failed=1)


def test_a_message_claimed_by_another_round_is_left_to_it():
    enqueue(ACT, **MESSAGE)
    Notice.objects.update(next_try_at=after(10), attempts=1)
    assert deliver(after(5)) == Delivered(sent=0, failed=0)
    assert deliver(after(10)) == Delivered(sent=1, failed=0)


def test_messages_leave_oldest_first_and_a_round_has_an_end():
    enqueue_many(
        ACT, [Letter(f"{rank}@example.org", "call", "Appel", "Bonjour") for rank in range(5)]
    )
    assert deliver(NOON, limit=3) == Delivered(sent=3, failed=0)
    assert [message.to[0][0] for message in mail.outbox] == ["0", "1", "2"]
    assert [row.to for row in notices(to="4@example.org", kind="call")] == ["4@example.org"]
