"""The table of the kept scenarios. A future that was compared is not rewritten: another is kept."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class KeptScenario(models.Model):
    """A scenario as it was written, whole: no baseline elsewhere can change it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=160)
    toml = models.TextField()
    digest = models.CharField(max_length=64)
    kept_by = models.CharField(max_length=80)
    kept_at = models.DateTimeField()
    key = models.CharField(max_length=120, unique=True)
    asked_digest = models.CharField(max_length=64)
    shelved_at = models.DateTimeField(null=True)

    class Meta:
        """The newest last."""

        ordering: ClassVar = ["kept_at", "id"]
