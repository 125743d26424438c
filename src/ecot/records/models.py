"""Tables of what is kept about what is done: audit lines and what is due. No deed enters here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ecot.records.sealing.models import Checkpoint, Commitment, Erasure, Leaf, SaltKey

__all__ = ["AuditLine", "Checkpoint", "Commitment", "DueRow", "Erasure", "Leaf", "SaltKey"]


class AuditLine(models.Model):
    """A deed that moved no money: who did what to whom, and when."""

    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()
    facts = models.TextField()

    class Meta:
        """Read by subject, newest first."""

        indexes: ClassVar = [models.Index(fields=["subject", "id"], name="audit_by_subject")]


class DueRow(models.Model):
    """Something that is due once per period, claimed by whoever does it first."""

    kind = models.CharField(max_length=80)
    period = models.CharField(max_length=40)
    claimed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        """One row per kind and period: a double tick is harmless."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "period"], name="due_once_per_period"),
        ]
