"""The outbox: messages that are written with the deed and sent afterwards. No deed enters here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Notice(models.Model):
    """A message to one address; written once, tried until it leaves."""

    to = models.CharField(max_length=254)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    about = models.CharField(max_length=100, blank=True)
    body = models.TextField()
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        """The same message to the same address about the same thing is one message."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "subject", "to", "about"], name="notice_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=models.Q(sent_at=None),
                name="notice_waiting",
            ),
        ]
