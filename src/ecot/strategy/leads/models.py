"""Tables of the leads: what is followed, and each step that was noted. Append-only; no deed here."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from ecot.strategy.leads.states import LEAD_STATE_NAMES


class Lead(models.Model):
    """Somebody, or a mechanism of the reference, that could pay; its steps say the rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = models.CharField(max_length=160)
    mechanism = models.CharField(max_length=60, blank=True, default="")
    opened_at = models.DateTimeField()

    class Meta:
        """In the order in which they were opened."""

        ordering: ClassVar = ["opened_at", "id"]


class LeadStep(models.Model):
    """Where a lead stood when somebody wrote it down; the newest says where it stands."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=16, choices=list(LEAD_STATE_NAMES.items()))
    owner = models.CharField(max_length=120)
    next_step = models.CharField(max_length=300, blank=True, default="")
    next_on = models.DateField(null=True)
    note = models.TextField(blank=True, default="")
    actor = models.CharField(max_length=80)
    noted_at = models.DateTimeField()
    key = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        """The newest last."""

        ordering: ClassVar = ["id"]
